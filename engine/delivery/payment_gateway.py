"""The port to whoever takes money, after the buyer has paid once: no card is asked for again (S4.3, S4.62)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class PaymentOutcome(StrEnum):
    """How a movement of money ended."""

    DONE = "done"
    REFUSED = "refused"  # for certain: nothing was moved, and asking again is useless
    UNKNOWN = "unknown"  # no answer; the same key asks again and moves nothing twice


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRequest:
    """`amount` minor units (> 0) on the payment of the order `order_id`.

    `key` is the idempotency key: the same key is the same movement for ever, whatever happened in between (D4.i).
    """

    key: str
    shop: str
    order_id: str
    amount: int
    currency: str
    at: datetime
    test: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentResult:
    """The outcome with the gateway's words; `reference` is its own number of the payment."""

    outcome: PaymentOutcome
    reason: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOutRequest:
    """`amount` minor units (> 0) that the owner of a gift card gets in money; the card is void already (V21).

    `key` is the idempotency key, one per card for ever. `order_id` is the order that the card was given for, if any.
    """

    key: str
    shop: str
    card_id: str
    customer: str  # the shop's own id of the owner; empty: known by address only
    order_id: str
    amount: int
    currency: str
    reason: str
    at: datetime


class PayOutGateway(Protocol):
    """Pays money to somebody; never raises for what the other side does, and ends before a lease does."""

    async def pay_out(self, request: PayOutRequest) -> PaymentResult:
        """Ask for the pay-out. DONE: it was taken over and will be paid once, whoever asks again."""


class PaymentGateway(Protocol):
    """Moves money; never raises for what the other side does, and ends before a lease does."""

    async def charge(self, request: PaymentRequest) -> PaymentResult:
        """Take the amount on the payment that the order was paid with."""

    async def give_back(self, request: PaymentRequest, of: str) -> PaymentResult:
        """Return the amount of what the order itself paid (`of` is `order:<id>`)."""

    async def undo(self, request: PaymentRequest, of: str) -> PaymentResult:
        """Return all that the charge with the key `of` took, and see to it that it takes nothing later."""
