"""W1401: a rule that no test names."""

from collections.abc import Iterator, Sequence

from engine.dsl.check.placed import Placed
from engine.model.diagnostic import Diagnostic
from engine.model.program import Rule, Status


def untested_rules(ruled: Sequence[tuple[Placed, Rule]], tested: frozenset[str]) -> Iterator[Diagnostic]:
    """Live rules that are not among those that tests speak of."""
    for placed, rule in ruled:
        if rule.status is Status.LIVE and rule.name not in tested:
            yield Diagnostic(code="W1401", span=placed.block.header, args={"name": rule.name})
