"""Contracts: subscriptions, with what each delivery holds and costs (domain.md §1)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.model.cart import Buyer
from engine.values.duration import Duration


class ContractState(StrEnum):
    """A contract delivers until it is cancelled."""

    ACTIVE = "active"
    CANCELLED = "cancelled"


class ContractEnd(StrEnum):
    """Why a contract delivers no more."""

    CANCELLED = "cancelled"  # the shop or the buyer asked for it
    PAYMENT_REFUSED = "payment_refused"  # the last try to collect was refused too
    ORDER_REFUNDED = "order_refunded"  # the order that began it was given back


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractItem:
    """`quantity` of a product in every delivery. Prices are minor units for one, tax included.

    `first` is what one cost in the first order, `renewal` what it costs in every later one; both are fixed when the
    item joins. `offer_id` is the offer that it came through.
    """

    sku: str
    quantity: int
    first: int
    renewal: int
    offer_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A subscription on one plan, begun by the order `order_id`.

    `number` counts orders: 1 is the first one, and each renewal adds one. `shipping` is minor units per delivery.
    `version` counts changes from 0: who writes says which one it follows. `refused` counts the payments of the next
    order that were refused. `ended` says why and `ended_at` when it stopped; None while it delivers, and in contracts
    that stopped before reasons were kept.
    """

    id: str
    order_id: str
    buyer: Buyer
    plan: str
    cycle: Duration
    items: tuple[ContractItem, ...]
    currency: str
    started_at: datetime
    next_renewal_at: datetime
    shipping: int = 0
    number: int = 1
    state: ContractState = ContractState.ACTIVE
    test: bool = False
    version: int = 0
    refused: int = 0
    ended: ContractEnd | None = None
    ended_at: datetime | None = None
    end_note: str = ""

    @property
    def renewal_total(self) -> int:
        """Minor units of the next delivery, shipping included."""
        return sum(item.quantity * item.renewal for item in self.items) + self.shipping
