"""Refunds in memory: what was given back, and what that undoes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from engine.model.customer import customer_key
from engine.model.effects import RecordRefund, ReturnCounter, ReturnUse, RevokeCoupon, UncountCustomerOrder
from engine.model.events import OrderRecorded
from engine.model.facts import ChargedOrder, CouponState
from engine.model.records import Actor
from engine.model.refund import Refund
from engine.store.memory.card_credits import earned_credits
from engine.store.memory.cards import order_tenders
from engine.store.memory.coupons import put_fact
from engine.store.memory.part import MemoryPart, of_shop, write_audit
from engine.store.memory.state import State
from engine.store.port import Conflict


class Refunds(MemoryPart):
    """What people look at."""

    async def refunds_of_orders(self, shop: str, order_ids: Sequence[str]) -> tuple[Refund, ...]:
        """What was given back of these orders, by order and number."""
        return tuple(
            one for order_id in sorted(set(order_ids)) for one in _refunds(self._state, shop, order_id)
        )


def charged_order(state: State, shop: str, order_id: str) -> Iterator[tuple[str, ChargedOrder]]:
    """The order as a refund sees it by its id, if there is one."""
    stored = state.orders.get((shop, order_id))
    if stored is None:
        return
    recorded = (one.event for one in of_shop(state.events, shop) if one.outcome.quote is not None)
    priced = [one.at for one in recorded if isinstance(one, OrderRecorded) and one.order.id == order_id]
    uses = [one for one in of_shop(state.redemptions, shop) if one.order_id == order_id]
    used = sorted(one.coupon_id for one in uses if one.coupon_id and one.returned_at is None)
    issued = (one.fact for one in of_shop(state.coupons, shop) if one.order_id == order_id)
    past = ChargedOrder(
        order=stored.order,
        quote=stored.quote,
        charged_at=max(priced, default=stored.recorded_at),
        refunds=tuple(_refunds(state, shop, order_id)),
        used=tuple(state.coupons[shop, coupon_id].fact for coupon_id in used),
        issued=tuple(sorted(issued, key=lambda fact: fact.id)),
        tenders=order_tenders(state, shop, order_id),
        credits=earned_credits(state, shop, order_id),
    )
    yield order_id, past


def record_refunds(
    state: State, shop: str, effects: Sequence[RecordRefund], actor: Actor, now: datetime
) -> None:
    """Write refunds down."""
    for refund in (effect.refund for effect in effects):
        known = list(_refunds(state, shop, refund.order_id))
        if len(known) + 1 != refund.number or any(one.id == refund.id for one in known):
            raise Conflict(refund.order_id)
        state.refunds.put((shop, refund.order_id, refund.number), refund)
        said = {"refund": refund.id, "amount": str(refund.amount), "full": str(refund.full)}
        write_audit(state, shop, now, actor, "order refunded", refund.order_id, **said)


def return_uses(state: State, shop: str, effects: Sequence[ReturnUse], now: datetime) -> None:
    """Give uses back; the rows of the ledger stay, with the moment they were given back."""
    for effect in effects:
        found = [
            (key, one)
            for key, one in state.redemptions.items()
            if key[0] == shop
            and (one.coupon_id, one.order_id, one.returned_at) == (effect.coupon_id, effect.order_id, None)
        ]
        fact = state.coupons[shop, effect.coupon_id].fact if found else None
        if fact is None or fact.state not in {CouponState.ISSUED, CouponState.USED_UP}:
            raise Conflict(effect.coupon_id)
        if fact.valid_until is not None and fact.valid_until <= effect.at:
            raise Conflict(effect.coupon_id)
        for key, one in found:
            state.redemptions.put(key, replace(one, returned_at=now))
        put_fact(state, shop, replace(fact, used=fact.used - len(found), state=CouponState.ISSUED))


def revoke_unused(
    state: State, shop: str, effects: Sequence[RevokeCoupon], actor: Actor, now: datetime
) -> None:
    """End coupons that nobody has used."""
    for effect in effects:
        coupon = state.coupons.get((shop, effect.coupon_id))
        if coupon is None or coupon.fact.state is not CouponState.ISSUED or coupon.fact.used:
            raise Conflict(effect.coupon_id)
        put_fact(state, shop, replace(coupon.fact, state=CouponState.REVOKED))
        reason = f"order {effect.order_id} was refunded"
        write_audit(state, shop, now, actor, "coupon revoked", effect.coupon_id, reason=reason)


def return_counters(state: State, shop: str, effects: Sequence[ReturnCounter], now: datetime) -> None:
    """Take off counters what came back; a window that is over, or another one, stays as it is."""
    for effect in effects:
        counter = state.counters.get((shop, effect.key))
        if effect.window_ends is not None and (
            counter is None
            or counter.window_ends is None
            or not now < counter.window_ends <= effect.window_ends
        ):
            continue
        if counter is None or counter.used < effect.amount:
            raise Conflict(f"{effect.key.area}/{effect.key.name}/{effect.key.subject}")
        state.counters.put((shop, effect.key), replace(counter, used=counter.used - effect.amount))


def uncount_orders(state: State, shop: str, effects: Sequence[UncountCustomerOrder]) -> None:
    """Take refunds off histories; never below nothing, whatever was recorded before there were refunds."""
    for effect in effects:
        key = customer_key(effect.email, effect.external_id) or ""
        before = state.customers.get((shop, key))
        if before is None:
            continue
        fact = before.fact
        orders = max(0, fact.orders - effect.orders)
        history = replace(fact, orders=orders, spent=max(0, fact.spent - effect.total))
        if not orders:
            history = replace(history, first_order_at=None, last_order_at=None)
        state.customers.put((shop, key), replace(before, fact=history))


def _refunds(state: State, shop: str, order_id: str) -> Iterator[Refund]:
    number = 1
    while refund := state.refunds.get((shop, order_id, number)):
        yield refund
        number += 1
