"""Reviews of releases, in SQL."""

# ruff: noqa: PLR0913, PLR0917, S608 - the port's signatures; only our own names are put into statements

from datetime import datetime

from engine.model.records import Actor, Page, Receipt
from engine.model.review import Review, ReviewState
from engine.store.review_port import OPEN, NotApproved
from engine.store.sql.codec import instant, maybe_instant, micros
from engine.store.sql.database import Tx
from engine.store.sql.dialect import marks
from engine.store.sql.part import Filter, SqlPart, page_of, write_audit
from engine.store.sql.receipts import NotDone, find_receipt, refuse_event_key, served_before
from engine.store.sql.session import Row

REVIEW = "number, revision, base, fingerprint, note, requested_by, requested_at, state, decided_by, decided_at, reason"
FIND = f"SELECT {REVIEW} FROM reviews WHERE shop = ?"
SUPERSEDE = "UPDATE reviews SET state = 'superseded' WHERE shop = ? AND state = 'requested'"
DECIDE = (
    "UPDATE reviews SET state = ?, decided_by = ?, decided_at = ?, reason = ? WHERE shop = ? AND number = ?"
)
END = "UPDATE reviews SET state = 'published' WHERE shop = ? AND number = ? AND state = 'approved' RETURNING number"


class Reviews(SqlPart):
    """Asking, deciding, looking."""

    async def add_review(
        self, shop: str, review: Review, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> Review:
        """Store a request."""

        async def add(tx: Tx) -> Review:
            # The shop's row first: two requests get their numbers one after the other.
            await tx.rows("UPDATE shops SET audit_number = audit_number WHERE id = ?", shop)
            if receipt and (led_to := await find_receipt(tx, shop, receipt)):
                refuse_event_key(led_to, receipt)
                return _review(await tx.row(f"{FIND} AND number = ?", shop, int(led_to.answer or b"0")))
            about = review.base or 0, review.fingerprint
            same = f"{FIND} AND base = ? AND fingerprint = ? AND state IN {marks(1, len(OPEN))}"
            found = await tx.row(same, shop, *about, *OPEN)
            if found is None:
                await tx.rows(SUPERSEDE, shop)
                last = await tx.row("SELECT COALESCE(MAX(number), 0) FROM reviews WHERE shop = ?", shop)
                number = 1 + (last[0] if last else 0)
                asked = review.note, review.requested_by, micros(review.requested_at)
                row = shop, number, review.revision, *about, *asked, ReviewState.REQUESTED, "", None, ""
                then = f"RETURNING {REVIEW}"
                (found,) = await tx.insert("reviews", ("shop", *REVIEW.split(", ")), [row], then)
                said = {"fingerprint": review.fingerprint, "note": review.note}
                await write_audit(tx, shop, now, actor, "review requested", str(number), said)
            await served_before(tx, shop, receipt, str(found[0]).encode(), now)
            return _review(found)

        return await self._db.write(add)

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

        async def decide(tx: Tx) -> bool:
            if await served_before(tx, shop, receipt, None, now) is not None:
                return True
            decided = state, actor.id, micros(now), reason, shop, number
            if state is ReviewState.APPROVED:
                ask = f"{DECIDE} AND state = 'requested' AND requested_by <> ? RETURNING number"
                done = await tx.row(ask, *decided, actor.id)
            else:
                done = await tx.row(
                    f"{DECIDE} AND state IN {marks(1, len(OPEN))} RETURNING number", *decided, *OPEN
                )
            if done is None:
                raise NotDone
            await write_audit(tx, shop, now, actor, f"review {state}", str(number), {"reason": reason})
            return True

        try:
            return await self._db.write(decide)
        except NotDone:
            return False

    async def review(self, shop: str, number: int) -> Review | None:
        """One review, or None."""
        rows = await self._db.read(f"{FIND} AND number = ?", shop, number)
        return _review(rows[0]) if rows else None

    async def reviews(self, shop: str, page: Page, *, state: ReviewState | None = None) -> tuple[Review, ...]:
        """Reviews, newest first."""
        wanted = Filter(shop).equal("state", state)
        return tuple(map(_review, await page_of(self._db, REVIEW, "reviews", ("number",), page, wanted)))

    async def review_of(self, shop: str, base: int | None, fingerprint: str) -> Review | None:
        """The newest that is alive."""
        alive = f"{FIND} AND base = ? AND fingerprint = ? AND state NOT IN ('rejected', 'superseded')"
        rows = await self._db.read(f"{alive} ORDER BY number DESC LIMIT 1", shop, base or 0, fingerprint)
        return _review(rows[0]) if rows else None


async def end_review(tx: Tx, shop: str, number: int) -> None:
    """What it was about goes live. Raises NotApproved."""
    if await tx.row(END, shop, number) is None:
        raise NotApproved(str(number))


def _review(row: Row | None) -> Review:
    if row is None:
        raise LookupError("no such review")
    number, revision, base, fingerprint, note, asker, asked_at, state, decider, decided_at, reason = row
    return Review(
        number=number,
        revision=revision,
        base=base or None,
        fingerprint=fingerprint,
        note=note,
        requested_by=asker,
        requested_at=instant(asked_at),
        state=ReviewState(state),
        decided_by=decider,
        decided_at=maybe_instant(decided_at),
        reason=reason,
    )
