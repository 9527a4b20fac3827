"""What the core wants to know about gift cards, as parts of the one statement that answers it, in SQL."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from engine.model.card import (
    CardByIdNeed,
    CardFact,
    CardNeed,
    CreditNeed,
    EarnedCredit,
    GiftFacts,
    GiftNeed,
    KnownCredit,
    KnownPublication,
    Lot,
    LotPart,
    OrderTender,
    PublicationNeed,
)
from engine.store.card_identity import first_lot, transfer_id
from engine.store.lot_order import in_spending_order, unreturned
from engine.store.sql.card_rows import FACT, LOT, card_fact, card_terms, lot
from engine.store.sql.codec import micros
from engine.store.sql.dialect import marks

Ask = Callable[..., None]
"""`Question.ask`."""

LIVE = "(SELECT COALESCE(SUM(h.amount), 0) FROM card_holds h WHERE h.shop = c.shop AND h.card_id = c.id"
OTHERS = f"{LIVE} AND h.state = 'live' AND h.until > ? AND h.cart_token <> ?)"
OWN = f"{LIVE} AND h.state = 'live' AND h.cart_token = ? AND h.cart_token <> '')"
CARD = tuple(f"c.{column}" for column in FACT)
LOTS = "card_lots l JOIN gift_cards c ON c.shop = l.shop AND c.id = l.card_id"
OF_LOT = tuple(f"l.{column}" for column in LOT)


def ask_for_gifts(
    ask: Ask, needs: Sequence[GiftNeed], hashes: Mapping[str, Sequence[str]], now: datetime
) -> None:
    """Ask for cards, seen by their cart, with their lots; for publications and credits."""
    by_cart: dict[str, list[str]] = defaultdict(list)
    for need in needs:
        if isinstance(need, CardNeed):
            by_cart[need.cart_token] += hashes.get(need.code, ())
    for token, lookups in by_cart.items():
        if lookups:
            _ask_for_cards(ask, "c.lookup", lookups, token, now)
    ids = [need.card_id for need in needs if isinstance(need, CardByIdNeed)]
    if ids:
        _ask_for_cards(ask, "c.id", ids, "", now)
    published = [need for need in needs if isinstance(need, PublicationNeed)]
    if published:
        columns = ("campaign", "source_id", "owner_email", "owner_id", "count", "amount")
        # Each column for itself, which the index answers; pairs that nobody asked for do no harm.
        campaigns = sorted({need.campaign for need in published})
        sources = sorted({need.source_id for need in published})
        among = f"campaign IN {marks(1, len(campaigns))} AND source_id IN {marks(1, len(sources))}"
        ask("publication", columns, f"card_publications WHERE shop = ? AND {among}", *campaigns, *sources)
    keys = [transfer_id(f"credit:{need.key}") for need in needs if isinstance(need, CreditNeed)]
    if keys:
        among = f"ledger_transfers WHERE shop = ? AND id IN {marks(1, len(keys))}"
        ask("gift credit", ("key", "card_id", "amount"), among, *keys)


def _ask_for_cards(ask: Ask, column: str, values: Sequence[str], token: str, now: datetime) -> None:
    among = f"WHERE c.shop = ? AND {column} IN {marks(1, len(values))}"
    before = (micros(now), token, token)
    ask("gift card", (column, OTHERS, OWN, *CARD), f"gift_cards c {among}", *values, before=before)
    ask("gift lot", ("l.card_id", *OF_LOT), f"{LOTS} {among} AND l.remaining > 0", *values)


def gift_facts(
    answers: Mapping[str, Sequence[Sequence[Any]]], needs: Sequence[GiftNeed], code_of: Mapping[str, str]
) -> GiftFacts:
    """The answers to `ask_for_gifts`; `code_of` says which code a look-up hash stands for."""
    lots: dict[str, dict[str, Lot]] = defaultdict(dict)
    for card_id, *row in answers["gift lot"]:
        lots[card_id][row[0]] = lot(row)
    by_code: dict[str, CardFact] = {}
    by_id: dict[str, CardFact] = {}
    ids = {need.card_id for need in needs if isinstance(need, CardByIdNeed)}
    for asked, others, own, *row in answers["gift card"]:
        fact = card_fact(row, in_spending_order(lots[row[0]].values()), held=others, own_hold=own)
        if asked in code_of:
            by_code[code_of[asked]] = fact
        if fact.id in ids:
            by_id[fact.id] = fact
    return GiftFacts(
        by_code=by_code,
        by_id=by_id,
        publications={
            (campaign, source): KnownPublication(
                owner_email=email, owner_id=owner, count=count, amount=amount
            )
            for campaign, source, email, owner, count, amount in answers["publication"]
        },
        credits={
            key.removeprefix("credit:"): KnownCredit(card_id=card_id, amount=amount)
            for key, card_id, amount in answers["gift credit"]
        },
    )


PAID_WITH = """
    ledger_transfers t JOIN ledger_postings p ON p.shop = t.shop AND p.transfer_id = t.id
    JOIN card_lots l ON l.shop = p.shop AND l.id = p.lot_id
"""


def ask_for_tenders(ask: Ask, order_ids: Sequence[str]) -> None:
    """Ask for the cards that paid for orders, and which lots of them."""
    among = f"t.shop = ? AND t.order_id IN {marks(1, len(order_ids))}"
    cards = "ledger_transfers t JOIN gift_cards c ON c.shop = t.shop AND c.id = t.card_id"
    ask("tender card", ("t.order_id", *CARD), f"{cards} WHERE {among} AND t.kind = 'spend'", *order_ids)
    earned = (
        "card_publications p JOIN gift_cards c ON c.shop = p.shop AND c.publication_id = p.id"
        " AND p.source_id = 'order:' || p.order_id AND c.state = 'active'"
        " JOIN card_lots l ON l.shop = c.shop AND l.card_id = c.id AND l.remaining > 0"
    )
    of_credit = ("p.order_id", "c.id", "c.campaign", "l.id", "l.remaining", "c.balance - c.held", "c.terms")
    where = f"p.shop = ? AND p.order_id IN {marks(1, len(order_ids))}"
    ask("earned credit", of_credit, f"{earned} WHERE {where}", *order_ids)
    columns = ("t.order_id", "t.card_id", "t.kind", "p.number", "p.amount", *OF_LOT)
    where = f"{among} AND t.kind IN ('spend', 'refund')"
    ask("tender part", columns, f"{PAID_WITH} WHERE {where}", *order_ids)


def order_credits(answers: Mapping[str, Sequence[Sequence[Any]]], order_id: str) -> tuple[EarnedCredit, ...]:
    """What is left of what an order earned on cards of its own, by card."""
    return tuple(
        EarnedCredit(
            card_id=card,
            campaign=campaign,
            lot_id=lot_id,
            left=min(left, free),
            held=left - min(left, free),
            budget=card_terms(terms).budget,
        )
        for order, card, campaign, lot_id, left, free, terms in sorted(
            answers["earned credit"], key=lambda row: str(row[1])
        )
        if order == order_id and lot_id == first_lot(card)
    )


def order_tenders(answers: Mapping[str, Sequence[Sequence[Any]]], order_id: str) -> tuple[OrderTender, ...]:
    """What cards paid of an order, by card id."""
    found = []
    cards = [row[1:] for row in answers["tender card"] if row[0] == order_id]
    for row in sorted(cards, key=lambda card: str(card[0])):
        parts = [part[2:] for part in answers["tender part"] if list(part[:2]) == [order_id, row[0]]]
        found.append(_tender(row, parts))
    return tuple(found)


def _tender(row: Sequence[Any], parts: Iterable[Sequence[Any]]) -> OrderTender:
    lots: dict[str, Lot] = {}
    spent: list[tuple[int, LotPart]] = []
    returned: list[LotPart] = []
    for kind, number, amount, *columns in parts:
        lots[columns[0]] = lot(columns)
        part = LotPart(lot_id=columns[0], amount=abs(amount))
        if kind == "spend":
            spent.append((number, part))
        else:
            returned.append(part)
    used = [part for _, part in sorted(spent, key=lambda one: one[0])]
    return OrderTender(
        card=card_fact(row, in_spending_order(lots.values())),
        parts=unreturned(used, returned),
        returned=sum(part.amount for part in returned),
    )
