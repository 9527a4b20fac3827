"""The passes over one rule, in order."""

from collections.abc import Callable, Iterator

from engine.dsl.check.conditions import check_truth
from engine.dsl.check.money import check_money
from engine.dsl.check.ranges import check_size
from engine.dsl.check.references import check_references
from engine.dsl.check.safety import check_safety
from engine.dsl.check.subject import Subject
from engine.dsl.check.time import check_time
from engine.model.diagnostic import Diagnostic


def _check_conditions(subject: Subject) -> Iterator[Diagnostic]:
    too_large = tuple(check_size(subject.conditions))
    yield from too_large or check_truth(subject.conditions)


RULE_PASSES: tuple[Callable[[Subject], Iterator[Diagnostic]], ...] = (
    check_references,
    _check_conditions,
    check_time,
    check_money,
    check_safety,
)
