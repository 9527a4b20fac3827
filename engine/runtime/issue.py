"""Coupons that a paid order earns (S1.2-S1.19, D1.e, V1-V4)."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from engine.model.cart import Buyer, Order
from engine.model.effects import IssueCoupon
from engine.model.facts import CounterKey
from engine.model.program import Bearer, CodeShape, CouponBody, Rule, Validity
from engine.model.quote import RefusalReason
from engine.runtime.checkout import Checkout
from engine.runtime.claims import Claim, Counters, exceeded, issue_claim, limit_claims, spend_claim
from engine.runtime.quote import Pricing
from engine.values.calendar import end_of_validity, later
from engine.vocabulary.fields import Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """A coupon rule that an order started: the coupon and the counters it uses, or why there is none.

    Neither means that the rule has no `code` line (compat mode): nothing is issued, and no message leaves (S1.14, V4).
    """

    rule: Rule
    coupon: IssueCoupon | None = None
    claims: tuple[Claim, ...] = ()
    reason: RefusalReason | None = None


def earned(pricing: Pricing, order: Order) -> tuple[Earned, ...]:
    """What each coupon rule that acts on the paid `order` gives; one coupon per rule and order (D1.e)."""
    checkout = pricing.checkout
    counters = Counter(checkout.facts.counters)
    for one in pricing.applied:
        _use(counters, one.candidate.claims, one.taken.amount)
    ends = Ends(checkout.now, checkout.prepared.zone)
    found: list[Earned] = []
    for rule in checkout.prepared.coupons.matches(earning_sight(pricing, order)):
        outcome = _earned(rule, order, checkout, counters, ends)
        _use(counters, outcome.claims, 0)
        found.append(outcome)
    return tuple(found)


def earning_sight(pricing: Pricing, order: Order) -> Sight:
    """What conditions of coupon rules see: the order, and its goods after all discounts."""
    goods_off = sum(line.discount for line in pricing.quote.lines)
    return replace(pricing.checkout.sight, order=order, discounts=goods_off)


def _use(counters: Counter[CounterKey], claims: Iterable[Claim], amount: int) -> None:
    counters.update({claim.key: claim.size(amount) for claim in claims})


def _earned(rule: Rule, order: Order, checkout: Checkout, counters: Counters, ends: "Ends") -> Earned:
    body = cast(CouponBody, rule.body)  # the index holds coupon rules only
    if body.code is None:
        return Earned(rule=rule)
    claims = issue_claims(rule, checkout)
    if claims is None or not _can_own(body.terms.bearer, checkout.buyer):
        return Earned(rule=rule, reason=RefusalReason.EMAIL_REQUIRED)
    until = ends[body.validity]
    if until is not None and until <= checkout.now:
        return Earned(rule=rule, reason=RefusalReason.EXPIRED)
    if _is_spent(rule, checkout, counters):
        return Earned(rule=rule, reason=RefusalReason.BUDGET_SPENT)
    reason = exceeded(claims, 0, counters)
    if reason is not None:
        return Earned(rule=rule, reason=reason)
    return Earned(rule=rule, coupon=_coupon(rule, body.code, order, checkout.now, until), claims=claims)


def issue_claims(rule: Rule, checkout: Checkout) -> tuple[Claim, ...] | None:
    """The counters that issuing a coupon uses; None when the buyer is not known well enough to count."""
    if checkout.test:
        return ()
    claims = limit_claims(rule, checkout.buyer, checkout.now, checkout.prepared.zone)
    budget = checkout.prepared.budget_of(rule)
    if claims is None or budget is None:
        return claims
    issue = issue_claim(budget, checkout.buyer, checkout.now, checkout.prepared.zone)
    return None if issue is None else claims + issue


def _is_spent(rule: Rule, checkout: Checkout, counters: Counters) -> bool:
    """Whether the budget's money, which redemptions use, is gone: then no more coupons are promised."""
    budget = None if checkout.test else checkout.prepared.budget_of(rule)
    if budget is None:
        return False
    spend = spend_claim(budget, checkout.now, checkout.prepared.zone)
    return exceeded(spend, 1, counters) is not None


def _can_own(bearer: Bearer, buyer: Buyer) -> bool:
    if bearer is Bearer.ANYONE:
        return True
    return buyer.email is not None or (bearer is Bearer.CUSTOMER and buyer.external_id is not None)


def end_of(validity: Validity, at: datetime, zone: ZoneInfo) -> datetime | None:
    """The exclusive end of a coupon issued `at`; None for ever (S1.15-17, V1, V2)."""
    if validity.days is not None:
        return end_of_validity(at, validity.days, zone)
    if validity.wait is not None:
        return later(at, validity.wait, zone)
    return validity.until


class Ends(dict[Validity, datetime | None]):
    """The ends of coupons issued at one instant, each worked out once however many rules share it."""

    def __init__(self, at: datetime, zone: ZoneInfo) -> None:
        super().__init__()
        self._at = at
        self._zone = zone

    def __missing__(self, validity: Validity) -> datetime | None:
        """Work the end out."""
        self[validity] = end_of(validity, self._at, self._zone)
        return self[validity]


def _coupon(rule: Rule, shape: CodeShape, order: Order, now: datetime, until: datetime | None) -> IssueCoupon:
    body = cast(CouponBody, rule.body)
    email, identity = _owner(body.terms.bearer, order.cart.buyer)
    return IssueCoupon(
        coupon_id=coupon_id(rule.name, order.id),
        rule=rule.name,
        order_id=order.id,
        shape=shape,
        owner_email=email,
        owner_id=identity,
        issued_at=now,
        valid_until=until,
        uses=body.uses,
        terms=body.terms,
        test=order.cart.test,
    )


def _owner(bearer: Bearer, buyer: Buyer) -> tuple[str | None, str | None]:
    """Who alone may use the coupon: an e-mail, or a customer's id, or nobody in particular."""
    if bearer is Bearer.ANYONE:
        return None, None
    if bearer is Bearer.CUSTOMER and buyer.external_id is not None:
        return None, buyer.external_id
    return buyer.email, None


def coupon_id(rule: str, order_id: str, occurrence: int = 0) -> str:
    """The id of the coupon that `rule` issues for an order: a retry of the event is the same coupon (I13)."""
    source = "\x1f".join((rule, order_id, str(occurrence)))
    return "c_" + hashlib.sha256(source.encode()).hexdigest()[:32]
