"""What staff do about a coupon, in memory."""

# ruff: noqa: PLR0913, PLR0917 - the port's signatures

from dataclasses import replace
from datetime import datetime

from engine.model.effects import SendMessage, StartTimer
from engine.model.events import TimerKind
from engine.model.facts import CouponState
from engine.model.records import Actor, AuditEntry, Page, Receipt
from engine.store.memory.coupons import put_fact
from engine.store.memory.outbox import queue
from engine.store.memory.part import MemoryPart, of_shop, page_of, write_audit
from engine.store.memory.receipts import is_repeat, served_before
from engine.store.memory.timers import start_timer

EXTENDABLE = frozenset({CouponState.ISSUED, CouponState.EXPIRED})


class CouponDesk(MemoryPart):
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
        async with self._tx() as state:
            if receipt and is_repeat(state, shop, receipt):
                return True
            coupon = state.coupons.get((shop, coupon_id))
            if coupon is None or coupon.fact.state not in EXTENDABLE:
                return False
            if coupon.fact.valid_until is None or coupon.fact.valid_until >= until:
                return False
            served_before(state, shop, receipt, None)
            put_fact(state, shop, replace(coupon.fact, state=CouponState.ISSUED, valid_until=until))
            start_timer(state, shop, StartTimer(kind=TimerKind.COUPON_EXPIRY, subject=coupon_id, due=until))
            said = {"reason": reason, "until": until.isoformat()}
            write_audit(state, shop, now, actor, "coupon extended", coupon_id, **said)
            return True

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
        async with self._tx() as state:
            if receipt and is_repeat(state, shop, receipt):
                return True
            coupon = state.coupons.get((shop, message.coupon_id or ""))
            if coupon is None or coupon.fact.state is not CouponState.ISSUED:
                return False
            if coupon.fact.valid_until is not None and coupon.fact.valid_until <= now:
                return False
            served_before(state, shop, receipt, None)
            queue(state, shop, [message], revision, now)
            write_audit(state, shop, now, actor, "coupon sent again", coupon.fact.id, reason=reason)
            return True

    async def audit_of(self, shop: str, subject: str, page: Page) -> tuple[AuditEntry, ...]:
        """What the audit trail says about one thing."""
        own = (entry for entry, _ in of_shop(self._state.audit, shop) if entry.subject == subject)
        return page_of(own, page, numbered=True)
