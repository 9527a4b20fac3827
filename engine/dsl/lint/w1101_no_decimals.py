"""W1101: a percentage in a currency without decimals, and the shop has not said how to round (S4.53-54)."""

from collections.abc import Iterator

from engine.dsl.check.money import discounts_of, reward_of
from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.program import PercentOff
from engine.model.reward import BuyGet
from engine.values.money import exponent
from engine.vocabulary.groups import REWARDS


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The line that says the percentage."""
    scene = subject.scene
    if scene.rounding_said or exponent(scene.settings.currency) > 0:
        return
    reward = reward_of(subject)
    shared = isinstance(reward, BuyGet) and reward.rate < 1
    if shared or any(isinstance(one, PercentOff) for one in discounts_of(subject)):
        label = next(one for one in REWARDS if subject.settings.lines(one))
        args = {"currency": scene.settings.currency}
        yield Diagnostic(code="W1101", span=subject.span(label), args=args)
