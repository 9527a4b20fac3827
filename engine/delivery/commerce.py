"""The port to whoever delivers: the shop that changes an order or a contract when an offer is accepted (S4.13-16)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from engine.model.offer_instance import OfferInstance


class ChangeOutcome(StrEnum):
    """How asking for a change ended."""

    DONE = "done"
    PENDING = "pending"  # it is at work and will say by `offerSettle` what came of it
    ORDER_CLOSED = "order_closed"  # the order or contract is not what it was: refunded, cancelled
    REFUSED = "refused"
    NOT_REACHED = "not_reached"  # for certain: nothing was asked
    UNKNOWN = "unknown"  # it may have been asked; asking again with the same key changes nothing twice


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferChange:
    """An accepted offer, to be added to its order or contract; `amount` minor units are to be paid for it now.

    `key` is the idempotency key. The answer is awaited until `answer_by`; later it changes nothing any more.
    """

    key: str
    shop: str
    offer: OfferInstance
    amount: int
    answer_by: datetime
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeResult:
    """The outcome with the other side's words."""

    outcome: ChangeOutcome
    reason: str = ""


class Commerce(Protocol):
    """Changes orders and contracts; never raises for what the other side does, and ends before a lease does."""

    async def change(self, change: OfferChange) -> ChangeResult:
        """Ask for the change, or confirm that it can be made."""

    async def withdraw(self, change: OfferChange) -> ChangeResult:
        """Tell that the change must not be made any more, and undone where it was."""
