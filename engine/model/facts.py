"""What the core may ask to know before it decides (closed union `Need`), and the answers (`Facts`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from engine.model.card import NO_GIFTS, EarnedCredit, GiftFacts, GiftNeed, OrderTender
from engine.model.cart import Buyer, Order
from engine.model.contract import Contract
from engine.model.counter_key import CounterKey as CounterKey  # noqa: PLC0414 - part of facts
from engine.model.customer import customer_key
from engine.model.experiment_units import UnitFact, UnitNeed
from engine.model.list_needs import CompositionNeed, EnrolmentNeed, EnrolmentsNeed
from engine.model.offer_instance import OfferInstance
from engine.model.program import CouponTerms
from engine.model.quote import Quote
from engine.model.reader import Composition, Enrolment
from engine.model.refund import Refund
from engine.model.saga import SagaNeed as SagaNeed  # noqa: PLC0414 - one of the needs
from engine.model.saga import SagaState
from engine.model.saved_cart import SavedCart


class CouponState(StrEnum):
    """Stored state of a coupon; held and redeemed are its counters (domain.md §4)."""

    ISSUED = "issued"
    USED_UP = "used_up"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponFact:
    """A coupon as stored. `held` counts live holds of other carts; `own_hold` says this cart holds one use.

    It does so until `own_hold_until`, also past the end of the coupon (B14).
    `issued_to` is the key of the customer who earned it, also when anybody may use it.
    """

    id: str
    rule: str
    state: CouponState
    terms: CouponTerms
    owner_email: str | None
    owner_id: str | None
    issued_at: datetime
    valid_until: datetime | None  # exclusive
    uses: int | None  # None: unlimited
    used: int
    held: int
    own_hold: bool = False
    own_hold_until: datetime | None = None
    test: bool = False
    issued_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFact:
    """What is known of a buyer from paid, non-test orders and from the shop; a stranger has zeroes."""

    orders: int = 0
    spent: int = 0  # minor units
    tags: frozenset[str] = frozenset()
    tier: str = ""
    blocked: bool = False
    first_order_at: datetime | None = None
    last_order_at: datetime | None = None
    joined_at: datetime | None = None
    birthday: str = ""  # MM-DD


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A customer by the key of `model.customer`: who it is, and what is known."""

    key: str
    buyer: Buyer
    customer: CustomerFact


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponNeed:
    """The coupon of a canonical code, seen by the cart `cart_token`."""

    code: str
    cart_token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerNeed:
    """The buyer's history."""

    email: str | None
    external_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterNeed:
    """How much of a counter's current window is used."""

    key: CounterKey


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderNeed:
    """The order as last recorded."""

    order_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeNeed:
    """All that a refund of an order has to know, with the contracts that it began (`Facts.contracts`)."""

    order_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargedOrder:
    """An order with its price, what was refunded of it, and its coupons: `used` in it, `issued` for it.

    `used` has only coupons whose use was not given back. `charged_at` is when it was priced.
    """

    order: Order
    quote: Quote
    charged_at: datetime
    refunds: tuple[Refund, ...] = ()  # by number
    used: tuple[CouponFact, ...] = ()
    issued: tuple[CouponFact, ...] = ()
    tenders: tuple[OrderTender, ...] = ()  # what gift cards paid of it
    credits: tuple[EarnedCredit, ...] = ()  # on gift cards that rules gave for it

    @property
    def buyer_key(self) -> str | None:
        """The customer who bought."""
        buyer = self.order.cart.buyer
        return customer_key(buyer.email, buyer.external_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponByIdNeed:
    """A coupon by its id (timers know ids, not codes)."""

    coupon_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNeed:
    """A customer by key (timers know keys)."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleNeed:
    """The next `limit` customers after `after`, by key."""

    after: str
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferNeed:
    """An offer by its id (its token is looked up before: `OfferStore.offer_by_token`)."""

    offer_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractNeed:
    """A contract by its id."""

    contract_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CartsNeed:
    """The newest life of the cart `token`, and the carts of a buyer that live or were clicked since `clicked_since`.

    The carts of a buyer are those that share the address, the id or the telephone number.
    """

    token: str = ""
    email: str | None = None
    external_id: str | None = None
    phone: str | None = None
    clicked_since: datetime | None = None

    @property
    def names_buyer(self) -> bool:
        """Whether the carts of a buyer are asked for."""
        return (self.email, self.external_id, self.phone) != (None, None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CartsPageNeed:
    """The next `limit` carts that were left and still live, after the token `after`."""

    after: str
    limit: int


Need = (
    CouponNeed
    | CustomerNeed
    | CounterNeed
    | OrderNeed
    | ChargeNeed
    | CouponByIdNeed
    | PersonNeed
    | PeopleNeed
    | GiftNeed
    | OfferNeed
    | ContractNeed
    | SagaNeed
    | CartsNeed
    | CartsPageNeed
    | EnrolmentNeed
    | EnrolmentsNeed
    | CompositionNeed
    | UnitNeed
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Answers, one snapshot. Unknown codes and orders are absent; an absent counter is 0."""

    coupons: Mapping[str, CouponFact] = field(default_factory=dict)  # by canonical code
    coupons_by_id: Mapping[str, CouponFact] = field(default_factory=dict)
    customer: CustomerFact = CustomerFact()
    counters: Mapping[CounterKey, int] = field(default_factory=dict)
    orders: Mapping[str, Order] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)  # by key, in the order of keys
    charged: Mapping[str, ChargedOrder] = field(default_factory=dict)  # by order
    gifts: GiftFacts = NO_GIFTS
    offers: Mapping[str, OfferInstance] = field(default_factory=dict)  # by id
    contracts: Mapping[str, Contract] = field(default_factory=dict)  # by id
    sagas: Mapping[str, SagaState] = field(default_factory=dict)  # by id
    carts: Mapping[str, SavedCart] = field(default_factory=dict)  # by token, in the order of tokens
    enrolments: Mapping[str, Enrolment] = field(default_factory=dict)  # by id, in the order of ids
    compositions: Mapping[str, Composition] = field(default_factory=dict)  # by id
    units: Mapping[str, UnitFact] = field(default_factory=dict)  # of experiments, by unit

    def with_more(self, more: "Facts") -> "Facts":
        """These facts with what a further look has found besides: counters, people, things by their ids."""
        return replace(
            self,
            customer=self.customer if more.customer == CustomerFact() else more.customer,
            counters={**self.counters, **more.counters},
            people={**self.people, **more.people},
            coupons_by_id={**self.coupons_by_id, **more.coupons_by_id},
            orders={**self.orders, **more.orders},
            charged={**self.charged, **more.charged},
            gifts=self.gifts.with_more(more.gifts),
            offers={**self.offers, **more.offers},
            contracts={**self.contracts, **more.contracts},
            sagas={**self.sagas, **more.sagas},
            carts={**self.carts, **more.carts},
            enrolments={**self.enrolments, **more.enrolments},
            units={**self.units, **more.units},
        )
