"""Codes that can be guessed: live codes × failed guesses a day ÷ codes there are (SEC2)."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from engine.dsl.analyze.money import Examples
from engine.dsl.analyze.one_rule import finding
from engine.dsl.analyze.reach import Ground
from engine.model.findings import Finding, FindingKind
from engine.model.program import Bearer, Budget, BudgetReaction, CouponBody, Limit, Rule, Scope
from engine.values.code import search_space

GUESSES_A_DAY = 20_000
"""Failed guesses that a shop lets pass in a day before it stops taking codes (SEC6)."""

MOST_LIKELY: Final = Fraction(1, 10_000)
"""The chance per day that somebody finds a coupon of somebody else, at most."""


def look_at_codes(rules: Sequence[Rule], examples: Examples, ground: Ground) -> Iterator[Finding]:
    """Coupons that anybody may use, whose codes are too few for how many there will be.

    A coupon that is bound to an e-mail or a customer is of no use to who guesses it.
    """
    for rule in rules:
        body = rule.body
        if not isinstance(body, CouponBody) or body.code is None or body.terms.bearer is not Bearer.ANYONE:
            continue
        space = search_space(body.code)
        allowed = int(MOST_LIKELY * space / GUESSES_A_DAY)
        budget = ground.program.budgets.get(rule.budget) if rule.budget else None
        live = _most_live(rule, budget)
        if live is None or live > allowed:
            args = {"allowed": str(allowed), "length": str(body.code.length)}
            if live is not None:
                args["live"] = str(live)
            yield finding(FindingKind.WEAK_CODE, rule, examples.get(rule.name), **args)


def _most_live(rule: Rule, budget: Budget | None) -> int | None:
    """How many codes there can ever be at once; None without a bound for all buyers together."""
    limits: list[Limit] = [one for one in rule.limits if one.scope is Scope.SHOP]
    if budget is not None and budget.then is BudgetReaction.PAUSE and budget.issue is not None:
        limits.append(budget.issue)
    return min((one.count for one in limits if one.scope is Scope.SHOP and one.every is None), default=None)
