"""Offers in SQL: made once per order, moved along their graph, looked up by the hash of their token."""

# ruff: noqa: S608 - only names of columns are put into statements

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from engine.model.effects import CreateOffer, MoveOffer
from engine.model.offer_instance import OfferInstance, OfferProgress, OfferState
from engine.model.records import Page
from engine.store.offer_moves import states_before
from engine.store.port import Conflict
from engine.store.sql.codec import from_json, micros, to_json
from engine.store.sql.database import Tx
from engine.store.sql.dialect import marks
from engine.store.sql.part import Filter, SqlPart, page_of

COLUMNS = (
    "shop",
    "id",
    "rule",
    "order_id",
    "state",
    "version",
    "token_hash",
    "decided_at",
    "test",
    "doc",
    "progress",
)
STORED = "doc, progress"
MOVE = "UPDATE offers SET state = ?, version = ?, progress = ? WHERE shop = ? AND id = ? AND version = ?"


class Offers(SqlPart):
    """What people look at."""

    async def offer_by_token(self, shop: str, token_hash: str) -> OfferInstance | None:
        """The offer of a token."""
        found = await self._offers(Filter(shop).equal("token_hash", token_hash), "id")
        return found[0] if found else None

    async def offers_by_id(self, shop: str, ids: Sequence[str]) -> tuple[OfferInstance, ...]:
        """Those of `ids` that exist, by id."""
        return await self._offers(Filter(shop).among("id", ids), "id")

    async def offers_of_orders(self, shop: str, order_ids: Sequence[str]) -> tuple[OfferInstance, ...]:
        """The offers that these orders brought, by order."""
        return await self._offers(Filter(shop).among("order_id", order_ids), "order_id")

    async def offers(
        self, shop: str, page: Page, *, rule: str | None = None, state: OfferState | None = None
    ) -> tuple[OfferInstance, ...]:
        """Offers, those decided last first."""
        wanted = Filter(shop).equal("rule", rule).equal("state", state)
        found = await page_of(self._db, STORED, "offers", ("decided_at", "id"), page, wanted)
        return tuple(map(offer, found))

    async def _offers(self, wanted: Filter, order: str) -> tuple[OfferInstance, ...]:
        statement = f"SELECT {STORED} FROM offers WHERE {wanted.clause} ORDER BY {order}"
        return tuple(map(offer, await self._db.read(statement, *wanted.parameters)))


def offer(row: Sequence[Any]) -> OfferInstance:
    """What the columns `STORED` say."""
    doc, progress = row
    return replace(from_json(doc, OfferInstance), progress=from_json(progress, OfferProgress))


async def create_offers(tx: Tx, shop: str, effects: Sequence[CreateOffer]) -> None:
    """Insert; Conflict when the order has an offer already (I16)."""
    for made in (effect.offer for effect in effects):
        row = (
            shop,
            made.id,
            made.rule,
            made.order_id,
            made.progress.state,
            made.progress.version,
            made.token_hash,
            micros(made.decided_at),
            made.test,
            to_json(replace(made, progress=OfferProgress())),
            to_json(made.progress),
        )
        if not await tx.insert("offers", COLUMNS, [row], "ON CONFLICT DO NOTHING RETURNING id"):
            raise Conflict(made.id)


async def move_offers(tx: Tx, shop: str, effects: Sequence[MoveOffer]) -> None:
    """Follow the version before, along the graph; Conflict when somebody else was faster (I14)."""
    for effect in effects:
        after = effect.after
        before = states_before(after.state)
        statement = f"{MOVE} AND state IN {marks(1, len(before))} RETURNING id"
        given = after.state, after.version, to_json(after), shop, effect.offer_id, after.version - 1
        if not await tx.rows(statement, *given, *before):
            raise Conflict(effect.offer_id)
