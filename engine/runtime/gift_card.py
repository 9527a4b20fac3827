"""Gift cards: who may pay with one, with what of it, and what a new one is (S5.7, S5.12-S5.21, V20, D5.e-f)."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime
from fractions import Fraction

from engine.model.card import CardFact, CardState, CardTerms, Lot, LotPart
from engine.model.cart import Buyer, Order
from engine.model.gift_card import Consideration, GiftCardBody, Meta, Redeemer
from engine.model.quote import RefusalReason

LONGEST_VALUE = 320
"""Of one value of a card's metadata; longer facts are cut."""


def publication_id(campaign: str, source_id: str) -> str:
    """A stable id: a retry is the same publication."""
    return "p_" + _hashed(campaign, source_id)


def card_id(publication: str, number: int) -> str:
    """A stable id of the `number`th card of a publication."""
    return "g_" + _hashed(publication, str(number))


def _hashed(*parts: str) -> str:
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def terms_of(body: GiftCardBody, budget: str = "") -> CardTerms:
    """What the rule promises of a card that is made now; `budget` counts the money that it is given."""
    return CardTerms(
        redeem=body.redeem,
        consideration=body.consideration,
        cash_refund=body.cash_refund,
        refund_order=body.refund_order,
        targets=body.targets,
        budget=budget,
        pin=body.pin,
    )


def first_balance(body: GiftCardBody, money: int) -> int:
    """What a new card holds, when `money` minor units are what its share is of; never more than the share."""
    if body.balance.share:
        return int(Fraction(money) * body.balance.share)
    return body.balance.amount


def metadata_of(
    wanted: Iterable[Meta], order: Order | None, buyer: Buyer, money: int
) -> tuple[tuple[str, str], ...]:
    """The facts that the rule keeps with a card; what is unknown is left out (S5.25-26)."""
    facts = {
        "order.id": order.id if order else "",
        "order.note": order.note if order else "",
        "order.total": str(money) if order else "",
        "customer.id": buyer.external_id or "",
        "customer.email": buyer.email or "",
    }
    found = ((one.name, facts[one.field][:LONGEST_VALUE]) for one in wanted)
    return tuple((name, value) for name, value in found if value)


# ---- spending


def usable(card: CardFact, at: datetime) -> int:
    """What can be spent of a card at `at`, minor units: lots in time, less what other carts have set aside."""
    return max(0, sum(lot.remaining for lot in _in_time(card.lots, at)) - card.held)


def paid_balance(card: CardFact, at: datetime) -> int:
    """What of a card money was paid for and is not over: what could be paid out, minor units."""
    paid = (lot for lot in _in_time(card.lots, at) if lot.consideration is Consideration.PAID)
    return sum(lot.remaining for lot in paid)


def parts_for(card: CardFact, amount: int, at: datetime) -> tuple[LotPart, ...]:
    """`amount` minor units out of the card's lots: those that end first, of these the free ones (I22)."""
    parts: list[LotPart] = []
    for lot in _in_time(card.lots, at):
        taken = min(amount, lot.remaining)
        if taken:
            parts.append(LotPart(lot_id=lot.id, amount=taken))
            amount -= taken
    return tuple(parts)


def _in_time(lots: Iterable[Lot], at: datetime) -> list[Lot]:
    return [lot for lot in lots if lot.expires_at is None or lot.expires_at > at]


def why_no_card(
    card: CardFact, buyer: Buyer, at: datetime, *, test: bool, pins: Collection[str] = ()
) -> RefusalReason | None:
    """Why `buyer` cannot pay with the card at `at`, if so; `pins` are hashes of the PIN that was typed for it.

    A cart that has some of the card set aside has given the PIN for that.
    """
    if card.test is not test:
        return RefusalReason.TEST_ONLY
    if not is_bearer(card, buyer):
        return RefusalReason.EMAIL_REQUIRED if buyer.email is None else RefusalReason.NOT_YOURS
    if card.pin and not card.own_hold and card.pin not in pins:
        return RefusalReason.PIN_REFUSED
    if card.state is CardState.EXPIRED or (card.expires_at is not None and card.expires_at <= at):
        return RefusalReason.EXPIRED
    if card.state is CardState.VOID or not card.enabled:
        return RefusalReason.REVOKED
    if not any(lot.remaining for lot in _in_time(card.lots, at)):
        return RefusalReason.USED_UP
    return None if usable(card, at) else RefusalReason.HELD


def is_bearer(card: CardFact, buyer: Buyer) -> bool:
    """Whether the buyer may pay with the card: its owner, by e-mail or id, or anyone where the rule says so (S5.18)."""
    if card.terms.redeem is Redeemer.ANYONE:
        return True
    own_email = card.owner_email is not None and card.owner_email == buyer.email
    return own_email or (card.owner_id is not None and card.owner_id == buyer.external_id)
