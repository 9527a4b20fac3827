"""W1102: nothing caps what the rule gives away."""

from collections.abc import Iterator

from engine.dsl.check.money import discount_of
from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The discount line of a rule with neither a limit nor a budget."""
    if discount_of(subject) is None:
        return
    if not subject.rule.limits and subject.rule.budget is None:
        yield Diagnostic(code="W1102", span=subject.span("discount"), args={"name": subject.rule.name})
