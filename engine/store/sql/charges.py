"""The built-in gateway's ledger in SQL: one row per key, never changed."""

# ruff: noqa: S608 - only our own names are put into statements

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from engine.model.charge import Charge, TestCard
from engine.store.sql.codec import instant, micros
from engine.store.sql.database import Tx
from engine.store.sql.part import Filter, SqlPart

COLUMNS = (
    "shop",
    "key",
    "order_id",
    "amount",
    "currency",
    "at",
    "taken",
    "gives_back",
    "reason",
    "test",
)
STORED = ", ".join(COLUMNS[1:])
FIND = f"SELECT {STORED} FROM charges WHERE shop = ? AND key = ?"


class Charges(SqlPart):
    """Adding and reading."""

    async def record_charge(self, shop: str, charge: Charge) -> tuple[Charge, bool]:
        """The charge under its key, and whether it was new."""
        return await self._db.write(lambda tx: _record(tx, shop, charge))

    async def give_back_charge(self, shop: str, refund: Charge) -> tuple[Charge, bool]:
        """Return all of a charge, or refuse it from now on."""

        async def give_back(tx: Tx) -> tuple[Charge, bool]:
            refused = replace(
                refund, key=refund.gives_back, gives_back="", amount=0, taken=False, reason="withdrawn"
            )
            made, _ = await _record(tx, shop, refused)
            return await _record(tx, shop, replace(refund, amount=made.amount if made.taken else 0))

        return await self._db.write(give_back)

    async def charges_of(self, shop: str, order_ids: Sequence[str]) -> tuple[Charge, ...]:
        """All movements about these orders."""
        wanted = Filter(shop).among("order_id", order_ids)
        statement = f'SELECT {STORED} FROM charges WHERE {wanted.clause} ORDER BY "row"'
        return tuple(map(charge, await self._db.read(statement, *wanted.parameters)))

    async def set_test_card(self, shop: str, order_id: str, card: TestCard) -> None:
        """Tell the gateway what a card does."""
        then = "ON CONFLICT (shop, order_id) DO UPDATE SET card = excluded.card"
        columns = ("shop", "order_id", "card")
        await self._db.write(lambda tx: tx.insert("test_cards", columns, [(shop, order_id, card)], then))

    async def test_card(self, shop: str, order_id: str) -> TestCard:
        """What it was told."""
        statement = "SELECT card FROM test_cards WHERE shop = ? AND order_id = ?"
        found = await self._db.read(statement, shop, order_id)
        return TestCard(found[0][0]) if found else TestCard.APPROVE


async def _record(tx: Tx, shop: str, asked: Charge) -> tuple[Charge, bool]:
    row = (
        shop,
        asked.key,
        asked.order_id,
        asked.amount,
        asked.currency,
        micros(asked.at),
        asked.taken,
        asked.gives_back,
        asked.reason,
        asked.test,
    )
    then = "ON CONFLICT (shop, key) DO NOTHING RETURNING key"
    if await tx.insert("charges", COLUMNS, [row], then):
        return asked, True
    found = await tx.row(FIND, shop, asked.key)
    if found is None:
        raise LookupError(asked.key)  # rows are never removed
    return charge(found), False


def charge(row: Sequence[Any]) -> Charge:
    """What the columns `STORED` say."""
    key, order_id, amount, currency, at, taken, gives_back, reason, test = row
    return Charge(
        key=key,
        order_id=order_id,
        amount=amount,
        currency=currency,
        at=instant(at),
        taken=bool(taken),
        gives_back=gives_back,
        reason=reason,
        test=bool(test),
    )
