"""Everything that can happen (closed union `Event`). One path takes them all."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.model.card_events import CardsCredited as CardsCredited  # noqa: PLC0414 - an event
from engine.model.card_events import CardsPublished as CardsPublished  # noqa: PLC0414
from engine.model.cart import Buyer, Order
from engine.model.code_imports import CouponsImported as CouponsImported  # noqa: PLC0414 - an event
from engine.model.customer import CustomerRecord
from engine.model.list_events import ConsentChanged as ConsentChanged  # noqa: PLC0414 - part of `Event`
from engine.model.list_events import DeliveryReported as DeliveryReported  # noqa: PLC0414
from engine.model.list_events import SmsReceived as SmsReceived  # noqa: PLC0414
from engine.model.offer_instance import OfferFailure
from engine.model.refund import RefundWish
from engine.model.rule_parts import ChannelName
from engine.model.saga import SagaStepEnded as SagaStepEnded  # noqa: PLC0414 - one of the events
from engine.model.saved_cart import CartVisit


class TimerKind(StrEnum):
    """What a timer is about; `subject` is the id of that thing."""

    COUPON_EXPIRY = "coupon_expiry"
    HOLD_EXPIRY = "hold_expiry"
    CARD_EXPIRY = "card_expiry"  # of a gift card, or of one of its lots: `card/lot`
    CARD_HOLD_EXPIRY = "card_hold_expiry"
    EARNED_CREDIT = (
        "earned_credit"  # what a refunded order earned is taken back once no cart holds it any more
    )
    CUSTOMER_BIRTHDAY = "customer_birthday"
    CUSTOMER_INACTIVE = "customer_inactive"
    CUSTOMERS_PLAN = (
        "customers_plan"  # timers of customers after those of the subject, for rules that are new
    )
    OFFER_DEADLINE = "offer_deadline"  # an offer was not shown, or not bought, in time
    CART = "cart"  # a saved cart is looked at: a reminder is due, or it has expired
    CARTS_PLAN = "carts_plan"  # carts after that of the subject, for rules that have changed (D3.e)
    LIST_STEP = "list_step"  # a step of the enrolment that is the subject is due
    LISTS_PLAN = "lists_plan"  # readers after that of the subject, for rules or dates that have changed
    LIST_SEND = "list_send"  # a message to a list goes to its readers after those of the subject
    CONTRACT_RENEWAL = "contract_renewal"  # the built-in shop delivers again


class RefusedCodes(StrEnum):
    """What becomes of an order with a code that does not apply: refused as a whole, or recorded without that code."""

    REJECT = "reject"
    RECORD = "record"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRecorded:
    """The shop's back end reports an order in a payment state. `id` is unique per order and state."""

    id: str
    at: datetime
    order: Order
    refused_codes: RefusedCodes = RefusedCodes.REJECT


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerCame:
    """A stored timer is due; `id` names this occurrence, `due` the moment it was set to (None: `at`)."""

    id: str
    at: datetime
    kind: TimerKind
    subject: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerRecorded:
    """The shop tells what it knows of a customer."""

    id: str
    at: datetime
    customer: CustomerRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponRequested:
    """Staff give a customer what a coupon rule promises; its mail may tell of the order `order_id` of theirs.

    `reason` is why, kept in the audit trail together with the coupon.
    """

    id: str
    at: datetime
    rule: str
    receiver: Buyer
    order_id: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRefunded:
    """The shop gave an order back, whole or in part; `refund_id` is the shop's own, once per order."""

    id: str
    at: datetime
    order_id: str
    refund_id: str
    wish: RefundWish
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferShown:
    """The page of an offer was rendered: the first beacon counts and starts its time (S4.65, D4.j)."""

    id: str
    at: datetime
    offer_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAccepted:
    """Somebody pressed the buy button (S4.66); `id` is new for every press, all but the first only count (V19).

    `terms_version` names the terms that the page showed (J6).
    """

    id: str
    at: datetime
    offer_id: str
    quantity: int
    terms_version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDeclined:
    """Somebody closed the page without buying."""

    id: str
    at: datetime
    offer_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSettled:
    """Payment and change of order or contract came to their end: done, or `failure` says why not (S4.67-68).

    `reference` is the gateway's or platform's own number of the payment, `made_order` the id of the order that took
    the place of the first one (once → subscription).
    """

    id: str
    at: datetime
    offer_id: str
    failure: OfferFailure | None = None
    detail: str = ""
    reference: str = ""
    made_order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractRenewed:
    """A contract was delivered and paid again as order `number`, or it could not be paid.

    The built-in shop tells this after its CONTRACT_RENEWAL timer came and the gateway was asked; a merchant's platform
    reports an order whose `renews` names the contract. `order_id` is the order of this delivery; a `reason` is that of
    a person who settled it by hand.
    """

    id: str
    at: datetime
    contract_id: str
    number: int
    paid: bool
    order_id: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractCancelled:
    """The shop or the buyer has ended a contract; nothing is delivered or collected any more."""

    id: str
    at: datetime
    contract_id: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CartSaved:
    """A storefront reports what is in a cart or a form, and how far the shopper came (S3.4-6, S3.43)."""

    id: str
    at: datetime
    visit: CartVisit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderClicked:
    """Somebody opened the link of a message and has the cart back; `id` is one per message."""

    id: str
    at: datetime
    token: str
    life: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRequested:
    """Staff send a template of the abandonment categories to whoever left a cart (S3.20)."""

    id: str
    at: datetime
    token: str
    channel: ChannelName
    template: str


Event = (
    OrderRecorded
    | TimerCame
    | CustomerRecorded
    | CouponRequested
    | CouponsImported
    | OrderRefunded
    | CardsPublished
    | CardsCredited
    | OfferShown
    | OfferAccepted
    | OfferDeclined
    | OfferSettled
    | ContractRenewed
    | ContractCancelled
    | SagaStepEnded
    | CartSaved
    | ReminderClicked
    | ReminderRequested
    | ConsentChanged
    | DeliveryReported
    | SmsReceived
)
