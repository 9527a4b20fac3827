"""Pass: the `if` and `unless` lines can hold together, and each of them can fail (E0504, W1203)."""

from collections.abc import Iterator, Sequence

from engine.dsl.check.ranges import check_size
from engine.dsl.check.truth import can_be
from engine.model.condition import Condition, Group, Quantifier
from engine.model.diagnostic import Diagnostic, Note
from engine.vocabulary.word import Setting

Lines = Sequence[tuple[Setting, Condition]]


def check_conditions(lines: Lines) -> Iterator[Diagnostic]:
    """Their size, then one finding at most about what never holds, and one for each line that always does."""
    if not lines:
        return
    too_large = tuple(check_size(lines))
    if too_large:
        yield from too_large
    elif can_be(_both(lines), True):
        for setting, condition in lines:
            if not can_be(condition, False):
                yield Diagnostic(code="W1203", span=setting.span)
    else:
        yield _never(lines)


def _never(lines: Lines) -> Diagnostic:
    for setting, condition in lines:
        if not can_be(condition, True):
            return Diagnostic(code="E0504", span=setting.span, label="line")
    for index, (setting, condition) in enumerate(lines):
        for earlier, other in lines[:index]:
            if not can_be(_both([(earlier, other), (setting, condition)]), True):
                note = Note(span=earlier.span, label="other")
                return Diagnostic(code="E0504", span=setting.span, label="together", also=(note,))
    return Diagnostic(code="E0504", span=lines[-1][0].span, label="together")


def _both(lines: Lines) -> Condition:
    return Group(quantifier=Quantifier.ALL, members=tuple(condition for _, condition in lines))
