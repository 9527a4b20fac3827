"""Carts that were left, in SQL: what decisions write and read of them, and what people look at."""

# ruff: noqa: S608 - only marks and our own names are put into statements

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from engine.model.effects import RecordRecovery, SaveCart
from engine.model.facts import CartsNeed, CartsPageNeed
from engine.model.records import Page, StoredMessage
from engine.model.saved_cart import (
    CartFigures,
    CartState,
    CartStep,
    CartsWanted,
    Recovery,
    SavedCart,
    YesNo,
)
from engine.store.port import Conflict
from engine.store.sql.codec import from_json, instant, maybe_instant, maybe_micros, micros, to_json
from engine.store.sql.database import Tx
from engine.store.sql.dialect import marks
from engine.store.sql.part import Filter, SqlPart, page_of
from engine.store.sql.rows import MESSAGE, message
from engine.store.sql.session import Column

STORED = ("doc", "reminded_at")
COLUMNS = (
    "shop",
    "id",
    "token",
    "life",
    "version",
    "state",
    "left_step",
    "page",
    "email",
    "external_id",
    "phone",
    "total",
    "test",
    "begun_at",
    "seen_at",
    "abandoned_at",
    "clicked_at",
    "order_id",
    "doc",
)
KEY = ("shop", "id", "token", "life")
REPLACE = f"""
    UPDATE carts SET {", ".join(f"{one} = ?" for one in COLUMNS if one not in KEY)}
    WHERE shop = ? AND token = ? AND life = ? AND version = ? RETURNING version
"""
LOCK = "SELECT id FROM carts WHERE shop = ? AND id IN {ids} ORDER BY token, life {for_update}"
REPLACE_MANY = f"""
    ON CONFLICT (shop, token, life) DO UPDATE SET
        {", ".join(f"{one} = excluded.{one}" for one in COLUMNS if one not in KEY)}
    WHERE carts.version = excluded.version - 1 RETURNING id
"""
RECOVERY = ("order_id", "cart_id", "rule", "left_step", "assisted", "amount", "at", "test")
REMINDED = """
    UPDATE carts SET reminded_at = ? WHERE shop = ? AND id = ? AND (reminded_at IS NULL OR reminded_at < ?)
"""
MOST_OF_A_BUYER = 50
IN_PERIOD = "shop = ? AND {at} >= ? AND {at} < ?"
OF_BUYER = """(
    SELECT * FROM carts WHERE shop = ? AND (email = ? OR external_id = ? OR phone = ?)
        AND (state IN ('open', 'abandoned') OR clicked_at >= ?)
    ORDER BY seen_at DESC LIMIT ?
) c"""


class Carts(SqlPart):
    """What people look at."""

    async def carts(self, shop: str, page: Page, wanted: CartsWanted) -> tuple[SavedCart, ...]:
        """Carts, those that began last first."""
        where = Filter(shop).equal("left_step", wanted.left).equal("page", wanted.page)
        where.equal("email", wanted.email).between("abandoned_at", wanted.since, wanted.until)
        if wanted.abandoned is not YesNo.ANY:
            where.clause += f" AND abandoned_at IS {'NOT ' if wanted.abandoned is YesNo.YES else ''}NULL"
        if wanted.recovered is YesNo.YES:
            where.equal("state", CartState.RECOVERED)
        elif wanted.recovered is YesNo.NO:
            where.among("state", [str(one) for one in CartState if one is not CartState.RECOVERED])
        columns = ", ".join(STORED)
        return tuple(
            map(saved_cart, await page_of(self._db, columns, "carts", ("begun_at", "id"), page, where))
        )

    async def carts_by_id(self, shop: str, ids: Sequence[str]) -> tuple[SavedCart, ...]:
        """Those of `ids` that exist, by id."""
        return await self._of(Filter(shop).among("id", ids))

    async def left_carts_of(self, shop: str, keys: Sequence[str]) -> tuple[SavedCart, ...]:
        """The carts that these customers have left and not bought, by id."""
        emails = [key for key in keys if not key.startswith("id:")]
        ids = [key.removeprefix("id:") for key in keys if key.startswith("id:")]
        where = Filter(shop).equal("state", CartState.ABANDONED)
        either = Filter("").among("email", emails), Filter("").among("external_id", ids)
        either_way = " OR ".join(one.clause.removeprefix("shop = ? AND ") for one in either)
        where.clause += f" AND ({either_way})"
        where.parameters += [*emails, *ids]
        return await self._of(where)

    async def messages_of_carts(self, shop: str, ids: Sequence[str]) -> tuple[StoredMessage, ...]:
        """Every message about these carts, oldest first."""
        where, columns = Filter(shop).among("cart_id", ids), ", ".join(MESSAGE)
        statement = f"SELECT {columns} FROM messages WHERE {where.clause} ORDER BY created_at, id"
        return tuple(map(message, await self._db.read(statement, *where.parameters)))

    async def recoveries_of_orders(self, shop: str, order_ids: Sequence[str]) -> tuple[Recovery, ...]:
        """What brought these orders, by order."""
        where = Filter(shop).among("order_id", order_ids)
        found = await self._db.read(
            f"SELECT {', '.join(RECOVERY)} FROM recoveries WHERE {where.clause} ORDER BY order_id",
            *where.parameters,
        )
        return tuple(map(_recovery, found))

    async def recoveries(
        self, shop: str, since: datetime | None, until: datetime | None, limit: int
    ) -> tuple[Recovery, ...]:
        """Orders that reminders brought, newest first."""
        where = Filter(shop).between("at", since, until)
        found = await self._db.read(
            f"SELECT {', '.join(RECOVERY)} FROM recoveries WHERE {where.clause} "
            "ORDER BY at DESC, order_id LIMIT ?",
            *where.parameters,
            limit,
        )
        return tuple(map(_recovery, found))

    async def cart_figures(
        self, shop: str, lefts: Sequence[CartStep], since: datetime, until: datetime
    ) -> CartFigures:
        """Totals of a period: one statement, so that they agree with each other."""
        period, where = (shop, micros(since), micros(until)), [str(one) for one in lefts]
        real = f"left_step IN {marks(1, len(where))} AND NOT test"
        mails = "messages m JOIN carts c ON c.shop = m.shop AND c.id = m.cart_id"
        arrived = "CASE WHEN m.reason LIKE 'hard_bounce%' OR m.reason LIKE 'soft_bounce%' THEN 0 ELSE 1 END"
        sent = "m.shop = ? AND m.sent_at >= ? AND m.sent_at < ? AND m.state = 'sent' AND NOT m.test"
        statement = f"""
            SELECT 'abandoned' AS what, COUNT(*) AS n, CAST(COALESCE(SUM(total), 0) AS BIGINT) AS amount
                FROM carts WHERE {IN_PERIOD.format(at="abandoned_at")} AND {real}
            UNION ALL SELECT 'clicked', COUNT(*), 0
                FROM carts WHERE {IN_PERIOD.format(at="clicked_at")} AND {real}
            UNION ALL SELECT 'sent', COUNT(*), CAST(COALESCE(SUM({arrived}), 0) AS BIGINT)
                FROM {mails} WHERE {sent} AND c.left_step IN {marks(1, len(where))}
            UNION ALL SELECT CASE WHEN assisted THEN 'assisted' ELSE 'recovered' END, COUNT(*),
                CAST(COALESCE(SUM(amount), 0) AS BIGINT)
                FROM recoveries WHERE {IN_PERIOD.format(at="at")} AND {real} GROUP BY assisted
        """
        parameters: list[Column] = [*period, *where] * 4
        found = await self._db.read(statement, *parameters)
        figures = {what: (count, amount) for what, count, amount in found}
        return _figures(figures)

    async def _of(self, where: Filter) -> tuple[SavedCart, ...]:
        statement = f"SELECT {', '.join(STORED)} FROM carts WHERE {where.clause} ORDER BY id"
        return tuple(map(saved_cart, await self._db.read(statement, *where.parameters)))


def _figures(figures: dict[str, tuple[int, int]]) -> CartFigures:
    abandoned, recovered, assisted = (
        figures.get(what, (0, 0)) for what in ("abandoned", "recovered", "assisted")
    )
    sent, delivered = figures["sent"]
    return CartFigures(
        abandoned=abandoned[0],
        abandoned_amount=abandoned[1],
        sent=sent,
        delivered=delivered,
        clicked=figures["clicked"][0],
        recovered=recovered[0],
        recovered_amount=recovered[1],
        assisted=assisted[0],
        assisted_amount=assisted[1],
    )


async def save_carts(tx: Tx, shop: str, saved: Sequence[SaveCart]) -> None:
    """Put carts in place of the version before."""
    known = [one.cart for one in saved if one.cart.version > 1]
    if len(known) > 1:
        await _replace_many(tx, shop, known)
        known = []
    for cart in known:
        before = shop, cart.token, cart.life, cart.version - 1
        if not await tx.rows(REPLACE, *(shop, *_columns(cart))[len(KEY) :], *before):
            raise Conflict(cart.id)
    for cart in (one.cart for one in saved if one.cart.version == 1):
        row = (shop, *_columns(cart))
        if not await tx.insert("carts", COLUMNS, [row], "ON CONFLICT DO NOTHING RETURNING id"):
            raise Conflict(cart.id)


async def _replace_many(tx: Tx, shop: str, carts: Sequence[SavedCart]) -> None:
    """The same for many at once; what was removed meanwhile, with its person, does not come back."""
    ids = [cart.id for cart in carts]
    there = {row[0] for row in await tx.rows(LOCK.replace("{ids}", marks(1, len(ids))), shop, *ids)}
    rows = [(shop, *_columns(cart)) for cart in carts if cart.id in there]
    stored = {row[0] for row in await tx.insert("carts", COLUMNS, rows, REPLACE_MANY)}
    for identity in ids:
        if identity not in stored:
            raise Conflict(identity)


async def record_recoveries(tx: Tx, shop: str, effects: Sequence[RecordRecovery]) -> None:
    """Write down what reminders brought; what was written of an order stays."""
    rows = [(shop, *_recovery_columns(one.recovery)) for one in effects]
    await tx.insert("recoveries", ("shop", *RECOVERY), rows, "ON CONFLICT (shop, order_id) DO NOTHING")


async def note_reminded(tx: Tx, shop: str, cart_id: str, now: datetime) -> None:
    """A message about a cart was sent."""
    await tx.rows(REMINDED, micros(now), shop, cart_id, micros(now))


def newest_of_tokens(tokens: Sequence[str]) -> tuple[str, tuple[Column, ...]]:
    """From where, and with which parameters after the shop, the newest life of each cart is read."""
    newer = "SELECT 1 FROM carts n WHERE n.shop = c.shop AND n.token = c.token AND n.life > c.life"
    among = f"carts c WHERE c.shop = ? AND c.token IN {marks(1, len(tokens))} AND NOT EXISTS ({newer})"
    return among, tuple(tokens)


def carts_of_buyer(need: CartsNeed) -> tuple[str, tuple[Column, ...]]:
    """The same for the carts of a buyer."""
    since = 2**62 if need.clicked_since is None else micros(need.clicked_since)
    return OF_BUYER, (need.email, need.external_id, need.phone, since, MOST_OF_A_BUYER)


def left_carts(need: CartsPageNeed) -> tuple[str, tuple[Column, ...]]:
    """The same for a page of carts that were left and live."""
    among = (
        "(SELECT * FROM carts WHERE shop = ? AND state = 'abandoned' AND token > ? ORDER BY token LIMIT ?) c"
    )
    return among, (need.after, need.limit)


def carts_by_token(rows: Sequence[Sequence[Any]]) -> dict[str, SavedCart]:
    """The newest life of each token, in the order of tokens."""
    found = sorted((saved_cart(row) for row in rows), key=lambda cart: (cart.token, cart.life))
    return {cart.token: cart for cart in found}


def saved_cart(row: Sequence[Any]) -> SavedCart:
    """What the columns `STORED` say."""
    doc, reminded_at = row
    return replace(from_json(doc, SavedCart), reminded_at=maybe_instant(reminded_at))


def _columns(cart: SavedCart) -> tuple[Column, ...]:
    buyer = cart.cart.buyer
    return (
        cart.id,
        cart.token,
        cart.life,
        cart.version,
        str(cart.state),
        None if cart.left is None else str(cart.left),
        str(cart.page),
        buyer.email,
        buyer.external_id,
        buyer.phone,
        cart.total,
        cart.cart.test,
        micros(cart.begun_at),
        micros(cart.seen_at),
        maybe_micros(cart.abandoned_at),
        maybe_micros(cart.clicked_at),
        cart.order_id or None,
        to_json(replace(cart, reminded_at=None)),
    )


def _recovery_columns(one: Recovery) -> tuple[Column, ...]:
    left = None if one.left is None else str(one.left)
    return (one.order_id, one.cart_id, one.rule, left, one.assisted, one.amount, micros(one.at), one.test)


def _recovery(row: Sequence[Any]) -> Recovery:
    order_id, cart_id, rule, left, assisted, amount, at, test = row
    return Recovery(
        order_id=order_id,
        cart_id=cart_id,
        rule=rule,
        left=None if left is None else CartStep(left),
        assisted=bool(assisted),
        amount=amount,
        at=instant(at),
        test=bool(test),
    )
