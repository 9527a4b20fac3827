"""Whether a message still should go when it is handed over, and what its end counts as."""

from collections.abc import Mapping
from datetime import datetime

from engine.model.card import CardState
from engine.model.delivery_report import DeliveryReport
from engine.model.effects import Metric
from engine.model.facts import CouponState
from engine.model.records import MessageState
from engine.model.saved_cart import CartState

TOO_LATE = "later than it may be sent"
COUPON_EXPIRED = "its coupon has expired"
COUPON_REVOKED = "its coupon was revoked"
COUPON_USED_UP = "its coupon is used up"
BOUGHT = "its receiver has bought since"
STOPPED = "stopped"
CART_EMPTY = "the cart is empty now"
CART_GONE = "the cart has expired"
CARD_GONE = "its gift card has ended or was paid out"
LEASE_LOST = "interrupted while it was handed over; whether it left is not known"

QUIET = "quiet_hours"
DAILY_CAP = "daily_cap"
PACE = "paced"
WAITS = frozenset({QUIET, DAILY_CAP, PACE})
"""Reasons of messages that wait though nothing went wrong: such a wait is no attempt, so none is ever given up."""

METRIC_OF: Mapping[MessageState, Metric] = {
    MessageState.SENT: Metric.SENT,
    MessageState.FAILED: Metric.FAILED,
    MessageState.SUPPRESSED: Metric.SUPPRESSED,
    MessageState.SKIPPED_LATE: Metric.SUPPRESSED,
    MessageState.CANCELLED: Metric.SUPPRESSED,
}
"""Which daily figure of the rule an end counts in."""


def said_of_delivery(report: DeliveryReport) -> str:
    """What is kept with a message of what the other side told."""
    return " ".join(part for part in (report.kind.value, report.status, report.detail) if part)[:500]


def reason_not_to_send(
    send_before: datetime | None, coupon: CouponState | None, coupon_ends: datetime | None, now: datetime
) -> tuple[MessageState, str] | None:
    """The terminal state and its reason, or None when the message should go: no stale promise (reliability A11)."""
    if send_before is not None and now >= send_before:
        return MessageState.SKIPPED_LATE, TOO_LATE
    if coupon is CouponState.REVOKED:
        return MessageState.CANCELLED, COUPON_REVOKED
    if coupon is CouponState.USED_UP:
        return MessageState.CANCELLED, COUPON_USED_UP
    if coupon is CouponState.EXPIRED or (coupon_ends is not None and coupon_ends <= now):
        return MessageState.SKIPPED_LATE, COUPON_EXPIRED
    return None


def reason_of_card(
    card: CardState | None, ends: datetime | None, now: datetime
) -> tuple[MessageState, str] | None:
    """The same for a message about a gift card, None for any other."""
    over = card in (CardState.EXPIRED, CardState.VOID) or (ends is not None and ends <= now)
    return (MessageState.CANCELLED, CARD_GONE) if over else None


def reason_of_cart(
    cart: CartState | None, *, bought: bool, stopped: bool = False
) -> tuple[MessageState, str] | None:
    """The same for a message about a cart, None for any other: nobody is reminded of what they bought (I7).

    `stopped`: what a `stop when` line of its rule names has happened.
    """
    if bought or cart in (CartState.PURCHASED, CartState.RECOVERED):
        return MessageState.CANCELLED, BOUGHT
    if cart is CartState.OPEN:
        return MessageState.CANCELLED, CART_EMPTY
    if stopped:
        return MessageState.CANCELLED, STOPPED
    return (MessageState.SKIPPED_LATE, CART_GONE) if cart is CartState.EXPIRED else None
