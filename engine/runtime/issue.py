"""Coupons that are earned, by a paid order above all (S1.2-S1.19, D1.e, V1-V4)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from engine.model.cart import Buyer, Order
from engine.model.effects import Effect, IssueCoupon, StartTimer
from engine.model.events import TimerKind
from engine.model.facts import CounterKey
from engine.model.program import Bearer, CodeShape, CouponBody, Rule, Validity
from engine.model.quote import RefusalReason
from engine.runtime.cause import Cause
from engine.runtime.claims import Claim, Counters, exceeded, issue_claim, limit_claims, spend_claim
from engine.runtime.messages import messages_of
from engine.runtime.prepare import Prepared
from engine.runtime.quote import Pricing
from engine.runtime.rewards import rewards
from engine.values.calendar import end_of_validity, later
from engine.vocabulary.fields import Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """A coupon rule that was started: the coupon and the counters it uses, or why there is none.

    Neither means that the rule has no `code` line (compat mode): nothing is issued, and no message leaves (S1.14, V4).
    """

    rule: Rule
    cause: Cause
    coupon: IssueCoupon | None = None
    claims: tuple[Claim, ...] = ()
    reason: RefusalReason | None = None


def earned(pricing: Pricing, order: Order) -> tuple[Earned, ...]:
    """What each coupon rule that acts on the paid `order` gives; one coupon per rule and order (D1.e).

    After them come the rules that the coupons used in it start.
    """
    checkout = pricing.checkout
    prepared, counters = checkout.prepared, Counter(checkout.facts.counters)
    for one in pricing.applied:
        use(counters, one.candidate.claims, one.cost)
    ends, sight = Ends(checkout.now, prepared.zone), earning_sight(pricing, order)
    bought = Cause(receiver=order.cart.buyer, order_id=order.id, test=order.cart.test)
    used = (one.candidate.coupon for one in pricing.applied if one.candidate.coupon is not None)
    started = [(rule, bought) for rule in prepared.coupons.matches(sight)]
    started += rewards(prepared, order, used, sight, checkout.facts)
    found: list[Earned] = []
    for rule, cause in started:
        outcome = grant(rule, cause, prepared, counters, ends)
        use(counters, outcome.claims, 0)
        found.append(outcome)
    return tuple(found)


def earning_sight(pricing: Pricing, order: Order) -> Sight:
    """What conditions of coupon rules see: the order, and its goods after all discounts."""
    goods_off = sum(line.discount for line in pricing.quote.lines)
    return replace(pricing.checkout.sight, order=order, discounts=goods_off)


def use(counters: Counter[CounterKey], claims: Iterable[Claim], amount: int) -> None:
    """Count a grant, for what is decided after it."""
    counters.update({claim.key: claim.size(amount) for claim in claims})


def grant(rule: Rule, cause: Cause, prepared: Prepared, counters: Counters, ends: "Ends") -> Earned:
    """The coupon of a rule that was started, or why there is none."""
    body = cast(CouponBody, rule.body)  # only coupon rules are asked
    if body.code is None:
        return Earned(rule=rule, cause=cause)
    claims = _claims(rule, cause, prepared, ends.at)
    if claims is None or not can_own(body.terms.bearer, cause.receiver):
        return Earned(rule=rule, cause=cause, reason=RefusalReason.EMAIL_REQUIRED)
    until = ends[body.validity]
    if until is not None and until <= ends.at:
        return Earned(rule=rule, cause=cause, reason=RefusalReason.EXPIRED)
    if _is_spent(rule, cause, prepared, counters, ends.at):
        return Earned(rule=rule, cause=cause, reason=RefusalReason.BUDGET_SPENT)
    reason = exceeded(claims, 0, counters)
    if reason is not None:
        return Earned(rule=rule, cause=cause, reason=reason)
    coupon = _coupon(rule, body.code, cause, ends.at, until)
    return Earned(rule=rule, cause=cause, coupon=coupon, claims=claims)


def issue_effects(one: Earned, now: datetime, prepared: Prepared) -> Iterator[Effect]:
    """The coupon, its end, and its messages."""
    coupon = one.coupon
    if coupon is None:
        return
    yield coupon
    if coupon.valid_until is not None:
        yield StartTimer(kind=TimerKind.COUPON_EXPIRY, subject=coupon.coupon_id, due=coupon.valid_until)
    yield from messages_of(coupon, cast(CouponBody, one.rule.body).sends, one.cause, now, prepared)


def _claims(rule: Rule, cause: Cause, prepared: Prepared, now: datetime) -> tuple[Claim, ...] | None:
    """The counters that issuing a coupon uses; None when the receiver is not known well enough to count."""
    if cause.test:
        return ()
    return issue_claims(rule, cause.receiver, prepared, now)


def issue_claims(rule: Rule, receiver: Buyer, prepared: Prepared, now: datetime) -> tuple[Claim, ...] | None:
    """The counters of the rule's limits and of its budget's number of uses."""
    claims = limit_claims(rule, receiver, now, prepared.zone)
    budget = prepared.budget_of(rule)
    if claims is None or budget is None:
        return claims
    issue = issue_claim(budget, receiver, now, prepared.zone)
    return None if issue is None else claims + issue


def _is_spent(rule: Rule, cause: Cause, prepared: Prepared, counters: Counters, now: datetime) -> bool:
    """Whether the budget's money, which redemptions use, is gone: then no more coupons are promised."""
    budget = None if cause.test else prepared.budget_of(rule)
    if budget is None:
        return False
    return exceeded(spend_claim(budget, now, prepared.zone), 1, counters) is not None


def can_own(bearer: Bearer, buyer: Buyer) -> bool:
    """Whether the buyer is known well enough to be whom the coupon is bound to."""
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
    """The ends of coupons issued at one instant `at`, each worked out once however many rules share it."""

    def __init__(self, at: datetime, zone: ZoneInfo) -> None:
        super().__init__()
        self.at = at
        self._zone = zone

    def __missing__(self, validity: Validity) -> datetime | None:
        """Work the end out."""
        self[validity] = end_of(validity, self.at, self._zone)
        return self[validity]


def _coupon(rule: Rule, shape: CodeShape, cause: Cause, now: datetime, until: datetime | None) -> IssueCoupon:
    body = cast(CouponBody, rule.body)
    email, identity = owner_of(body.terms.bearer, cause.receiver)
    return IssueCoupon(
        coupon_id=cause.coupon_id(rule.name),
        rule=rule.name,
        order_id=cause.order_id,
        shape=shape,
        owner_email=email,
        owner_id=identity,
        issued_at=now,
        valid_until=until,
        uses=body.uses,
        terms=body.terms,
        test=cause.test,
        issued_to=cause.key,
    )


def owner_of(bearer: Bearer, buyer: Buyer) -> tuple[str | None, str | None]:
    """Who alone may use the coupon: an e-mail, or a customer's id, or nobody in particular."""
    if bearer is Bearer.ANYONE:
        return None, None
    if bearer is Bearer.CUSTOMER and buyer.external_id is not None:
        return None, buyer.external_id
    return buyer.email, None
