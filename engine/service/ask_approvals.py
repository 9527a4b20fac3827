"""Requests to move money, as they are."""

from engine.model.approval import Approval, ApprovalState
from engine.model.records import Page
from engine.service.engine import Engine


async def approvals(
    engine: Engine, shop: str, page: Page, *, state: ApprovalState | None = None
) -> tuple[Approval, ...]:
    """Requests to move money, newest first."""
    return await engine.store.approvals(shop, page, states=None if state is None else (state,))
