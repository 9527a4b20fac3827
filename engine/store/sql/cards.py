"""What people look at of gift cards, in SQL."""

# ruff: noqa: PLR0913, S608 - the port's signatures; only marks and our own names are put into statements

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from engine.model.card import Lot
from engine.model.card_records import (
    BalanceReport,
    CampaignBalance,
    CampaignFigures,
    CardWanted,
    CashOut,
    MetadataCount,
    Posting,
    Publication,
    StoredCard,
    Transfer,
    TransferKind,
)
from engine.model.records import Page
from engine.store.card_sums import balances, figures
from engine.store.lot_order import in_spending_order
from engine.store.sql.card_rows import (
    CARD,
    CASH_OUT,
    LOT,
    PUBLICATION,
    TRANSFER,
    cash_out,
    lot,
    publication,
    stored_card,
    transfer,
)
from engine.store.sql.codec import instant, micros
from engine.store.sql.part import Filter, SqlPart, page_of
from engine.store.sql.session import Row

REAL = "JOIN gift_cards c ON c.shop = t.shop AND c.id = t.card_id AND NOT c.test"

OUTSTANDING = f"""
    SELECT t.campaign, l.consideration, t.card_id, CAST(SUM(p.amount) AS BIGINT) AS held
    FROM ledger_transfers t
    JOIN ledger_postings p ON p.shop = t.shop AND p.transfer_id = t.id AND p.lot_id IS NOT NULL
    JOIN card_lots l ON l.shop = p.shop AND l.id = p.lot_id
    {REAL}
    WHERE t.shop = ? AND t.at <= ? AND (l.expires_at IS NULL OR l.expires_at > ?)
    GROUP BY t.campaign, l.consideration, t.card_id
"""

FIGURES = f"""
    SELECT t.campaign, t.kind, CAST(SUM(t.amount) AS BIGINT), COUNT(DISTINCT t.card_id)
    FROM ledger_transfers t {REAL}
    WHERE t.shop = ? AND t.campaign IN {{campaigns}} GROUP BY t.campaign, t.kind
"""

BY_VALUE = """
    SELECT m.value, COUNT(DISTINCT m.card_id), CAST(COALESCE(SUM(t.amount), 0) AS BIGINT) AS credited
    FROM card_metadata m JOIN gift_cards c ON c.shop = m.shop AND c.id = m.card_id AND NOT c.test
    LEFT JOIN ledger_transfers t ON t.shop = m.shop AND t.card_id = m.card_id AND t.kind = 'credit'
    WHERE m.shop = ? AND m.name = ? AND (CAST(? AS TEXT) IS NULL OR c.campaign = ?)
    GROUP BY m.value ORDER BY credited DESC, m.value LIMIT ?
"""


class Cards(SqlPart):
    """Lists and figures."""

    async def cards(self, shop: str, page: Page, wanted: CardWanted) -> tuple[StoredCard, ...]:
        """Cards, newest first."""
        found = await page_of(
            self._db, ", ".join(CARD), "gift_cards", ("made_at", "id"), page, _filter(shop, wanted)
        )
        return await self._with_lots(shop, found)

    async def cards_by_id(self, shop: str, ids: Sequence[str]) -> tuple[StoredCard, ...]:
        """Those of `ids` that exist, by id."""
        wanted = Filter(shop).among("id", ids)
        statement = f"SELECT {', '.join(CARD)} FROM gift_cards WHERE {wanted.clause} ORDER BY id"
        return await self._with_lots(shop, await self._db.read(statement, *wanted.parameters))

    async def _with_lots(self, shop: str, found: Sequence[Row]) -> tuple[StoredCard, ...]:
        wanted = Filter(shop).among("card_id", [row[0] for row in found])
        statement = f"SELECT card_id, {', '.join(LOT)} FROM card_lots WHERE {wanted.clause} AND remaining > 0"
        lots: dict[str, list[Lot]] = defaultdict(list)
        for card_id, *row in await self._db.read(statement, *wanted.parameters) if found else ():
            lots[card_id].append(lot(row))
        return tuple(stored_card(row, in_spending_order(lots[row[0]])) for row in found)

    async def publications(
        self, shop: str, campaigns: Sequence[str], source_ids: Sequence[str]
    ) -> tuple[Publication, ...]:
        """What these sources led to."""
        wanted = Filter(shop).among("campaign", campaigns).among("source_id", source_ids)
        columns = ", ".join(PUBLICATION)
        found = await self._db.read(
            f"SELECT {columns} FROM card_publications WHERE {wanted.clause} ORDER BY campaign, source_id",
            *wanted.parameters,
        )
        made = Filter(shop).among("publication_id", [row[0] for row in found])
        statement = f"SELECT publication_id, id FROM gift_cards WHERE {made.clause} ORDER BY number"
        cards: dict[str, list[str]] = defaultdict(list)
        for identity, card_id in await self._db.read(statement, *made.parameters) if found else ():
            cards[identity].append(card_id)
        return tuple(publication(row, cards[row[0]]) for row in found)

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
        wanted = Filter(shop).equal("card_id", card_id).equal("kind", kind).equal("campaign", campaign)
        wanted = wanted.between("at", since, until)
        found = await page_of(self._db, ", ".join(TRANSFER), "ledger_transfers", ("at", "id"), page, wanted)
        own = Filter(shop).among("transfer_id", [row[0] for row in found])
        columns = "transfer_id, account, amount, lot_id"
        statement = f"SELECT {columns} FROM ledger_postings WHERE {own.clause} ORDER BY number"
        sides: dict[str, list[Posting]] = defaultdict(list)
        for identity, account, amount, lot_id in (
            await self._db.read(statement, *own.parameters) if found else ()
        ):
            sides[identity].append(Posting(account=account, amount=amount, lot_id=lot_id))
        return tuple(transfer(row, sides[row[0]]) for row in found)

    async def cash_outs(self, shop: str, card_ids: Sequence[str]) -> tuple[CashOut, ...]:
        """The pay-outs of these cards."""
        wanted = Filter(shop).among("card_id", card_ids)
        statement = f"SELECT {', '.join(CASH_OUT)} FROM card_cash_outs WHERE {wanted.clause} ORDER BY card_id"
        return tuple(map(cash_out, await self._db.read(statement, *wanted.parameters)))

    async def outstanding_cards(self, shop: str, at: datetime) -> tuple[CampaignBalance, ...]:
        """What cards held at a moment."""
        rows = await self._db.read(OUTSTANDING, shop, micros(at), micros(at))
        return balances([(campaign, kind == "paid", card, held) for campaign, kind, card, held in rows])

    async def campaign_figures(self, shop: str, campaigns: Sequence[str]) -> tuple[CampaignFigures, ...]:
        """What became of campaigns."""
        if not campaigns:
            return ()
        made = Filter(shop).among("campaign", campaigns)
        counted = await self._db.read(
            f"SELECT campaign, COUNT(*) FROM gift_cards WHERE {made.clause} AND NOT test GROUP BY campaign",
            *made.parameters,
        )
        marks = ", ".join("?" * len(campaigns))
        moved = await self._db.read(FIGURES.replace("{campaigns}", f"({marks})"), shop, *campaigns)
        sums = {(campaign, TransferKind(kind)): (amount, cards) for campaign, kind, amount, cards in moved}
        return tuple(figures(name, cards, sums) for name, cards in sorted(map(tuple, counted)))

    async def card_metadata_counts(
        self, shop: str, name: str, campaign: str | None, limit: int
    ) -> tuple[MetadataCount, ...]:
        """Cards and credits by value of a metadata name."""
        rows = await self._db.read(BY_VALUE, shop, name, campaign, campaign, limit)
        return tuple(MetadataCount(value=value, cards=cards, credited=sum_) for value, cards, sum_ in rows)

    async def balance_reports(self, shop: str) -> tuple[BalanceReport, ...]:
        """Stored reports, the oldest first."""
        rows = await self._db.read(
            "SELECT day, at, paid, free FROM card_reports WHERE shop = ? ORDER BY day", shop
        )
        return tuple(
            BalanceReport(day=date.fromisoformat(day), at=instant(at), paid=paid, free=free)
            for day, at, paid, free in rows
        )


def _filter(shop: str, wanted: CardWanted) -> Filter:
    found = Filter(shop).equal("campaign", wanted.campaign).equal("state", wanted.state)
    found = found.equal("enabled", wanted.enabled).equal("publication_id", wanted.publication_id)
    found = found.equal("order_id", wanted.order_id)
    if wanted.owner is not None:
        found.clause += " AND (owner_email = ? OR owner_id = ?)"
        found.parameters += (wanted.owner, wanted.owner)
    if wanted.metadata is not None:
        found.clause += (
            " AND id IN (SELECT m.card_id FROM card_metadata m"
            " WHERE m.shop = gift_cards.shop AND m.name = ? AND m.value = ?)"
        )
        found.parameters += wanted.metadata
    return found
