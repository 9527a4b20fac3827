"""W1401: a rule that no test names."""

from collections.abc import Iterator, Sequence

from engine.dsl.check.placed import Placed
from engine.model.diagnostic import Diagnostic
from engine.model.program import Rule, Status
from engine.model.timeline import Do, ExpectRule, Timeline


def untested_rules(ruled: Sequence[tuple[Placed, Rule]], tests: Sequence[Timeline]) -> Iterator[Diagnostic]:
    """Live rules that no `expect` and no `do … with coupon` speaks of."""
    tested = {name for test in tests for step in test.steps if (name := _rule(step))}
    for placed, rule in ruled:
        if rule.status is Status.LIVE and rule.name not in tested:
            yield Diagnostic(code="W1401", span=placed.block.header, args={"name": rule.name})


def _rule(step: object) -> str | None:
    match step:
        case ExpectRule(rule=name) | Do(coupon=name):
            return name
        case _:
            return None
