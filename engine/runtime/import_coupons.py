"""Coupons that another system made, taken over: promises of a live rule, under the codes that buyers have."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import cast

from engine.model.code_imports import CouponsImported, ImportedCoupon
from engine.model.decision import Decision, Problem, Rejection
from engine.model.effects import Effect, IssueCoupon, Metric, RedeemCoupon, StartTimer
from engine.model.events import TimerKind
from engine.model.facts import CouponByIdNeed, CouponNeed, Facts, Need
from engine.model.program import Alphabet, CodeShape, CouponBody, Rule
from engine.model.quote import RefusalReason
from engine.runtime.cause import Cause
from engine.runtime.issue import can_own, owner_of
from engine.runtime.prepare import Prepared
from engine.runtime.stats import count
from engine.values.code import canonical

CODE_TAKEN = "code_taken"
"""Another coupon, or a shared code, has the code already."""

CHANGED = "publication_changed"
"""The other system's id was taken over before, with another code or for somebody else."""

A_MOMENT = timedelta(microseconds=1)


def imported_id(event: CouponsImported, rule: str, one: ImportedCoupon) -> str:
    """A stable id: the same key of the same source is the same coupon."""
    source = f"import:{len(event.source)}:{event.source}:{one.key}"
    return Cause(receiver=one.receiver, occurrence=source).coupon_id(rule)


def import_needs(prepared: Prepared, event: CouponsImported) -> Iterator[Need]:
    """What these keys led to before, under all names of the rule, and whose the codes are."""
    rule = prepared.issuers.get(event.rule)
    for one in () if rule is None else event.coupons:
        for name in (rule.name, *rule.was) if rule else ():
            yield CouponByIdNeed(coupon_id=imported_id(event, name, one))
        yield CouponNeed(code=canonical(one.code))


def decide_import(prepared: Prepared, event: CouponsImported, facts: Facts) -> Decision | Rejection:
    """The coupons that are new, or NOT_ISSUED: `args` name those that cannot be taken over, by their place, and why.

    No limit or budget keeps them out: they were promised before. What their use takes off counts as always.
    """
    rule = prepared.issuers.get(event.rule)
    if rule is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("rule",), args=(("id", event.rule),))
    codes: set[str] = set()
    reasons = [_why_not(prepared, rule, event, one, facts, codes) for one in event.coupons]
    refused = tuple((str(place), str(reason)) for place, reason in enumerate(reasons) if reason is not None)
    if refused:
        return Rejection(problem=Problem.NOT_ISSUED, path=("coupons",), args=refused)
    new = [one for one in event.coupons if not is_known(rule, event, one, facts)]
    effects = tuple(effect for one in new for effect in _effects(prepared, rule, event, one))
    return Decision(revision=prepared.program.revision, effects=effects)


def is_known(rule: Rule, event: CouponsImported, one: ImportedCoupon, facts: Facts) -> bool:
    """Whether it was taken over before."""
    return any(imported_id(event, name, one) in facts.coupons_by_id for name in (rule.name, *rule.was))


def _why_not(  # noqa: PLR0917 - what is known of a row
    prepared: Prepared, rule: Rule, event: CouponsImported, one: ImportedCoupon, facts: Facts, codes: set[str]
) -> str | None:
    code = canonical(one.code)
    if is_known(rule, event, one, facts):
        holder = facts.coupons.get(code)
        ids = [imported_id(event, name, one) for name in (rule.name, *rule.was)]
        if holder is None or holder.id not in ids:
            return CHANGED
        owner = owner_of(holder.terms.bearer, one.receiver)
        return None if owner == (holder.owner_email, holder.owner_id) else CHANGED
    if code in codes or code in facts.coupons or code in prepared.by_code:
        return CODE_TAKEN
    codes.add(code)
    if not can_own(cast(CouponBody, rule.body).terms.bearer, one.receiver):
        return RefusalReason.EMAIL_REQUIRED
    over = one.valid_until is not None and one.valid_until <= event.at
    return RefusalReason.EXPIRED if over and one.uses != 0 else None


def _effects(prepared: Prepared, rule: Rule, event: CouponsImported, one: ImportedCoupon) -> Iterator[Effect]:
    body = cast(CouponBody, rule.body)
    email, identity = owner_of(body.terms.bearer, one.receiver)
    used = one.uses == 0
    yield IssueCoupon(
        coupon_id=imported_id(event, rule.name, one),
        rule=rule.name,
        order_id="",
        shape=CodeShape(length=len(canonical(one.code)), alphabet=Alphabet.CHARACTERS),
        owner_email=email,
        owner_id=identity,
        issued_at=event.at,
        valid_until=one.valid_until,
        uses=1 if used else one.uses,
        terms=body.terms,
        issued_to=Cause(receiver=one.receiver).key,
        code=one.code,
    )
    yield from count(Counter({(rule.name, Metric.ISSUED): 1}), event.at, prepared.zone)
    if used:
        yield from _history(prepared, rule, event, one)
    elif one.valid_until is not None:
        yield StartTimer(
            kind=TimerKind.COUPON_EXPIRY, subject=imported_id(event, rule.name, one), due=one.valid_until
        )


def _history(prepared: Prepared, rule: Rule, event: CouponsImported, one: ImportedCoupon) -> Iterator[Effect]:
    """It was used up elsewhere: who types it again is told so, and figures of that day have it."""
    at = one.used_at or event.at
    ends = one.valid_until
    yield RedeemCoupon(
        coupon_id=imported_id(event, rule.name, one),
        rule=rule.name,
        order_id=f"{event.source}:{one.order_id}",  # no order of ours
        cart_token="",
        owner_email=None,
        owner_id=None,
        amount=one.amount,
        at=at,
        in_time_at=at if ends is None else min(at, ends - A_MOMENT),
    )
    figures = Counter({(rule.name, Metric.REDEEMED): 1, (rule.name, Metric.DISCOUNT_AMOUNT): one.amount})
    yield from count(figures, at, prepared.zone)
