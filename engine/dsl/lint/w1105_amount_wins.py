"""W1105: an amount and a percentage are both given; the amount is used (S1.22, D1.c)."""

from collections.abc import Iterator

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic, Note
from engine.model.program import AmountOff


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The percentage, with a note at the amount."""
    lines = subject.settings.lines("discount")
    if len(lines) < 2:
        return
    amount, percent = sorted(lines, key=lambda one: not isinstance(one.value, AmountOff))
    note = Note(span=amount.span, label="amount")
    yield Diagnostic(code="W1105", span=percent.span, also=(note,))
