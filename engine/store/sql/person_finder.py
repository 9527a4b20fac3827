"""Finding what is held about one person, and what was held for long enough, in SQL."""

# ruff: noqa: S608 - only marks and our own names are put into statements

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from engine.model.data_subject import (
    ERASED,
    Claims,
    DataSubject,
    Holdings,
    TombstoneKind,
)
from engine.model.records import InboxMail, StoredMessage
from engine.model.saved_cart import SavedCart
from engine.store.forgotten import crowded, forgotten_cart, of_one_person, widened, without_shared_numbers
from engine.store.sql import rows
from engine.store.sql.codec import from_json, micros, to_json
from engine.store.sql.database import Tx
from engine.store.sql.part import Filter, SqlPart
from engine.store.sql.person_places import whose
from engine.store.sql.session import Column, Row

ROUNDS = 8
"""How often what was found leads to more; whoever needs more is several people."""

ALL_COLUMNS = {"email": "email", "phone": "phone", "external_id": "external_id"}
KNOWN_IN = {"customers": "name", "carts": "''", "enrolments": "name", "orders": "''"}
"""Tables with an address, a number and an id beside each other, and where they have a name."""

HELD: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "customers": ("customers", "key", {**ALL_COLUMNS, "key": "key"}),
    "orders": ("orders", "id", ALL_COLUMNS),
    "coupons": ("coupons", "id", {"email": "owner_email", "external_id": "owner_id"}),
    "gift_cards": ("gift_cards", "id", {"email": "owner_email", "external_id": "owner_id"}),
    "carts": ("carts", "id", ALL_COLUMNS),
    "enrolments": ("enrolments", "id", {**ALL_COLUMNS, "key": "reader"}),
    "messages": ("messages", "id", {"key": "recipient"}),
    "mails": ("mails", "id", {"key": "recipient"}),
    "consents": ("consents", "id", {"key": "address"}),
    "suppressions": ("suppressions", "address", {"key": "address"}),
}
"""What of a `Holdings` is in which table, by which column it is known, and where the person stands."""

OF_ORDERS = ("contracts", "offers")

ADDRESSES: Mapping[TombstoneKind, tuple[tuple[str, str], ...]] = {
    TombstoneKind.EMAIL: (
        *(("customers", "key"), ("orders", "email"), ("carts", "email"), ("coupons", "owner_email")),
        *(("gift_cards", "owner_email"), ("enrolments", "reader"), ("messages", "recipient")),
        *(("consents", "address"), ("contracts", "email")),
    ),
    TombstoneKind.PHONE: (
        *(("customers", "phone"), ("orders", "phone"), ("carts", "phone"), ("enrolments", "phone")),
        *(("messages", "recipient"), ("consents", "address")),
    ),
    TombstoneKind.EXTERNAL_ID: (
        *(("customers", "external_id"), ("orders", "external_id"), ("carts", "external_id")),
        *(("coupons", "owner_id"), ("gift_cards", "owner_id")),
    ),
}
"""Columns in which an address, number or id stands, each with an index of its own."""

LOOKS_LIKE = {TombstoneKind.EMAIL: "%@%", TombstoneKind.PHONE: "+%", TombstoneKind.EXTERNAL_ID: "%"}

NAMES_SOMEBODY = "(email IS NOT NULL OR phone IS NOT NULL OR external_id IS NOT NULL)"
"""As in the index `carts_seen`, which it has to be written like."""


class PersonFinder(SqlPart):
    """Reads, and retention."""

    async def data_subject(self, shop: str, known: DataSubject) -> DataSubject:
        """Everything under which the same person is known."""
        subject = begun = await self._by_number(shop, known)
        shared: frozenset[str] = frozenset()
        for _ in range(ROUNDS):
            rows = await self._beside(shop, subject)
            if more := crowded(rows) - shared:
                shared, subject = shared | more, begun
                continue
            wider = widened(subject, of_one_person(rows, shared, begun))
            if wider == subject:
                break
            subject = wider
        return without_shared_numbers(subject, known, await self._who_have(shop, subject.phones))

    async def holdings(self, shop: str, subject: DataSubject) -> Holdings:
        """What is held."""
        held: dict[str, tuple[str, ...]] = {}
        for name, (table, column, columns) in HELD.items():
            held[name] = await self._ids(shop, table, column, *whose(subject, **columns))
        orders = Filter(shop).among("order_id", held["orders"])
        for table in OF_ORDERS:
            clause = orders.clause.removeprefix("shop = ? AND ")
            held[table] = await self._ids(shop, table, "id", clause, orders.parameters[1:])
        return Holdings(**held)

    async def claims(self, shop: str, subject: DataSubject) -> Claims:
        """What is still owed."""
        owned, who = whose(subject, email="owner_email", external_id="owner_id")
        ((cards, balance),) = await self._db.read(
            "SELECT COUNT(*), CAST(COALESCE(SUM(balance), 0) AS BIGINT) FROM gift_cards "
            f"WHERE shop = ? AND balance > 0 AND {owned}",
            shop,
            *who,
        )
        ((coupons,),) = await self._db.read(
            f"SELECT COUNT(*) FROM coupons WHERE shop = ? AND state = 'issued' AND {owned}", shop, *who
        )
        found, parameters = whose(subject, email="email")
        ((contracts,),) = await self._db.read(
            f"SELECT COUNT(*) FROM contracts WHERE shop = ? AND state = 'active' AND {found}",
            shop,
            *parameters,
        )
        return Claims(cards=cards, balance=balance, contracts=contracts, coupons=coupons)

    async def messages_by_id(self, shop: str, ids: Sequence[str]) -> tuple[StoredMessage, ...]:
        """Messages, oldest first."""
        where, columns = Filter(shop).among("id", ids), ", ".join(rows.MESSAGE)
        statement = f"SELECT {columns} FROM messages WHERE {where.clause} ORDER BY created_at, id"
        return tuple(map(rows.message, await self._db.read(statement, *where.parameters)))

    async def inbox_mails(self, shop: str, ids: Sequence[str]) -> tuple[InboxMail, ...]:
        """Kept mails, oldest first."""
        where, columns = Filter(shop).among("id", ids), ", ".join(rows.MAIL)
        statement = f"SELECT {columns} FROM mails WHERE {where.clause} ORDER BY at, id"
        return tuple(map(rows.mail, await self._db.read(statement, *where.parameters)))

    async def known_addresses(
        self, shop: str, kind: TombstoneKind, after: str, limit: int
    ) -> tuple[str, ...]:
        """Addresses, numbers or ids after `after`."""
        parts = [
            f"SELECT * FROM (SELECT DISTINCT {column} AS address FROM {table} WHERE shop = ? AND {column} > ? "
            f"AND {column} LIKE ? AND {column} NOT LIKE '{ERASED}%' ORDER BY 1 LIMIT ?) {table}"
            for table, column in ADDRESSES[kind]
        ]
        parameters: list[Column] = [shop, after, LOOKS_LIKE[kind], limit] * len(parts)
        found = await self._db.read(
            f"SELECT DISTINCT address FROM ({' UNION '.join(parts)}) every_address ORDER BY 1 LIMIT ?",
            *parameters,
            limit,
        )
        return tuple(row[0] for row in found)

    async def forget_personal(self, table: str, before: datetime, limit: int) -> int:
        """Retention."""
        # A look that locks nothing: most rounds find nothing.
        if not await self._db.read(OLDER[table], micros(before)):
            return 0
        if table == "carts":
            return await self._db.write(lambda tx: _forget_carts(tx, before, limit))
        statement = FORGET[table]
        gone = await self._db.write(lambda tx: tx.rows(statement, micros(before), limit))
        return len(gone)

    async def _ids(
        self, shop: str, table: str, column: str, clause: str, parameters: Sequence[Column]
    ) -> tuple[str, ...]:
        found = await self._db.read(
            f"SELECT DISTINCT {column} FROM {table} WHERE shop = ? AND {clause} ORDER BY {column}",
            shop,
            *parameters,
        )
        return tuple(row[0] for row in found)

    async def _by_number(self, shop: str, known: DataSubject) -> DataSubject:
        """A number leads to a customer only when one customer alone has it."""
        if known.emails or known.external_ids or not known.phones:
            return known
        clause, parameters = whose(known, key="phone")
        found = await self._db.read(
            f"SELECT DISTINCT key, email, external_id FROM customers WHERE shop = ? AND {clause}",
            shop,
            *parameters,
        )
        if len(found) != 1:
            return known
        return widened(known, [(found[0][1], None, found[0][2], None)])

    async def _who_have(
        self, shop: str, phones: Sequence[str]
    ) -> Iterator[tuple[str, str | None, str | None]]:
        """Number, address and id of the customers who have these numbers."""
        where = Filter(shop).among("phone", phones)
        statement = f"SELECT phone, email, external_id FROM customers WHERE {where.clause}"
        found = await self._db.read(statement, *where.parameters) if phones else ()
        return ((phone, email, external_id) for phone, email, external_id in found)

    async def _beside(self, shop: str, subject: DataSubject) -> Sequence[Row]:
        """What stands beside the addresses and ids of a person."""
        clause, parameters = whose(subject, email="email", external_id="external_id")
        statement = " UNION ".join(
            f"SELECT email, phone, external_id, {name} FROM {table} WHERE shop = ? AND {clause}"
            for table, name in KNOWN_IN.items()
        )
        return await self._db.read(statement, *[shop, *parameters] * len(KNOWN_IN))


FORGET = {
    "mails": 'DELETE FROM mails WHERE "row" IN (SELECT "row" FROM mails WHERE at < ? ORDER BY at LIMIT ?) RETURNING id',
    "refused_uses": 'DELETE FROM refused_uses WHERE "row" IN '
    '(SELECT "row" FROM refused_uses WHERE at < ? ORDER BY at LIMIT ?) RETURNING coupon_id',
}


OLDER = {
    "carts": f"SELECT 1 FROM carts WHERE seen_at < ? AND {NAMES_SOMEBODY} LIMIT 1",
    "mails": "SELECT 1 FROM mails WHERE at < ? LIMIT 1",
    "refused_uses": "SELECT 1 FROM refused_uses WHERE at < ? LIMIT 1",
}


async def _forget_carts(tx: Tx, before: datetime, limit: int) -> int:
    found = await tx.rows(
        f'SELECT "row", doc FROM carts WHERE seen_at < ? AND {NAMES_SOMEBODY} ORDER BY seen_at LIMIT ? {{for_update}}',
        micros(before),
        limit,
    )
    for row, doc in found:
        cart = forgotten_cart(from_json(doc, SavedCart))
        await tx.rows(
            "UPDATE carts SET email = NULL, phone = NULL, external_id = NULL, state = ?, version = ?, doc = ? "
            'WHERE "row" = ?',
            cart.state,
            cart.version,
            to_json(cart),
            row,
        )
    return len(found)
