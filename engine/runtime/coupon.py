"""One-time coupons: who may use one, on what, and what it would take off."""

from datetime import datetime, timedelta

from engine.model.cart import Buyer
from engine.model.facts import CouponFact, CouponState
from engine.model.program import Bearer, CouponBody, Kind, Rule, Status, TargetsAt
from engine.model.quote import Refusal, RefusalReason
from engine.model.selector import Selector
from engine.runtime.candidate import Candidate, Considered, considered
from engine.runtime.checkout import Checkout
from engine.runtime.claims import Claim, spend_claim
from engine.runtime.deduction import Deduction, worth_alone

HELD_FOR = timedelta(minutes=15)
"""How long a cart sets a use aside for its payment (B14)."""


def coupon_candidate(code: str, coupon: CouponFact | None, checkout: Checkout) -> Considered:
    """What a one-time coupon would take off, or why it may not be used now (S1.7-8, S1.17-19, S1.25-29, I12)."""
    if coupon is None:
        return Refusal(reason=RefusalReason.UNKNOWN_CODE, code=code)
    issuer = checkout.prepared.issuers.get(coupon.rule)
    name = coupon.rule if issuer is None else issuer.name
    reason = why_unusable(coupon, checkout.buyer, checkout.now, test=checkout.test)
    reason = reason or why_stopped(coupon, issuer, checkout.now)
    if reason is not None:
        return Refusal(reason=reason, rule=name, code=code, coupon_id=coupon.id)
    targets = checkout.basket.targets(current_targets(coupon, issuer), one_time_coupon=True)
    deduction = Deduction(reward=coupon.terms.discount, targets=targets)
    amount = worth_alone(deduction, checkout.basket, checkout.rounding)
    candidate = Candidate(
        rule=name,
        names=frozenset((coupon.rule, name)) | frozenset(() if issuer is None else issuer.was),
        kind=Kind.COUPON,
        deduction=deduction,
        amount=amount,
        most=amount,  # a coupon has no floor
        stacking=coupon.terms.stacking,
        gateway_shows=coupon.terms.gateway_shows,
        priority=100 if issuer is None else issuer.priority,
        claims=_redemption_claims(issuer, checkout),
        code=code,
        coupon=coupon,
    )
    return considered(candidate, checkout.facts)


def _redemption_claims(issuer: Rule | None, checkout: Checkout) -> tuple[Claim, ...]:
    budget = None if issuer is None or checkout.test else checkout.prepared.budget_of(issuer)
    return () if budget is None else spend_claim(budget, checkout.now, checkout.prepared.zone)


def current_targets(coupon: CouponFact, issuer: Rule | None) -> Selector:
    """The products the coupon is for: those of its issue, or of its rule as it stands now (S1.25-29, V7)."""
    if (
        coupon.terms.targets_at is TargetsAt.CURRENT
        and issuer is not None
        and isinstance(issuer.body, CouponBody)
    ):
        return issuer.body.terms.targets
    return coupon.terms.targets


def why_unusable(coupon: CouponFact, buyer: Buyer, now: datetime, *, test: bool) -> RefusalReason | None:
    """Why `buyer` may not use the coupon now, apart from what is in the cart; ownership goes first (SEC5)."""
    stranger = _why_not_owner(coupon, buyer)
    if stranger is not None:
        return stranger
    if coupon.test is not test:
        return RefusalReason.TEST_ONLY if coupon.test else RefusalReason.UNKNOWN_CODE
    if coupon.state is CouponState.REVOKED:
        return RefusalReason.REVOKED
    over = coupon.valid_until is not None and in_time_at(coupon, now) >= coupon.valid_until
    if coupon.state is CouponState.EXPIRED or over:
        return RefusalReason.EXPIRED
    if now < coupon.issued_at:
        return RefusalReason.NOT_STARTED
    return _why_no_use_left(coupon)


def why_stopped(coupon: CouponFact, issuer: Rule | None, now: datetime) -> RefusalReason | None:
    """RULE_NOT_LIVE where the rule is stopped together with what it has issued.

    A payment that was going on when it was stopped ends as it was agreed: its use was set aside before.
    """
    if issuer is None or issuer.status is not Status.STOPPED:
        return None
    until = coupon.own_hold_until
    return RefusalReason.RULE_NOT_LIVE if until is None or until <= now else None


def in_time_at(coupon: CouponFact, now: datetime) -> datetime:
    """When the coupon has to be in time: now, or when this cart set its use aside for a payment that goes on (B14)."""
    until = coupon.own_hold_until
    return now if until is None or until <= now else min(now, until - HELD_FOR)


def _why_no_use_left(coupon: CouponFact) -> RefusalReason | None:
    if coupon.uses == 0:
        return RefusalReason.LIMIT_ZERO
    if coupon.state is CouponState.USED_UP:
        return RefusalReason.USED_UP
    if coupon.uses is None or coupon.own_hold:
        return None
    if coupon.used >= coupon.uses:
        return RefusalReason.USED_UP
    return RefusalReason.HELD if coupon.used + coupon.held >= coupon.uses else None


def _why_not_owner(coupon: CouponFact, buyer: Buyer) -> RefusalReason | None:
    """Compare with the e-mail of the issue (S1.7-8), or the customer's id where one was known then."""
    if coupon.terms.bearer is Bearer.ANYONE:
        return None
    if buyer.email is None and buyer.external_id is None:
        return RefusalReason.EMAIL_REQUIRED
    if coupon.terms.bearer is Bearer.CUSTOMER and coupon.owner_id is not None:
        return None if buyer.external_id == coupon.owner_id else RefusalReason.NOT_YOURS
    if buyer.email is None:
        return RefusalReason.EMAIL_REQUIRED
    return None if buyer.email == coupon.owner_email else RefusalReason.NOT_YOURS
