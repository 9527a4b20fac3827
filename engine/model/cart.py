"""Carts, buyers and orders as events carry them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.model.screening import Screening


@dataclass(frozen=True, slots=True, kw_only=True)
class CartLine:
    """`quantity` (>= 1) of one product at `unit_price` minor units, tax included.

    On a `plan` the unit price is that of the first order, the plan's discount taken off. `offer` is the id of the
    offer through which the line came into an order after it was paid.
    """

    sku: str
    quantity: int
    unit_price: int
    plan: str = ""
    offer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """Who buys. `email` and `phone` are in comparable form (`values.identity`); a guest has no `external_id`."""

    email: str | None = None
    phone: str | None = None
    external_id: str | None = None
    member: bool = False
    name: str = ""
    locale: str = ""

    def shares_name_with(self, other: "Buyer") -> bool:
        """Whether the address, the id or the number is the same: who bought as one is not reminded as the other."""
        mine, theirs = ((one.email, one.external_id, one.phone) for one in (self, other))
        return any(one is not None and one == said for one, said in zip(mine, theirs, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPin:
    """The PIN that was typed for a gift card: its keyed hashes, one per live pepper, never the digits."""

    code: str  # canonical
    hashes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cart:
    """What is about to be bought. `codes` are canonical (`values.code.canonical`), in the order entered, no repeats."""

    lines: tuple[CartLine, ...]
    buyer: Buyer = Buyer()
    codes: tuple[str, ...] = ()
    shipping: int = 0  # minor units
    channel: str = ""  # "web", "app", "store": the shop's own word
    test: bool = False  # sandbox: S1.38-41
    token: str = ""  # the storefront's cart id; holds belong to it
    gift_cards: tuple[str, ...] = ()  # codes, canonical, in the order in which they pay
    pins: tuple[CardPin, ...] = ()  # of `gift_cards`; in nothing that is stored

    def pins_for(self, code: str) -> frozenset[str]:
        """Hashes of the PIN that was typed for a gift card."""
        return frozenset(one for pin in self.pins if pin.code == code for one in pin.hashes)


class OrderState(StrEnum):
    """Payment state of an order (domain.md §4)."""

    PENDING = "pending"
    PAID = "paid"
    PARTLY_REFUNDED = "partly_refunded"
    REFUNDED = "refunded"
    FAILED = "failed"
    CANCELLED = "cancelled"


ORDER_MOVES: Mapping[OrderState, frozenset[OrderState]] = {
    OrderState.PENDING: frozenset({OrderState.PAID, OrderState.FAILED, OrderState.CANCELLED}),
    OrderState.PAID: frozenset({OrderState.PARTLY_REFUNDED, OrderState.REFUNDED}),
    OrderState.PARTLY_REFUNDED: frozenset({OrderState.REFUNDED}),
    OrderState.REFUNDED: frozenset(),
    OrderState.FAILED: frozenset(),
    OrderState.CANCELLED: frozenset(),
}
"""Where a stored order may move (domain.md §4); staying in a state is no move. The store refuses any other (I14)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order as the shop's back end reports it. `id` is the shop's own; `stated_total` what it charged, if told.

    `renews` is the id of the contract that it is a later delivery of. `chargeable`: whether it was paid in a way that
    can be charged again without asking (S4.3); None: the shop does not say, so what was paid in money can.
    `renewal_shipping`: minor units of shipping that each later delivery of each contract that it begins costs; None:
    the shop does not say, so its one parcel costs what this order's did.
    """

    id: str
    state: OrderState
    cart: Cart
    placed_at: datetime
    stated_total: int | None = None
    note: str = ""
    renews: str = ""
    screening: Screening | None = None  # S3.8; None: nobody screened it
    chargeable: bool | None = None
    renewal_shipping: int | None = None
