"""Thin readings of gift cards: the store's answers as they are."""

from collections.abc import Sequence

from engine.model.card_records import BalanceReport, CardWanted, MetadataCount, StoredCard
from engine.model.records import Page
from engine.service.engine import Engine


async def cards(engine: Engine, shop: str, page: Page, wanted: CardWanted) -> tuple[StoredCard, ...]:
    """Cards with their lots, newest first."""
    return await engine.store.cards(shop, page, wanted)


async def cards_by_id(engine: Engine, shop: str, ids: Sequence[str]) -> tuple[StoredCard, ...]:
    """Those of `ids` that exist, by id."""
    return await engine.store.cards_by_id(shop, ids)


async def metadata_counts(
    engine: Engine, shop: str, name: str, campaign: str | None, limit: int
) -> tuple[MetadataCount, ...]:
    """Cards and credits by value of a metadata name, the most credited first (S5.27)."""
    return await engine.store.card_metadata_counts(shop, name, campaign, limit)


async def balance_reports(engine: Engine, shop: str) -> tuple[BalanceReport, ...]:
    """The unused balances of past base dates, the oldest first (I25)."""
    return await engine.store.balance_reports(shop)
