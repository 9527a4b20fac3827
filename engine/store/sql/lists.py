"""Audit trail and totals in SQL."""

# ruff: noqa: PLR0917, S608 - the port's signatures; only our own names are put into statements

from collections.abc import Mapping
from datetime import datetime

from engine.model.records import EVERY_ENTRY, Actor, AuditEntry, AuditWanted, Page
from engine.store.sql import rows
from engine.store.sql.part import Filter, SqlPart, page_of, write_audit

COUNTED = {name: name for name in ("coupons", "orders", "redemptions", "messages")}


class Lists(SqlPart):
    """What people look at."""

    async def audit(self, shop: str, page: Page, wanted: AuditWanted = EVERY_ENTRY) -> tuple[AuditEntry, ...]:
        """The audit trail, newest first."""
        which = Filter(shop).equal("actor_id", wanted.actor).equal("action", wanted.action)
        which = which.equal("subject", wanted.subject).between("at", wanted.since, wanted.until)
        found = await page_of(self._db, ", ".join(rows.AUDIT), "audit", ("number",), page, which)
        return tuple(map(rows.audit_entry, found))

    async def add_audit(
        self, shop: str, actor: Actor, action: str, subject: str, detail: Mapping[str, str], now: datetime
    ) -> None:
        """Write down something that changes no other row, such as looking at a code."""
        await self._db.write(lambda tx: write_audit(tx, shop, now, actor, action, subject, detail))

    async def counts(self, shop: str, what: str) -> int:
        """How many rows a list has. Raises KeyError for a list that does not exist."""
        found = await self._db.read(f"SELECT COUNT(*) FROM {COUNTED[what]} WHERE shop = ?", shop)
        return int(found[0][0])
