"""Money that needs a second person, in memory."""

# ruff: noqa: PLR0917 - the port's signatures

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from engine.model.approval import Approval, ApprovalState
from engine.model.records import Actor, Page
from engine.store.approval_detail import asked_detail
from engine.store.memory.part import MemoryPart, of_shop, page_of, write_audit

STANDING = frozenset({ApprovalState.REQUESTED, ApprovalState.APPROVED, ApprovalState.DONE})


class Approvals(MemoryPart):
    """Asking, deciding, looking."""

    async def add_approval(self, shop: str, asked: Approval, actor: Actor, now: datetime) -> Approval:
        """Store a request."""
        async with self._tx() as state:
            known = list(of_shop(state.approvals, shop))
            same = (one for one in known if one.key == asked.key and one.state_at(now) in STANDING)
            found = next(same, None)
            if found is None:
                found = replace(asked, number=len(known) + 1)
                state.approvals.put((shop, found.number), found)
                said = asked_detail(asked)
                write_audit(state, shop, now, actor, "approval requested", str(found.number), **said)
            return found

    async def decide_approval(
        self, shop: str, number: int, *, approve: bool, reason: str, actor: Actor, now: datetime
    ) -> bool:
        """Decide."""
        async with self._tx() as state:
            before = state.approvals.get((shop, number))
            if before is None or before.state_at(now) is not ApprovalState.REQUESTED:
                return False
            if approve and before.requested_by == actor.id:
                return False
            to = ApprovalState.APPROVED if approve else ApprovalState.REJECTED
            decided = replace(before, state=to, decided_by=actor.id, decided_at=now, reason=reason)
            state.approvals.put((shop, number), decided)
            write_audit(state, shop, now, actor, f"approval {to}", str(number), reason=reason)
            return True

    async def end_approval(
        self, shop: str, number: int, state: ApprovalState, reason: str, actor: Actor, now: datetime
    ) -> bool:
        """End."""
        async with self._tx() as tables:
            before = tables.approvals.get((shop, number))
            if before is None or before.state is not ApprovalState.APPROVED:
                return False
            tables.approvals.put((shop, number), replace(before, state=state, reason=reason))
            write_audit(tables, shop, now, actor, f"approval {state}", str(number), reason=reason)
            return True

    async def approval(self, shop: str, number: int) -> Approval | None:
        """One request, or None."""
        return self._state.approvals.get((shop, number))

    async def approvals(
        self, shop: str, page: Page, *, states: Collection[ApprovalState] | None = None
    ) -> tuple[Approval, ...]:
        """Requests, newest first."""
        wanted = (
            one for one in of_shop(self._state.approvals, shop) if states is None or one.state in states
        )
        return page_of(wanted, page, numbered=True)
