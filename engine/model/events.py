"""Everything that can happen (closed union `Event`). One path takes them all."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.model.cart import Order


class TimerKind(StrEnum):
    """What a timer is about; `subject` is the id of that thing."""

    COUPON_EXPIRY = "coupon_expiry"
    HOLD_EXPIRY = "hold_expiry"


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
    """A stored timer is due; `id` names this occurrence."""

    id: str
    at: datetime
    kind: TimerKind
    subject: str


Event = OrderRecorded | TimerCame
