"""Customers in SQL: what orders and the shop tell of them."""

# ruff: noqa: S608 - only marks and our own names are put into statements

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from engine.model.cart import Buyer
from engine.model.customer import customer_key
from engine.model.effects import CountCustomerOrder, SaveCustomer
from engine.model.facts import CustomerFact, Person
from engine.model.saved_cart import YesNo
from engine.store.sql.codec import maybe_instant, maybe_micros, micros
from engine.store.sql.database import Tx
from engine.store.sql.dialect import marks
from engine.store.sql.part import SqlPart, holding
from engine.store.sql.session import Column
from engine.store.together import together

BUYER = ("key", "email", "phone", "external_id", "name", "locale")
FACT = (
    "orders",
    "spent",
    "first_order_at",
    "last_order_at",
    "joined_at",
    "birthday",
    "tags",
    "tier",
    "blocked",
)
WITH_ALL_KNOWN = (
    "customers p JOIN customers c ON c.shop = p.shop AND (c.key = p.key OR c.external_id = p.external_id)"
)
"""A customer `p` with every row `c` of the same person."""

TOLD = """
        email = COALESCE(excluded.email, customers.email),
        phone = COALESCE(excluded.phone, customers.phone),
        external_id = COALESCE(excluded.external_id, customers.external_id),
        name = COALESCE(excluded.name, customers.name),
        locale = COALESCE(excluded.locale, customers.locale),
"""
COUNT = f"""
    ON CONFLICT (shop, key) DO UPDATE SET {TOLD}
        orders = customers.orders + excluded.orders,
        spent = customers.spent + excluded.spent,
        first_order_at = CASE WHEN customers.orders = 0 OR excluded.first_order_at < customers.first_order_at
            THEN excluded.first_order_at ELSE customers.first_order_at END,
        last_order_at = CASE WHEN excluded.last_order_at > customers.last_order_at
            THEN excluded.last_order_at ELSE customers.last_order_at END
"""
SAVE = f"""
    ON CONFLICT (shop, key) DO UPDATE SET {TOLD}
        joined_at = COALESCE(customers.joined_at, excluded.joined_at),
        birthday = COALESCE(excluded.birthday, customers.birthday),
        tags = COALESCE(excluded.tags, customers.tags),
        tier = COALESCE(excluded.tier, customers.tier),
        blocked = COALESCE(excluded.blocked, customers.blocked)
"""
LEFT = """SELECT 1 FROM carts k WHERE k.shop = customers.shop AND k.state = 'abandoned'
    AND (k.email = customers.email OR k.external_id = customers.external_id)"""
NEVER = 0
"""When somebody without orders last bought: these columns were never empty before customers could be told of."""


class Customers(SqlPart):
    """What people look at."""

    async def customers(
        self, shop: str, after: str, limit: int, abandoned: YesNo = YesNo.ANY
    ) -> tuple[Person, ...]:
        """Customers by key."""
        columns = ", ".join((*BUYER, *FACT))
        found = await self._db.read(
            f"SELECT {columns} FROM customers WHERE shop = ? AND key > ?{holding(abandoned, LEFT)} "
            "ORDER BY key LIMIT ?",
            shop,
            after,
            limit,
        )
        return tuple(people([(row[0], *row) for row in map(tuple, found)]).values())

    async def customers_by_key(self, shop: str, keys: Sequence[str]) -> tuple[Person, ...]:
        """Those of `keys` that are known, by key."""
        if not keys:
            return ()
        columns = ", ".join(f"c.{one}" for one in (*BUYER, *FACT))
        found = await self._db.read(
            f"SELECT p.key, {columns} FROM {WITH_ALL_KNOWN} WHERE p.shop = ? AND p.key IN {marks(1, len(keys))} "
            "ORDER BY p.key",
            shop,
            *keys,
        )
        return tuple(people([tuple(row) for row in found]).values())


def customer_fact(row: Sequence[Any]) -> CustomerFact:
    """What the columns `FACT` say."""
    orders, spent, first, last, joined_at, birthday, tags, tier, blocked = row
    return CustomerFact(
        orders=orders,
        spent=spent,
        first_order_at=maybe_instant(first) if orders else None,
        last_order_at=maybe_instant(last) if orders else None,
        joined_at=maybe_instant(joined_at),
        birthday=birthday or "",
        tags=frozenset(orjson.loads(tags)) if tags else frozenset(),
        tier=tier or "",
        blocked=bool(blocked),
    )


def people(rows: Sequence[Sequence[Any]]) -> Mapping[str, Person]:
    """Customers of rows that begin with the key asked for; several rows of one key are taken together."""
    buyers: dict[str, Buyer] = {}
    facts: dict[str, list[CustomerFact]] = {}
    for asked, key, email, phone, external_id, name, locale, *fact in rows:
        known = customer_fact(fact)
        facts.setdefault(asked, []).append(known)
        if key == asked:
            buyers[asked] = Buyer(
                email=email,
                phone=phone,
                external_id=external_id,
                name=name or "",
                locale=locale or "",
            )
    found = {key: together(same) for key, same in facts.items()}
    return {key: Person(key=key, buyer=buyers[key], customer=fact) for key, fact in found.items()}


async def count_orders(tx: Tx, shop: str, paid: Sequence[CountCustomerOrder]) -> None:
    """Add paid orders to their buyers' histories."""
    columns = ("shop", *BUYER, "orders", "spent", "first_order_at", "last_order_at")
    for one in paid:
        buyer = one.buyer or Buyer(email=one.email, external_id=one.external_id)
        at = micros(one.at)
        await tx.insert("customers", columns, [(shop, *_who(buyer), one.orders, one.total, at, at)], COUNT)


async def save_customers(tx: Tx, shop: str, told: Sequence[SaveCustomer]) -> None:
    """Keep what the shop tells; what is NULL leaves what is stored."""
    columns = ("shop", *BUYER, *FACT)
    rows: list[tuple[Column, ...]] = []
    for one in told:
        record = one.record
        tags = None if record.tags is None else orjson.dumps(sorted(record.tags)).decode()
        known = maybe_micros(record.joined_at), record.birthday, tags, record.tier, record.blocked
        rows.append((shop, *_who(record.buyer), 0, 0, NEVER, NEVER, *known))
    # At once, in the order of their keys, so that no two writers wait for each other; a key twice goes one by one.
    if len({row[1] for row in rows}) == len(rows):
        await tx.insert("customers", columns, sorted(rows, key=lambda row: str(row[1])), SAVE)
        return
    for row in rows:
        await tx.insert("customers", columns, [row], SAVE)


def _who(buyer: Buyer) -> tuple[str | None, ...]:
    key = customer_key(buyer.email, buyer.external_id)
    return key, buyer.email, buyer.phone, buyer.external_id, buyer.name or None, buyer.locale or None
