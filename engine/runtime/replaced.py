"""Coupons of a purchase that a subscription takes the place of: they end when its own are decided (S4.15)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from engine.model.effects import Effect, ReturnCounter, RevokeCoupon
from engine.model.facts import ChargedOrder, Facts
from engine.model.offer_instance import OfferInstance
from engine.runtime.claims import Claim
from engine.runtime.offer_refund import within
from engine.runtime.prepare import Prepared
from engine.runtime.refund import claims_of_issue, units_left, unused_coupons


def replaced_coupons(
    prepared: Prepared, offer: OfferInstance, past: ChargedOrder, facts: Facts, at: datetime
) -> tuple[Effect, ...]:
    """What ends now instead of with the refund that follows, so that what they used is free for the new order.

    Nothing while other lines of the order stay: then its coupons stay, too.
    """
    stays = any(left and place not in offer.trigger_lines for place, left in enumerate(units_left(past)))
    ended = () if stays else tuple(unused_coupons(past, at))
    room: Counter[Claim] = Counter()
    for coupon in ended if not past.order.cart.test else ():
        room.update(claims_of_issue(prepared, past, coupon))
    freed = within((claim.given_back(times) for claim, times in room.items()), facts.counters)
    return (*(RevokeCoupon(coupon_id=one.id, order_id=past.order.id) for one in ended), *freed)


def without(facts: Facts, ended: Iterable[Effect]) -> Facts:
    """What is known once the effects of `replaced_coupons` have happened."""
    left = Counter(facts.counters)
    left.subtract({one.key: one.amount for one in ended if isinstance(one, ReturnCounter)})
    return replace(facts, counters=left)
