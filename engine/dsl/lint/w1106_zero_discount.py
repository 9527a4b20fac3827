"""W1106: a discount of 0 is taken as given (D1.d) and takes nothing off."""

from collections.abc import Iterator

from engine.dsl.check.money import discount_of
from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.program import AmountOff, PercentOff


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The line whose discount is used."""
    discount = discount_of(subject)
    match discount:
        case AmountOff(amount=0) | PercentOff(cap=0):
            pass
        case PercentOff(rate=rate) if rate == 0:
            pass
        case _:
            return
    line = next(one for one in subject.settings.lines("discount") if one.value == discount)
    yield Diagnostic(code="W1106", span=line.span)
