"""Contracts in SQL: begun by an order or an offer, changed one version after the other."""

# ruff: noqa: S608 - only names of columns are put into statements

from collections.abc import Sequence

from engine.model.contract import Contract, ContractState
from engine.model.effects import ChangeContract, CreateContract
from engine.model.records import Page
from engine.store.port import Conflict
from engine.store.sql.codec import from_json, micros, to_json
from engine.store.sql.database import Tx
from engine.store.sql.part import Filter, SqlPart, page_of

COLUMNS = ("shop", "id", "order_id", "email", "state", "version", "started_at", "test", "doc")
CHANGE = """
    UPDATE contracts SET state = ?, version = ?, email = ?, doc = ?
    WHERE shop = ? AND id = ? AND version = ? RETURNING id
"""


class Contracts(SqlPart):
    """What people look at."""

    async def contracts_by_id(self, shop: str, ids: Sequence[str]) -> tuple[Contract, ...]:
        """Those of `ids` that exist, by id."""
        return await self._contracts(Filter(shop).among("id", ids), "id")

    async def contracts_of_orders(self, shop: str, order_ids: Sequence[str]) -> tuple[Contract, ...]:
        """The contracts that these orders began, by order and id."""
        return await self._contracts(Filter(shop).among("order_id", order_ids), "order_id, id")

    async def contracts(
        self, shop: str, page: Page, *, email: str | None = None, state: ContractState | None = None
    ) -> tuple[Contract, ...]:
        """Contracts, those begun last first."""
        wanted = Filter(shop).equal("email", email).equal("state", state)
        found = await page_of(self._db, "doc", "contracts", ("started_at", "id"), page, wanted)
        return tuple(from_json(row[0], Contract) for row in found)

    async def _contracts(self, wanted: Filter, order: str) -> tuple[Contract, ...]:
        statement = f"SELECT doc FROM contracts WHERE {wanted.clause} ORDER BY {order}"
        return tuple(
            from_json(row[0], Contract) for row in await self._db.read(statement, *wanted.parameters)
        )


async def create_contracts(tx: Tx, shop: str, effects: Sequence[CreateContract]) -> None:
    """Insert; Conflict when there is one of this id."""
    rows = [
        (
            shop,
            one.id,
            one.order_id,
            one.buyer.email,
            one.state,
            one.version,
            micros(one.started_at),
            one.test,
            to_json(one),
        )
        for one in (effect.contract for effect in effects)
    ]
    if rows and len(await tx.insert("contracts", COLUMNS, rows, "ON CONFLICT DO NOTHING RETURNING id")) < len(
        rows
    ):
        raise Conflict(rows[0][1])


async def change_contracts(tx: Tx, shop: str, effects: Sequence[ChangeContract]) -> None:
    """Follow the version before; Conflict when somebody else was faster."""
    for after in (effect.after for effect in effects):
        given = (
            after.state,
            after.version,
            after.buyer.email,
            to_json(after),
            shop,
            after.id,
            after.version - 1,
        )
        if not await tx.rows(CHANGE, *given):
            raise Conflict(after.id)
