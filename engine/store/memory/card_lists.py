"""What people look at of gift cards, in memory."""

# ruff: noqa: PLR0913 - the port's signatures

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from engine.model.card_records import (
    BalanceReport,
    CampaignBalance,
    CampaignFigures,
    CardWanted,
    CashOut,
    MetadataCount,
    Publication,
    StoredCard,
    Transfer,
    TransferKind,
)
from engine.model.gift_card import Consideration
from engine.model.records import Page
from engine.store.card_sums import balances, figures
from engine.store.memory.cards import is_over, with_lots
from engine.store.memory.part import MemoryPart, of_shop, page_of
from engine.store.memory.state import State


class CardLists(MemoryPart):
    """Lists and figures."""

    async def cards(self, shop: str, page: Page, wanted: CardWanted) -> tuple[StoredCard, ...]:
        """Cards, newest first."""
        found = page_of(
            (one for one in of_shop(self._state.gifts.cards, shop) if _is_wanted(one, wanted)), page
        )
        return tuple(with_lots(self._state, shop, card) for card in found)

    async def cards_by_id(self, shop: str, ids: Sequence[str]) -> tuple[StoredCard, ...]:
        """Those of `ids` that exist, by id."""
        found = (one for one in sorted(set(ids)) if (shop, one) in self._state.gifts.cards)
        return tuple(with_lots(self._state, shop, self._state.gifts.cards[shop, one]) for one in found)

    async def publications(
        self, shop: str, campaigns: Sequence[str], source_ids: Sequence[str]
    ) -> tuple[Publication, ...]:
        """What these sources led to."""
        found = [
            one
            for one in of_shop(self._state.gifts.publications, shop)
            if one.campaign in campaigns and one.source_id in source_ids
        ]
        return tuple(
            replace(one, card_ids=_cards_of(self._state, shop, one.id))
            for one in sorted(found, key=lambda one: (one.campaign, one.source_id))
        )

    async def transfers(
        self,
        shop: str,
        page: Page,
        *,
        card_id: str | None = None,
        kind: TransferKind | None = None,
        campaign: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[Transfer, ...]:
        """Movements of value, newest first."""
        wanted = (
            one
            for one in of_shop(self._state.gifts.transfers, shop)
            if (card_id is None or one.card_id == card_id)
            and (kind is None or one.kind is kind)
            and (campaign is None or one.campaign == campaign)
            and (since is None or one.at >= since)
            and (until is None or one.at < until)
        )
        return page_of(wanted, page)

    async def cash_outs(self, shop: str, card_ids: Sequence[str]) -> tuple[CashOut, ...]:
        """The pay-outs of these cards."""
        found = [one for one in of_shop(self._state.gifts.cash_outs, shop) if one.card_id in card_ids]
        return tuple(sorted(found, key=lambda one: one.card_id))

    async def outstanding_cards(self, shop: str, at: datetime) -> tuple[CampaignBalance, ...]:
        """What cards held at a moment."""
        return balances(_held(self._state, shop, at))

    async def campaign_figures(self, shop: str, campaigns: Sequence[str]) -> tuple[CampaignFigures, ...]:
        """What became of campaigns."""
        counted: dict[str, int] = defaultdict(int)
        for card in of_shop(self._state.gifts.cards, shop):
            if card.fact.campaign in campaigns and not card.fact.test:
                counted[card.fact.campaign] += 1
        sums: dict[tuple[str, TransferKind], int] = defaultdict(int)
        cards: dict[tuple[str, TransferKind], set[str]] = defaultdict(set)
        for one in _real(self._state, shop):
            sums[one.campaign, one.kind] += one.amount
            cards[one.campaign, one.kind].add(one.card_id)
        moved = {key: (amount, len(cards[key])) for key, amount in sums.items()}
        return tuple(figures(name, count, moved) for name, count in sorted(counted.items()))

    async def card_metadata_counts(
        self, shop: str, name: str, campaign: str | None, limit: int
    ) -> tuple[MetadataCount, ...]:
        """Cards and credits by value of a metadata name."""
        cards: dict[str, set[str]] = defaultdict(set)
        for card in of_shop(self._state.gifts.cards, shop):
            value = dict(card.metadata).get(name)
            if value is not None and not card.fact.test and campaign in {None, card.fact.campaign}:
                cards[value].add(card.fact.id)
        credited: dict[str, int] = defaultdict(int)
        for one in of_shop(self._state.gifts.transfers, shop):
            credited[one.card_id] += one.amount if one.kind is TransferKind.CREDIT else 0
        counts = [
            MetadataCount(value=value, cards=len(ids), credited=sum(credited[one] for one in ids))
            for value, ids in cards.items()
        ]
        return tuple(sorted(counts, key=lambda one: (-one.credited, one.value))[:limit])

    async def balance_reports(self, shop: str) -> tuple[BalanceReport, ...]:
        """Stored reports, the oldest first."""
        return tuple(sorted(of_shop(self._state.gifts.reports, shop), key=lambda one: one.day))


def _is_wanted(card: StoredCard, wanted: CardWanted) -> bool:
    fact = card.fact
    return (
        wanted.campaign in {None, fact.campaign}
        and wanted.state in {None, fact.state}
        and wanted.enabled in {None, fact.enabled}
        and wanted.publication_id in {None, card.publication_id}
        and wanted.order_id in {None, card.order_id}
        and (wanted.owner is None or wanted.owner in {fact.owner_email, fact.owner_id})
        and (wanted.metadata is None or wanted.metadata in card.metadata)
    )


def _cards_of(state: State, shop: str, publication_id: str) -> tuple[str, ...]:
    own = [card for card in of_shop(state.gifts.cards, shop) if card.publication_id == publication_id]
    return tuple(card.fact.id for card in sorted(own, key=lambda card: card.number))


def _real(state: State, shop: str) -> Iterator[Transfer]:
    """Transfers of cards that are no test."""
    for one in of_shop(state.gifts.transfers, shop):
        if not state.gifts.cards[shop, one.card_id].fact.test:
            yield one


def _held(state: State, shop: str, at: datetime) -> list[tuple[str, bool, str, int]]:
    sums: dict[tuple[str, bool, str], int] = defaultdict(int)
    for one in _real(state, shop):
        for posting in one.postings if one.at <= at else ():
            if posting.lot_id is not None:
                _, lot = state.gifts.lots[shop, posting.lot_id]
                if not is_over(lot.expires_at, at):
                    paid = lot.consideration is Consideration.PAID
                    sums[one.campaign, paid, one.card_id] += posting.amount
    return [(*key, amount) for key, amount in sums.items()]
