"""W1101: a percentage in a currency without decimals, and the shop has not said how to round (S4.53-54)."""

from collections.abc import Iterator

from engine.dsl.check.money import discount_of
from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.program import PercentOff
from engine.values.money import exponent


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The discount line."""
    scene = subject.scene
    if scene.rounding_said or exponent(scene.settings.currency) > 0:
        return
    if isinstance(discount_of(subject), PercentOff):
        args = {"currency": scene.settings.currency}
        yield Diagnostic(code="W1101", span=subject.span("discount"), args=args)
