"""Looking for broken invariants of gift cards in memory (I20-I26)."""

from collections import Counter as Tally
from collections.abc import Iterator
from datetime import datetime

from engine.model.card import CREDITABLE
from engine.model.card_records import TransferKind
from engine.model.events import TimerKind
from engine.model.gift_card import Consideration
from engine.store.memory.cards import is_over, live_card_holds
from engine.store.memory.part import of_shop
from engine.store.memory.state import State

Finding = tuple[str, str]


def ledger(state: State, shop: str, _now: datetime) -> Iterator[Finding]:
    """Transfers, and lots against postings."""
    by_lot = _by_lot(state, shop)
    for transfer in of_shop(state.gifts.transfers, shop):
        if sum(one.amount for one in transfer.postings):
            yield "I20", transfer.id
    for _, lot in of_shop(state.gifts.lots, shop):
        if lot.remaining != by_lot[lot.id]:
            yield "I22 lot", lot.id


def cards(state: State, shop: str, _now: datetime) -> Iterator[Finding]:
    """Balances against postings and lots, sums set aside against holds."""
    posted, in_lots, by_lot = Tally[str](), Tally[str](), _by_lot(state, shop)
    for card_id, lot in of_shop(state.gifts.lots, shop):
        in_lots[card_id] += lot.remaining
        posted[card_id] += by_lot[lot.id]
    for fact in (card.fact for card in of_shop(state.gifts.cards, shop)):
        held = sum(hold.amount for hold in live_card_holds(state, shop, fact.id))
        endless = fact.expires_at is None or fact.state not in CREDITABLE
        wrong = {
            "I21 card": fact.balance != posted[fact.id] or fact.balance < 0,
            "I22": fact.balance != in_lots[fact.id],
            "I21 held": fact.held != held,
            "I1 card": not endless and (shop, TimerKind.CARD_EXPIRY, fact.id) not in state.timers,
        }
        yield from ((invariant, fact.id) for invariant, broken in wrong.items() if broken)


def _by_lot(state: State, shop: str) -> Tally[str]:
    sums: Tally[str] = Tally()
    for transfer in of_shop(state.gifts.transfers, shop):
        for posting in transfer.postings:
            if posting.lot_id is not None:
                sums[posting.lot_id] += posting.amount
    return sums


def card_refunds(state: State, shop: str, _now: datetime) -> Iterator[Finding]:
    """What came back to a card of an order was paid with it."""
    back: Tally[tuple[str, str]] = Tally()
    for one in of_shop(state.gifts.transfers, shop):
        if one.kind in {TransferKind.SPEND, TransferKind.REFUND}:
            sign = 1 if one.kind is TransferKind.REFUND else -1
            back[one.card_id, one.order_id] += sign * one.amount
    yield from (("I24 card", card_id) for (card_id, _), amount in back.items() if amount > 0)


def card_reports(state: State, shop: str, _now: datetime) -> Iterator[Finding]:
    """Stored reports against the ledger."""
    for report in of_shop(state.gifts.reports, shop):
        held: Tally[Consideration] = Tally()
        for one in of_shop(state.gifts.transfers, shop):
            if one.at <= report.at and not state.gifts.cards[shop, one.card_id].fact.test:
                for posting in one.postings:
                    _, lot = state.gifts.lots.get((shop, posting.lot_id or ""), ("", None))
                    if lot is not None and not is_over(lot.expires_at, report.at):
                        held[lot.consideration] += posting.amount
        if (held[Consideration.PAID], held[Consideration.FREE]) != (report.paid, report.free):
            yield "I25", report.day.isoformat()
