"""W1205: `as current` changes what issued coupons are for, which the buyers were not told (S1.30-S1.32)."""

from collections.abc import Iterator

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.program import TargetsAt
from engine.vocabulary.settings import Targets


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The `for` line of a coupon."""
    for setting in subject.settings.lines("for"):
        if isinstance(setting.value, Targets) and setting.value.at is TargetsAt.CURRENT:
            yield Diagnostic(code="W1205", span=setting.span)
