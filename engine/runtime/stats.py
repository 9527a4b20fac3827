"""Figures that a decision adds to, per rule and shop-local day (I30); test orders add to none."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from engine.model.effects import CountStat, Metric
from engine.model.quote import RefusalReason
from engine.runtime.issue import Earned
from engine.runtime.offer import Choice
from engine.runtime.quote import Pricing
from engine.values.calendar import local_date

_LIMITS = frozenset({RefusalReason.LIMIT_REACHED, RefusalReason.BUDGET_SPENT})

Figures = Counter[tuple[str, Metric]]


def order_figures(pricing: Pricing, coupons: Iterable[Earned]) -> Figures:
    """What a paid order adds: each applied rule is credited with the whole order's revenue."""
    figures: Figures = Counter()
    for name in pricing.matched:
        figures[name, Metric.MATCHED] += 1
    for one in pricing.applied:
        rule = one.candidate.rule
        figures[rule, Metric.REDEEMED] += 1
        figures[rule, Metric.DISCOUNT_AMOUNT] += one.taken.amount
        figures[rule, Metric.REVENUE_AMOUNT] += pricing.quote.total
    for refusal in pricing.quote.refusals:
        if refusal.rule is not None and refusal.reason in _LIMITS:
            figures[refusal.rule, Metric.LIMITED] += 1
    return figures + earned_figures(coupons)


def earned_figures(coupons: Iterable[Earned]) -> Figures:
    """What coupons add that were, or could not be, issued."""
    figures: Figures = Counter()
    for earned in coupons:
        figures[earned.rule.name, Metric.MATCHED] += 1
        if earned.coupon is not None:
            figures[earned.rule.name, Metric.ISSUED] += 1
        if earned.reason in _LIMITS:
            figures[earned.rule.name, Metric.LIMITED] += 1
    return figures


def offer_figures(choice: Choice) -> Figures:
    """What the choice of an offer adds: the one that was made, and those that limits, budgets or payments kept back."""
    figures: Figures = Counter()
    if choice.rule is not None:
        figures[choice.rule.name, Metric.MATCHED] += 1
    for one in choice.passed_over:
        if one.reason in _LIMITS:
            figures[one.rule.name, Metric.LIMITED] += 1
        if one.reason is RefusalReason.NO_PAYMENT_METHOD:
            figures[one.rule.name, Metric.NO_PAYMENT_METHOD] += 1
    return figures


def count(figures: Figures, at: datetime, zone: ZoneInfo) -> tuple[CountStat, ...]:
    """The effects of `figures`, zeroes left out, in a fixed order."""
    day = local_date(at, zone)
    return tuple(
        CountStat(rule=rule, day=day, metric=metric, amount=amount)
        for (rule, metric), amount in sorted(figures.items())
        if amount
    )
