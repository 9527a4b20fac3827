"""Which rules were live at a moment of the past; the audit trail keeps that for ever."""

from datetime import datetime, timedelta

from engine.model.records import AuditWanted, Page
from engine.service.engine import Engine

MADE_LIVE = "revision made live"
"""The action that the stores write down whenever a revision goes live, a way back included."""


async def revision_live_at(engine: Engine, shop: str, at: datetime) -> int | None:
    """The number of the revision that was live at `at`; None before the first one. The future has that of now."""
    wanted = AuditWanted(action=MADE_LIVE, until=at + timedelta(microseconds=1))
    newest = await engine.store.audit(shop, Page(limit=1), wanted)
    return int(newest[0].subject) if newest else None
