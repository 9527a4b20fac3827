"""Everything the core may ask for (closed union `Effect`). The store performs all of a decision in one transaction."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from engine.model.card_effects import CardEffect
from engine.model.cart import Buyer, Order
from engine.model.contract import Contract
from engine.model.customer import CustomerRecord
from engine.model.events import TimerKind
from engine.model.experiment_units import CountOutcome, ExposeUnit
from engine.model.facts import CounterKey
from engine.model.list_effects import (
    AdvanceEnrolment,
    EndEnrolments,
    EnrolReader,
    NoteDelivery,
    RecordConsent,
    SuppressAddress,
)
from engine.model.offer_instance import OfferInstance, OfferProgress
from engine.model.program import ChannelName, CodeShape, CouponTerms, MessageClass
from engine.model.quote import Quote
from engine.model.refund import Refund
from engine.model.saga_effects import MoveSaga, StartSaga
from engine.model.saved_cart import Recovery, SavedCart


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveOrder:
    """Insert the order, or move the stored one to its new state; `quote` is the engine's price of it.

    Without a quote (a refund, a failure, a cancellation of a stored order) the stored price stays.
    """

    order: Order
    quote: Quote | None
    added: bool = False  # a line came into an order that was charged before: it was charged then


@dataclass(frozen=True, slots=True, kw_only=True)
class CountCustomerOrder:
    """Add a paid order to the buyer's history. At least one of `email` and `external_id` is given.

    What else `buyer` says (name, locale, telephone, member) is kept for messages that come without an order.
    """

    email: str | None
    external_id: str | None
    total: int
    at: datetime
    buyer: Buyer | None = None
    orders: int = 1  # 0: more was bought with an order that counts already


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveCustomer:
    """Keep what the shop tells of a customer."""

    record: CustomerRecord
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCoupon:
    """Mint a coupon. `coupon_id` is derived from (rule, order, occurrence), so a retry is the same coupon (I13).

    `order_id` is empty when no order caused it: a birthday has none.
    """

    coupon_id: str
    rule: str
    order_id: str
    shape: CodeShape
    owner_email: str | None
    owner_id: str | None
    issued_at: datetime
    valid_until: datetime | None
    uses: int | None
    terms: CouponTerms
    test: bool = False
    issued_to: str | None = None  # the key of the customer who earned it
    code: str = ""  # that another system made; empty: ours is derived


@dataclass(frozen=True, slots=True, kw_only=True)
class RedeemCoupon:
    """Use a coupon once, if at that very write it is live, in time, has uses left and belongs to the buyer (I11-12).

    `cart_token` turns this cart's own hold into the use. An owner field that is None is not compared: the bearer of
    the coupon's terms decides which of the two is given. `in_time_at` is when the coupon had to be in time: a hold
    outlives its end; None: `at`.
    """

    coupon_id: str
    rule: str
    order_id: str
    cart_token: str
    owner_email: str | None
    owner_id: str | None
    amount: int
    at: datetime
    in_time_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordGrant:
    """Write down that an automatic or shared-code rule discounted this order: discounted orders = ledger rows."""

    rule: str
    order_id: str
    code: str | None
    amount: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCounter:
    """Add `amount` if the result stays within `limit` (None: always), else the decision conflicts.

    `window_ends` is the end of the window that a first use opens; a stored window that has ended is replaced.
    """

    key: CounterKey
    amount: int
    limit: int | None
    window_ends: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRefund:
    """Write a refund down. Another one of the same number means that the order changed: the decision conflicts."""

    refund: Refund


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnUse:
    """Give back the use that an order made of a coupon, if it is not given back yet and the coupon is in time."""

    coupon_id: str
    order_id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeCoupon:
    """End a coupon that the refunded order earned, if nobody has used it; else the decision conflicts."""

    coupon_id: str
    order_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnCounter:
    """Take `amount` off a counter, which has at least that much.

    With `window_ends` only if its present window is the one of the order: it ends no later than a window that began
    with the order would.
    """

    key: CounterKey
    amount: int
    window_ends: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UncountCustomerOrder:
    """Take a refund off the buyer's history: `total` minor units and, when all was given back, the order."""

    email: str | None
    external_id: str | None
    orders: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMessage:
    """Queue one message, once per `dedupe_key`; texts are rendered when it is handed over.

    With `refused` it is stored as suppressed for that reason: what is not sent has a row too. `cart_id` is the life of
    the cart that it reminds of.
    """

    dedupe_key: str
    rule: str
    channel: ChannelName
    template: str
    message_class: MessageClass
    recipient: str
    locale: str
    due: datetime
    send_before: datetime | None  # a message that is later than this is not sent: no stale promise
    coupon_id: str | None
    order_id: str | None
    test: bool = False
    card_id: str | None = None  # of a gift card
    cart_id: str | None = None
    enrolment_id: str | None = None  # of the reader whose step it is
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartTimer:
    """Wake the engine at `due`; one timer per (kind, subject)."""

    kind: TimerKind
    subject: str
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireCoupon:
    """Move a coupon that is past its end from issued to expired."""

    coupon_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseHold:
    """Give back a hold whose time is over."""

    hold_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateOffer:
    """Make an offer; a second one for the same order conflicts (I16). The service has filled in its token's hash."""

    offer: OfferInstance


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveOffer:
    """Put `after` in place of the progress of version `after.version - 1`; any other version conflicts (I14).

    A move that `OFFER_MOVES` does not know conflicts too; DECIDED to CLICKED or DECLINED passes through SHOWN.
    """

    offer_id: str
    after: OfferProgress


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateContract:
    """Begin a contract; one with the same id conflicts."""

    contract: Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeContract:
    """Put `after` in place of the contract of version `after.version - 1`; any other version conflicts."""

    after: Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveCart:
    """Put this life of a cart in place of version `cart.version - 1`, of none for version 1; else it conflicts."""

    cart: SavedCart


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRecovery:
    """Write down that a reminder brought an order, once per order (S3.30, D3.g)."""

    recovery: Recovery


class Metric(StrEnum):
    """What is counted per rule and shop-local day; `_amount` metrics are minor units."""

    MATCHED = "matched"
    ISSUED = "issued"
    REDEEMED = "redeemed"
    DISCOUNT_AMOUNT = "discount_amount"
    REVENUE_AMOUNT = "revenue_amount"
    EXPIRED = "expired"
    SENT = "sent"
    SUPPRESSED = "suppressed"
    FAILED = "failed"
    LIMITED = "limited"
    REFUNDED = "refunded"
    REFUNDED_AMOUNT = "refunded_amount"
    ABANDONED = "abandoned"
    ABANDONED_AMOUNT = "abandoned_amount"
    SHOWN = "shown"
    CLICKED = "clicked"
    ORDERED = "ordered"
    DECLINED = "declined"
    MISSED = "missed"
    NO_PAYMENT_METHOD = "no_payment_method"
    FAILED_PAYMENT_REFUSED = "failed_payment_refused"
    FAILED_PAYMENT_UNREACHABLE = "failed_payment_unreachable"
    FAILED_PAYMENT_UNKNOWN = "failed_payment_unknown"
    FAILED_COMMERCE_REFUSED = "failed_commerce_refused"
    FAILED_COMMERCE_UNREACHABLE = "failed_commerce_unreachable"
    FAILED_ORDER_CHANGED = "failed_order_changed"
    FAILED_NOT_AVAILABLE = "failed_not_available"
    RECOVERED = "recovered"
    RECOVERED_AMOUNT = "recovered_amount"
    ASSISTED = "assisted"
    ASSISTED_AMOUNT = "assisted_amount"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountStat:
    """Add to a rule's daily figure."""

    rule: str
    day: date
    metric: Metric
    amount: int


Effect = (
    SaveOrder
    | StartSaga
    | MoveSaga
    | CountCustomerOrder
    | SaveCustomer
    | IssueCoupon
    | RedeemCoupon
    | RecordGrant
    | UseCounter
    | RecordRefund
    | ReturnUse
    | RevokeCoupon
    | ReturnCounter
    | UncountCustomerOrder
    | SendMessage
    | StartTimer
    | ExpireCoupon
    | ReleaseHold
    | CreateOffer
    | MoveOffer
    | CreateContract
    | ChangeContract
    | SaveCart
    | RecordRecovery
    | RecordConsent
    | SuppressAddress
    | NoteDelivery
    | EnrolReader
    | EndEnrolments
    | AdvanceEnrolment
    | CountStat
    | CardEffect
    | ExposeUnit
    | CountOutcome
)
