"""Whether a message still should go when it is handed over, and what its end counts as."""

from collections.abc import Mapping
from datetime import datetime

from engine.model.effects import Metric
from engine.model.facts import CouponState
from engine.model.records import MessageState

TOO_LATE = "later than it may be sent"
COUPON_EXPIRED = "its coupon has expired"
COUPON_REVOKED = "its coupon was revoked"
COUPON_USED_UP = "its coupon is used up"
LEASE_LOST = "interrupted while it was handed over; whether it left is not known"

METRIC_OF: Mapping[MessageState, Metric] = {
    MessageState.SENT: Metric.SENT,
    MessageState.FAILED: Metric.FAILED,
    MessageState.SUPPRESSED: Metric.SUPPRESSED,
    MessageState.SKIPPED_LATE: Metric.SUPPRESSED,
    MessageState.CANCELLED: Metric.SUPPRESSED,
}
"""Which daily figure of the rule an end counts in."""


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
