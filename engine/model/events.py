"""Everything that can happen (closed union `Event`). One path takes them all."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.model.cart import Buyer, Order
from engine.model.customer import CustomerRecord
from engine.model.refund import RefundWish


class TimerKind(StrEnum):
    """What a timer is about; `subject` is the id of that thing."""

    COUPON_EXPIRY = "coupon_expiry"
    HOLD_EXPIRY = "hold_expiry"
    CUSTOMER_BIRTHDAY = "customer_birthday"
    CUSTOMER_INACTIVE = "customer_inactive"
    CUSTOMERS_PLAN = (
        "customers_plan"  # timers of customers after those of the subject, for rules that are new
    )


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


Event = OrderRecorded | TimerCame | CustomerRecorded | CouponRequested | OrderRefunded
