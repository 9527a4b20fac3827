"""The tables of gift cards in memory."""

from datetime import date

from engine.model.card import Lot
from engine.model.card_records import BalanceReport, CardHold, CashOut, Publication, StoredCard, Transfer
from engine.store.memory.table import Journal, Table


class CardTables:
    """Keys begin with the shop."""

    def __init__(self, new: Journal) -> None:
        self.cards: Table[tuple[str, str], StoredCard] = Table(new)
        self.lookups: Table[tuple[str, bytes], str] = Table(new)
        self.publications: Table[tuple[str, str], Publication] = Table(new)
        self.lots: Table[tuple[str, str], tuple[str, Lot]] = Table(new)  # with the card
        self.transfers: Table[tuple[str, str], Transfer] = Table(new)
        self.holds: Table[tuple[str, str], CardHold] = Table(new)
        self.cash_outs: Table[tuple[str, str], CashOut] = Table(new)
        self.reports: Table[tuple[str, date], BalanceReport] = Table(new)
