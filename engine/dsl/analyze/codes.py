"""Codes that can be guessed: live codes × failed guesses a day ÷ codes there are (SEC2)."""

from collections.abc import Iterator, Sequence

from engine.dsl.analyze.money import Examples
from engine.dsl.analyze.one_rule import finding
from engine.dsl.analyze.reach import Ground
from engine.dsl.check.safety import GUESSES_A_DAY, MOST_HITS_A_DAY, live_at_once
from engine.model.findings import Finding, FindingKind
from engine.model.program import Bearer, Budget, BudgetReaction, CouponBody, Rule
from engine.values.code import search_space

ENOUGH = 1_000_000
"""Codes at once that no rule reaches unnoticed: shapes that are safe for so many need no bound."""


def look_at_codes(rules: Sequence[Rule], examples: Examples, ground: Ground) -> Iterator[Finding]:
    """Coupons that anybody may use, whose codes are too few for how many there may be.

    The checker takes 10,000 for granted when nothing bounds them (E0606); here that is told. A coupon that is bound to
    an e-mail or a customer is of no use to who guesses it.
    """
    for rule in rules:
        body = rule.body
        if not isinstance(body, CouponBody) or body.code is None or body.terms.bearer is not Bearer.ANYONE:
            continue
        allowed = int(MOST_HITS_A_DAY * search_space(body.code) / GUESSES_A_DAY)
        budget = ground.program.budgets.get(rule.budget) if rule.budget else None
        live = _most_live(rule, body, budget)
        if allowed < ENOUGH if live is None else live > allowed:
            args = {"allowed": f"{allowed:,}"}
            if live is not None:
                args["live"] = f"{live:,}"
            yield finding(FindingKind.WEAK_CODE, rule, examples.get(rule.name), **args)


def _most_live(rule: Rule, body: CouponBody, budget: Budget | None) -> int | None:
    """How many codes there can be at once; None without a bound. A budget that only notifies bounds nothing."""
    caps = list(rule.limits)
    if budget is not None and budget.then is BudgetReaction.PAUSE and budget.issue is not None:
        caps.append(budget.issue)
    known = [count for one in caps if (count := live_at_once(one, body.validity)) is not None]
    return min(known, default=None)
