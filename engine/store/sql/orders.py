"""Orders in SQL."""

# ruff: noqa: PLR0917, S608 - a row has what it has; only marks and our own names are put into statements

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from engine.model.cart import ORDER_MOVES, Order, OrderState
from engine.model.effects import SaveOrder
from engine.model.quote import Quote
from engine.model.records import Page, StoredOrder
from engine.model.saved_cart import YesNo
from engine.store.port import Conflict
from engine.store.sql.codec import from_json, instant, micros
from engine.store.sql.database import Tx
from engine.store.sql.dialect import marks
from engine.store.sql.part import Filter, SqlPart, holding, page_of

COLUMNS = [
    "shop",
    "id",
    "state",
    "email",
    "external_id",
    "phone",
    "placed_at",
    "recorded_at",
    "revision",
    "order_event",
    "price_event",
]
RECOVERED = (
    "SELECT 1 FROM recoveries r WHERE r.shop = stored.shop AND r.order_id = stored.id AND NOT r.assisted"
)
KEEP_PRICE = ""
"""As `price_event`: the stored one stays."""

MOVE = """
    ON CONFLICT (shop, id) DO UPDATE SET
        state = excluded.state, email = excluded.email, external_id = excluded.external_id, phone = excluded.phone,
        placed_at = excluded.placed_at,
        recorded_at = excluded.recorded_at, revision = excluded.revision, order_event = excluded.order_event,
        charged_at = {charged_at},
        price_event = CASE WHEN excluded.price_event = '' THEN orders.price_event ELSE excluded.price_event END
    WHERE orders.state IN {states}
    RETURNING price_event
"""

CHARGED_BEFORE = """
    COALESCE(orders.charged_at, (SELECT e.at FROM events e WHERE e.shop = orders.shop AND e.id = orders.price_event))
"""

STORED = "subject, price, revision, recorded_at"
WITH_CONTENT = """(
    SELECT o.shop, o.id, o.email, o.placed_at, o.revision, o.recorded_at, e.subject, COALESCE(p.price, p.quote) AS price
    FROM orders o
    JOIN events e ON e.shop = o.shop AND e.id = o.order_event
    JOIN events p ON p.shop = o.shop AND p.id = o.price_event
) stored"""


class Orders(SqlPart):
    """What people look at."""

    async def orders(
        self, shop: str, page: Page, *, email: str | None, recovered: YesNo = YesNo.ANY
    ) -> tuple[StoredOrder, ...]:
        """Orders, newest first."""
        wanted = Filter(shop).equal("email", email)
        wanted.clause += holding(recovered, RECOVERED)
        return tuple(
            map(
                stored_order, await page_of(self._db, STORED, WITH_CONTENT, ("placed_at", "id"), page, wanted)
            )
        )

    async def orders_by_id(self, shop: str, ids: Sequence[str]) -> tuple[StoredOrder, ...]:
        """Those of `ids` that exist, by id."""
        wanted = Filter(shop).among("id", ids)
        statement = f"SELECT {STORED} FROM {WITH_CONTENT} WHERE {wanted.clause} ORDER BY id"
        return tuple(map(stored_order, await self._db.read(statement, *wanted.parameters)))


async def save_orders(
    tx: Tx, shop: str, orders: Sequence[SaveOrder], event_id: str, revision: int, now: datetime
) -> None:
    """Insert, or move along the graph of states; a move without a price keeps the stored one (I14)."""
    for saved in orders:
        order = saved.order
        row = (
            shop,
            order.id,
            order.state,
            order.cart.buyer.email,
            order.cart.buyer.external_id,
            order.cart.buyer.phone,
            micros(order.placed_at),
            micros(now),
            revision,
            event_id,
            event_id if saved.quote else KEEP_PRICE,
        )
        before = sorted(
            state for state in OrderState if state is order.state or order.state in ORDER_MOVES[state]
        )
        priced = "orders.charged_at" if saved.quote is None else "NULL"
        move = MOVE.replace("{charged_at}", CHARGED_BEFORE if saved.added else priced)
        move = move.replace("{states}", marks(1, len(before)))
        stored = await tx.insert("orders", COLUMNS, [row], move, before)
        if not stored or stored[0][0] == KEEP_PRICE:
            raise Conflict(order.id)


def stored_order(row: Sequence[Any]) -> StoredOrder:
    """What the columns `STORED` say."""
    order, price, revision, recorded_at = row
    return StoredOrder(
        order=from_json(order, Order),
        quote=from_json(price, Quote),
        revision=revision,
        recorded_at=instant(recorded_at),
    )
