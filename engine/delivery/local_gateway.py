"""The payment gateway of the built-in shop: a ledger of its own, no card company behind it.

It does what a real one does, keys and lost answers included, so that shops can be tried; real money moves where a
merchant's platform is named (`delivery.platform`).
"""

from dataclasses import dataclass
from typing import Protocol

from engine.delivery.payment_gateway import PaymentOutcome, PaymentRequest, PaymentResult
from engine.model.charge import Charge, TestCard

NO_ANSWER = PaymentResult(outcome=PaymentOutcome.UNKNOWN, reason="the gateway did not answer")
CARD_REFUSED = "the card was refused"


class Ledger(Protocol):
    """What the gateway keeps its books in; a store."""

    async def record_charge(self, shop: str, charge: Charge) -> tuple[Charge, bool]:
        """The charge under its key, and whether it was new."""

    async def give_back_charge(self, shop: str, refund: Charge) -> tuple[Charge, bool]:
        """Return all of a charge, or refuse it from now on."""

    async def test_card(self, shop: str, order_id: str) -> TestCard:
        """What the card of an order does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalGateway:
    """Takes and returns money in the ledger, as the card of the order was told to behave."""

    ledger: Ledger

    async def charge(self, request: PaymentRequest) -> PaymentResult:
        """Write the charge down, once per key."""
        card = await self.ledger.test_card(request.shop, request.order_id)
        if card is TestCard.UNREACHABLE:
            return NO_ANSWER
        refused = card is TestCard.REFUSE
        asked = _movement(request, amount=0 if refused else request.amount)
        if refused:
            asked = _refused(asked)
        stored, new = await self.ledger.record_charge(request.shop, asked)
        if new and card is TestCard.TIME_OUT:
            return NO_ANSWER
        return _result(stored)

    async def give_back(self, request: PaymentRequest, of: str) -> PaymentResult:
        """Write the refund down, once per key."""
        if await self.ledger.test_card(request.shop, request.order_id) is TestCard.UNREACHABLE:
            return NO_ANSWER
        asked = _movement(request, amount=request.amount, gives_back=of)
        stored, _ = await self.ledger.record_charge(request.shop, asked)
        return _result(stored)

    async def undo(self, request: PaymentRequest, of: str) -> PaymentResult:
        """Return what the charge took, all of it, and block its key."""
        if await self.ledger.test_card(request.shop, request.order_id) is TestCard.UNREACHABLE:
            return NO_ANSWER
        asked = _movement(request, amount=request.amount, gives_back=of)
        stored, _ = await self.ledger.give_back_charge(request.shop, asked)
        return _result(stored)


def _movement(request: PaymentRequest, *, amount: int, gives_back: str = "") -> Charge:
    return Charge(
        key=request.key,
        order_id=request.order_id,
        amount=amount,
        currency=request.currency,
        at=request.at,
        gives_back=gives_back,
        test=request.test,
    )


def _refused(charge: Charge) -> Charge:
    return Charge(
        key=charge.key,
        order_id=charge.order_id,
        amount=0,
        currency=charge.currency,
        at=charge.at,
        taken=False,
        reason=CARD_REFUSED,
        test=charge.test,
    )


def _result(stored: Charge) -> PaymentResult:
    if not stored.taken:
        return PaymentResult(outcome=PaymentOutcome.REFUSED, reason=stored.reason)
    return PaymentResult(outcome=PaymentOutcome.DONE, reference=stored.key)
