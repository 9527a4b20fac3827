"""The life of a coupon: who issued it, what was mailed, where it was used, what staff did."""

from collections.abc import Iterator

from engine.model.coupon_life import CouponLife, LifeEvent, LifeKind
from engine.model.facts import CouponState
from engine.model.records import MessageState, Page, StoredCoupon, StoredMessage
from engine.runtime.coupon import HELD_FOR
from engine.service.engine import Engine
from engine.service.refused_uses import refused_uses

MOST_EVENTS = 200
MOST_HOLDS = 20
ACTIONS = {
    "coupon revoked": LifeKind.REVOKED,
    "coupon extended": LifeKind.EXTENDED,
    "coupon sent again": LifeKind.SENT_AGAIN,
    "coupon.code_shown": LifeKind.CODE_SHOWN,
    "coupon requested": LifeKind.REQUESTED,
}


async def coupon_life(engine: Engine, shop: str, coupon: StoredCoupon) -> CouponLife:
    """Everything that is known of a coupon, oldest first."""
    coupon_id, page = coupon.fact.id, Page(limit=MOST_EVENTS)
    messages = await engine.store.messages(shop, page, state=None, order_id=None, coupon_id=coupon_id)
    uses = await engine.store.redemptions(shop, page, rule=None, coupon_ids=[coupon_id], order_id=None)
    events = [LifeEvent(at=coupon.fact.issued_at, kind=LifeKind.ISSUED, subject=coupon.order_id)]
    events += [one for message in reversed(messages) for one in _of_message(message)]
    events += [
        LifeEvent(at=use.at, kind=LifeKind.REDEEMED, subject=use.order_id, amount=use.amount) for use in uses
    ]
    for entry in reversed(await engine.store.audit_of(shop, coupon_id, page)):
        if entry.action in ACTIONS:
            kind, reason = ACTIONS[entry.action], entry.detail.get("reason", "")
            events.append(LifeEvent(at=entry.at, kind=kind, reason=reason, actor=entry.actor))
    events += [
        LifeEvent(at=one.until - HELD_FOR, kind=LifeKind.HELD, hold=one.state)
        for one in await engine.store.holds_of(shop, coupon_id, MOST_HOLDS)
    ]
    events += [
        LifeEvent(at=one.at, kind=LifeKind.REFUSED, subject=one.order_id, refused=one)
        for one in await refused_uses(engine, shop, coupon_id)
    ]
    fact = coupon.fact
    if fact.state is CouponState.EXPIRED and fact.valid_until is not None:
        events.append(LifeEvent(at=fact.valid_until, kind=LifeKind.EXPIRED))
    return CouponLife(events=tuple(sorted(events, key=lambda one: one.at)))


def _of_message(message: StoredMessage) -> Iterator[LifeEvent]:
    yield LifeEvent(at=message.created_at, kind=LifeKind.MAIL_QUEUED, subject=message.order.template)
    if message.sent_at is not None:
        yield LifeEvent(at=message.sent_at, kind=LifeKind.MAILED, subject=message.order.template)
    elif message.state not in (MessageState.DUE, MessageState.CLAIMED, MessageState.HANDOVER):
        reason = message.reason or message.state.value
        yield LifeEvent(at=message.next_try, kind=LifeKind.NOT_MAILED, reason=reason)
