"""Reviews of releases, in memory."""

# ruff: noqa: PLR0913, PLR0917 - the port's signatures

from dataclasses import replace
from datetime import datetime

from engine.model.records import Actor, Page, Receipt
from engine.model.review import Review, ReviewState
from engine.store.memory.part import MemoryPart, of_shop, page_of, write_audit
from engine.store.memory.receipts import is_repeat, known_receipt, served_before
from engine.store.memory.state import State
from engine.store.review_port import OPEN, NotApproved

DEAD = frozenset({ReviewState.REJECTED, ReviewState.SUPERSEDED})


class Reviews(MemoryPart):
    """Asking, deciding, looking."""

    async def add_review(
        self, shop: str, review: Review, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> Review:
        """Store a request."""
        async with self._tx() as state:
            if receipt and is_repeat(state, shop, receipt):
                led_to = known_receipt(state, shop, receipt)
                return state.reviews[shop, int(led_to.answer or b"0") if led_to else 0]
            known = list(of_shop(state.reviews, shop))
            same = (one for one in known if one.state in OPEN and _about(one) == _about(review))
            found = next(same, None)
            if found is None:
                for one in known:
                    if one.state is ReviewState.REQUESTED:
                        state.reviews.put((shop, one.number), replace(one, state=ReviewState.SUPERSEDED))
                found = replace(review, number=len(known) + 1)
                state.reviews.put((shop, found.number), found)
                said = {"fingerprint": review.fingerprint, "note": review.note}
                write_audit(state, shop, now, actor, "review requested", str(found.number), **said)
            served_before(state, shop, receipt, str(found.number).encode())
            return found

    async def decide_review(
        self,
        shop: str,
        number: int,
        state: ReviewState,
        reason: str,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """Decide."""
        async with self._tx() as tables:
            if receipt and is_repeat(tables, shop, receipt):
                return True
            before = tables.reviews.get((shop, number))
            if before is None or before.state not in OPEN:
                return False
            if state is ReviewState.APPROVED and (
                before.state is not ReviewState.REQUESTED or before.requested_by == actor.id
            ):
                return False
            served_before(tables, shop, receipt, None)
            decided = replace(before, state=state, decided_by=actor.id, decided_at=now, reason=reason)
            tables.reviews.put((shop, number), decided)
            write_audit(tables, shop, now, actor, f"review {state}", str(number), reason=reason)
            return True

    async def review(self, shop: str, number: int) -> Review | None:
        """One review, or None."""
        return self._state.reviews.get((shop, number))

    async def reviews(self, shop: str, page: Page, *, state: ReviewState | None = None) -> tuple[Review, ...]:
        """Reviews, newest first."""
        wanted = (one for one in of_shop(self._state.reviews, shop) if state in (None, one.state))
        return page_of(wanted, page, numbered=True)

    async def review_of(self, shop: str, base: int | None, fingerprint: str) -> Review | None:
        """The newest that is alive."""
        found = [
            one
            for one in of_shop(self._state.reviews, shop)
            if _about(one) == (base, fingerprint) and one.state not in DEAD
        ]
        return max(found, key=lambda one: one.number, default=None)


def end_review(state: State, shop: str, number: int) -> None:
    """What it was about goes live. Raises NotApproved."""
    review = state.reviews.get((shop, number))
    if review is None or review.state is not ReviewState.APPROVED:
        raise NotApproved(str(number))
    state.reviews.put((shop, number), replace(review, state=ReviewState.PUBLISHED))


def _about(review: Review) -> tuple[int | None, str]:
    return review.base, review.fingerprint
