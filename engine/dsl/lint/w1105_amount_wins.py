"""W1105: an amount and a percentage are both given; the amount is used (S1.22, D1.c)."""

from collections.abc import Iterator

from engine.model.diagnostic import Diagnostic, Note
from engine.model.program import AmountOff
from engine.vocabulary.word import Settings


def amount_wins(settings: Settings) -> Iterator[Diagnostic]:
    """The percentage, with a note at the amount; told whatever else is wrong with the rule."""
    lines = settings.lines("discount")
    if len(lines) < 2 or any(one.value is None for one in lines):
        return
    amount, percent = sorted(lines, key=lambda one: not isinstance(one.value, AmountOff))
    note = Note(span=amount.span, label="amount")
    yield Diagnostic(code="W1105", span=percent.span, also=(note,))
