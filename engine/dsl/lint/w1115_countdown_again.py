"""W1115: a page counts down to the end of a price that the same buyer gets again with the next order (J7)."""

from collections.abc import Iterator
from datetime import timedelta

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.offer import OfferBody
from engine.model.program import FreeShipping, Limit, Scope

LONG_ENOUGH = timedelta(days=30)
PERSONAL = frozenset({Scope.CUSTOMER, Scope.EMAIL})


def check(subject: Subject) -> Iterator[Diagnostic]:
    """An offer with a timer that is seen and a discount, which no limit keeps from a buyer for 30 days."""
    rule, body = subject.rule, subject.rule.body
    if not isinstance(body, OfferBody) or body.page.timer is None or not body.page.timer.shown:
        return
    if body.discount is None or isinstance(body.discount, FreeShipping):
        return
    if not rule.limits and rule.budget is None:
        return  # W1102 says so already
    if not any(_keeps_away(limit) for limit in rule.limits):
        label = "timer" if subject.settings.lines("timer") else "discount"
        yield Diagnostic(code="W1115", span=subject.span(label))


def _keeps_away(limit: Limit) -> bool:
    return limit.scope in PERSONAL and (limit.every is None or limit.every.exact >= LONG_ENOUGH)
