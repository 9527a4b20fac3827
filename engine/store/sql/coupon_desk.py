"""What staff do about a coupon, in SQL."""

# ruff: noqa: PLR0913, PLR0917 - the port's signatures

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime

from engine.model.effects import SendMessage, StartTimer
from engine.model.events import TimerKind
from engine.model.records import Actor, AuditEntry, Page, Receipt
from engine.store.sql import rows
from engine.store.sql.codec import micros
from engine.store.sql.database import Tx
from engine.store.sql.outbox import queue
from engine.store.sql.part import Filter, SqlPart, page_of, write_audit
from engine.store.sql.receipts import NotDone, served_before
from engine.store.sql.session import Column
from engine.store.sql.timers import start_timers

EXTEND = """
    UPDATE coupons SET valid_until = ?, state = 'issued'
    WHERE shop = ? AND id = ? AND state IN ('issued', 'expired') AND valid_until < ? RETURNING id
"""
IS_LIVE = """
    SELECT id FROM coupons WHERE shop = ? AND id = ? AND state = 'issued' AND (valid_until IS NULL OR valid_until > ?)
    {for_update}
"""


class CouponDesk(SqlPart):
    """Extending and sending again."""

    async def extend_coupon(
        self,
        shop: str,
        coupon_id: str,
        until: datetime,
        reason: str,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """Move the end of a coupon to a later one."""

        async def extend(tx: Tx) -> bool:
            if await served_before(tx, shop, receipt, None, now) is not None:
                return True
            parameters: Sequence[Column] = (micros(until), shop, coupon_id, micros(until))
            if await tx.row(EXTEND, *parameters) is None:
                raise NotDone
            timer = StartTimer(kind=TimerKind.COUPON_EXPIRY, subject=coupon_id, due=until)
            await start_timers(tx, shop, [timer])
            said = {"reason": reason, "until": until.isoformat()}
            await write_audit(tx, shop, now, actor, "coupon extended", coupon_id, said)
            return True

        return await self._unless_not_done(extend)

    async def resend_coupon(
        self,
        shop: str,
        message: SendMessage,
        revision: int,
        reason: str,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """Queue one more message about a coupon."""
        coupon_id = message.coupon_id or ""

        async def resend(tx: Tx) -> bool:
            if await served_before(tx, shop, receipt, None, now) is not None:
                return True
            if await tx.row(IS_LIVE, shop, coupon_id, micros(now)) is None:
                raise NotDone
            await queue(tx, shop, [message], revision, now)
            said: Mapping[str, str] = {"reason": reason}
            await write_audit(tx, shop, now, actor, "coupon sent again", coupon_id, said)
            return True

        return await self._unless_not_done(resend)

    async def audit_of(self, shop: str, subject: str, page: Page) -> tuple[AuditEntry, ...]:
        """What the audit trail says about one thing."""
        wanted = Filter(shop).equal("subject", subject)
        found = await page_of(self._db, ", ".join(rows.AUDIT), "audit", ("number",), page, wanted)
        return tuple(map(rows.audit_entry, found))

    async def _unless_not_done(self, work: Callable[[Tx], Awaitable[bool]]) -> bool:
        try:
            return await self._db.write(work)
        except NotDone:
            return False
