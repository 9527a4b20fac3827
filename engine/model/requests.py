"""What callers ask for, as they typed it; the use cases check it and bring it into comparable form."""

from dataclasses import dataclass
from datetime import datetime

from engine.model.cart import OrderState
from engine.model.events import RefusedCodes
from engine.model.refund import RefundWish
from engine.model.screening import Screening


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRequest:
    """`quantity` of one product. `unit_price` is minor units; None means the price of the catalogue.

    `plan` is the name of one of the product's plans, empty to buy once. A stated price is that of the first order on
    the plan, its discount taken off.

    A `gift` line came from a quote: it is not priced, the rules say anew whether it still comes along.
    """

    sku: str
    quantity: int
    unit_price: int | None = None
    gift: bool = False
    plan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerRequest:
    """Who buys, as typed."""

    email: str | None = None
    phone: str | None = None
    external_id: str | None = None
    member: bool = False
    name: str = ""
    locale: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CartRequest:
    """A cart to price; `codes` as typed, full-width or lower case included. `shipping` is minor units."""

    lines: tuple[LineRequest, ...]
    buyer: BuyerRequest = BuyerRequest()
    codes: tuple[str, ...] = ()
    shipping: int = 0
    channel: str = ""
    test: bool = False
    token: str = ""
    gift_cards: tuple[str, ...] = ()  # codes as typed, in the order in which they pay
    pins: tuple[tuple[str, str], ...] = ()  # code and PIN of gift cards that have one, as typed


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRequest:
    """An order to record; `placed_at` None means now, `stated_total` what the shop charged, if it says so."""

    id: str
    state: OrderState
    cart: CartRequest
    placed_at: datetime | None = None
    stated_total: int | None = None
    note: str = ""
    refused_codes: RefusedCodes = RefusedCodes.REJECT
    screening: Screening | None = None  # what a fraud screening said of it (S3.8)
    chargeable: bool | None = None  # whether its payment can be charged again; None: if money was paid
    renewal_shipping: int | None = None  # of each later delivery of what it begins; None: as of this order


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundRequest:
    """A refund to record; `refund_id` is the shop's own, once per order."""

    order_id: str
    refund_id: str
    wish: RefundWish
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerRequest:
    """What a shop tells of a customer, as typed; None leaves what is known, an empty text or list removes it.

    `birthday` is `MM-DD` or a whole date, of which the year is not kept. `joined_at` makes the customer a member.
    """

    buyer: BuyerRequest
    birthday: str | None = None
    tags: tuple[str, ...] | None = None
    tier: str | None = None
    blocked: bool | None = None
    joined_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Where a guess of a code comes from, for the limits of SEC6; a trusted caller passes None instead."""

    ip: str
    email: str = ""  # as typed, if one is known
    external_id: str = ""
