"""Refunds in SQL: what was given back, and what that undoes."""

# ruff: noqa: S608 - only marks and our own names are put into statements

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from engine.model.card import EarnedCredit, OrderTender
from engine.model.cart import Order
from engine.model.customer import customer_key
from engine.model.effects import RecordRefund, ReturnCounter, ReturnUse, RevokeCoupon, UncountCustomerOrder
from engine.model.facts import ChargedOrder
from engine.model.quote import Quote
from engine.model.records import Actor
from engine.model.refund import Refund
from engine.store.port import Conflict
from engine.store.sql.codec import from_json, instant, maybe_micros, micros, to_json
from engine.store.sql.database import Tx
from engine.store.sql.part import Filter, SqlPart, write_audit
from engine.store.sql.rows import coupon_fact

RETURN = """
    UPDATE redemptions SET returned_at = ?
    WHERE shop = ? AND coupon_id = ? AND order_id = ? AND returned_at IS NULL RETURNING id
"""
GIVE_BACK = """
    UPDATE coupons SET used = used - ?, state = 'issued'
    WHERE shop = ? AND id = ? AND state IN ('issued', 'used_up') AND (valid_until IS NULL OR valid_until > ?)
    RETURNING id
"""
REVOKE = """
    UPDATE coupons SET state = 'revoked' WHERE shop = ? AND id = ? AND state = 'issued' AND used = 0 RETURNING id
"""
FREE = """
    UPDATE counters SET used = used - ?
    WHERE shop = ? AND area = ? AND name = ? AND subject = ? AND used >= ?
        AND (CAST(? AS BIGINT) IS NULL OR (window_ends > ? AND window_ends <= ?))
    RETURNING name
"""
UNCOUNT = """
    UPDATE customers SET
        spent = CASE WHEN spent > ? THEN spent - ? ELSE 0 END,
        first_order_at = CASE WHEN orders > ? THEN first_order_at ELSE 0 END,
        last_order_at = CASE WHEN orders > ? THEN last_order_at ELSE 0 END,
        orders = CASE WHEN orders > ? THEN orders - ? ELSE 0 END
    WHERE shop = ? AND key = ?
"""


class Refunds(SqlPart):
    """What people look at."""

    async def refunds_of_orders(self, shop: str, order_ids: Sequence[str]) -> tuple[Refund, ...]:
        """What was given back of these orders, by order and number."""
        wanted = Filter(shop).among("order_id", order_ids)
        statement = f"SELECT doc FROM refunds WHERE {wanted.clause} ORDER BY order_id, number"
        return tuple(from_json(row[0], Refund) for row in await self._db.read(statement, *wanted.parameters))


async def record_refunds(
    tx: Tx, shop: str, effects: Sequence[RecordRefund], actor: Actor, now: datetime
) -> None:
    """Write refunds down."""
    columns = ("shop", "order_id", "number", "id", "amount", "at", "doc")
    for refund in (effect.refund for effect in effects):
        given = refund.order_id, refund.number, refund.id, refund.amount, micros(refund.at), to_json(refund)
        then = "ON CONFLICT DO NOTHING RETURNING number"
        if not await tx.insert("refunds", columns, [(shop, *given)], then):
            raise Conflict(refund.order_id)
        said = {"refund": refund.id, "amount": str(refund.amount), "full": str(refund.full)}
        await write_audit(tx, shop, now, actor, "order refunded", refund.order_id, said)


async def return_uses(tx: Tx, shop: str, effects: Sequence[ReturnUse], now: datetime) -> None:
    """Give uses back; the rows of the ledger stay, with the moment they were given back."""
    for effect in effects:
        rows = await tx.rows(RETURN, micros(now), shop, effect.coupon_id, effect.order_id)
        if not rows or not await tx.row(GIVE_BACK, len(rows), shop, effect.coupon_id, micros(effect.at)):
            raise Conflict(effect.coupon_id)


async def revoke_unused(
    tx: Tx, shop: str, effects: Sequence[RevokeCoupon], actor: Actor, now: datetime
) -> None:
    """End coupons that nobody has used."""
    for effect in effects:
        if await tx.row(REVOKE, shop, effect.coupon_id) is None:
            raise Conflict(effect.coupon_id)
        said = {"reason": f"order {effect.order_id} was refunded"}
        await write_audit(tx, shop, now, actor, "coupon revoked", effect.coupon_id, said)


async def return_counters(tx: Tx, shop: str, effects: Sequence[ReturnCounter], now: datetime) -> None:
    """Take off counters what came back; a window that is over, or another one, stays as it is."""
    for effect in effects:
        key, ends = effect.key, maybe_micros(effect.window_ends)
        where = shop, key.area, key.name, key.subject, effect.amount
        freed = await tx.row(FREE, effect.amount, *where, ends, micros(now), ends)
        if freed is None and ends is None:
            raise Conflict(f"{key.area}/{key.name}/{key.subject}")


async def uncount_orders(tx: Tx, shop: str, effects: Sequence[UncountCustomerOrder]) -> None:
    """Take refunds off histories; never below nothing, whatever was recorded before there were refunds."""
    for effect in effects:
        key = customer_key(effect.email, effect.external_id)
        gone = effect.orders
        await tx.rows(UNCOUNT, effect.total, effect.total, gone, gone, gone, gone, shop, key)


def charged_order(  # noqa: PLR0913, PLR0917 - answers to its questions
    order: str,
    price: str,
    at: int,
    refunds: Sequence[str],
    used: Sequence[Any],
    issued: Sequence[Any],
    tenders: tuple[OrderTender, ...],
    credits_: tuple[EarnedCredit, ...],
) -> ChargedOrder:
    """The order as a refund sees it."""
    return ChargedOrder(
        order=from_json(order, Order),
        quote=from_json(price, Quote),
        charged_at=instant(at),
        refunds=tuple(sorted((from_json(doc, Refund) for doc in refunds), key=lambda one: one.number)),
        used=tuple(sorted(map(coupon_fact, used), key=lambda fact: fact.id)),
        issued=tuple(sorted(map(coupon_fact, issued), key=lambda fact: fact.id)),
        tenders=tenders,
        credits=credits_,
    )
