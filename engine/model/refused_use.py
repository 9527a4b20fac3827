"""A coupon was offered and did not apply: what support staff look up when a customer calls."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from engine.model.quote import RefusalReason

MOST_KEPT = 50
"""Refused uses kept per coupon: the newest."""


class RefusedAt(StrEnum):
    """Where the coupon was offered."""

    QUOTE = "quote"
    HOLD = "hold"
    ORDER = "order"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedUse:
    """One refusal, and `times` the same was asked within the minute of `at`.

    `email` is masked: whoever tries the code of another is no customer of it. `order_id` is empty but for orders.
    """

    coupon_id: str
    at: datetime
    where: RefusedAt
    reason: RefusalReason
    email: str = ""
    order_id: str = ""
    times: int = 1

    @property
    def minute(self) -> datetime:
        """The minute of `at`."""
        return self.at.replace(second=0, microsecond=0)


def sameness(use: RefusedUse) -> tuple[object, ...]:
    """Uses with an equal one are counted, not listed."""
    return (use.coupon_id, use.minute, use.where, use.reason, use.email, use.order_id)


def together(first: RefusedUse, more: RefusedUse) -> RefusedUse:
    """The same of both."""
    return replace(first, at=min(first.at, more.at), times=first.times + more.times)


def merged(uses: Iterable[RefusedUse]) -> tuple[RefusedUse, ...]:
    """The same within a minute as one, newest first."""
    found: dict[tuple[object, ...], RefusedUse] = {}
    for use in uses:
        known = found.get(same := sameness(use))
        found[same] = use if known is None else together(known, use)
    return tuple(sorted(found.values(), key=lambda one: one.at, reverse=True))
