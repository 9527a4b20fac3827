"""What the service asks of the store about money that needs a second person; part of the port."""

# ruff: noqa: PLR0917 - the port's signatures

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from engine.model.approval import Approval, ApprovalState
from engine.model.records import Actor, Page


class ApprovalStore(Protocol):
    """Requests. Each step leaves an audit row in its transaction (SEC34)."""

    async def add_approval(self, shop: str, asked: Approval, actor: Actor, now: datetime) -> Approval:
        """Store a request with the next number; of the same `key` one that is open, approved or done is returned."""

    async def decide_approval(
        self, shop: str, number: int, *, approve: bool, reason: str, actor: Actor, now: datetime
    ) -> bool:
        """Approve what somebody else asked for and is in time, or reject what nobody approved; False: it is neither.

        Of several at once one decides.
        """

    async def end_approval(
        self, shop: str, number: int, state: ApprovalState, reason: str, actor: Actor, now: datetime
    ) -> bool:
        """What was approved is DONE, or could not be (REJECTED); False: it had ended."""

    async def approval(self, shop: str, number: int) -> Approval | None:
        """One request, or None."""

    async def approvals(
        self, shop: str, page: Page, *, states: Collection[ApprovalState] | None = None
    ) -> tuple[Approval, ...]:
        """Requests, newest first, by the states that are written down: expired ones are `REQUESTED` there."""
