"""W1112: a higher tier gives no more than a lower one."""

from collections.abc import Iterator
from itertools import pairwise

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic, Note
from engine.model.program import AmountOff, Discount, PercentOff
from engine.model.reward import Tier
from engine.vocabulary.word import Setting


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every tier that is no better than the one below it, as far as they can be compared."""
    lines = [one for one in subject.settings.lines("tier") if isinstance(one.value, Tier)]
    lines.sort(key=_threshold)
    for lower, higher in pairwise(lines):
        if _no_better(_discount(lower), _discount(higher)):
            note = Note(span=lower.span, label="lower")
            yield Diagnostic(code="W1112", span=higher.span, also=(note,))


def _threshold(setting: Setting) -> int:
    tier = setting.value
    return (tier.items or tier.amount or 0) if isinstance(tier, Tier) else 0


def _discount(setting: Setting) -> Discount | None:
    return setting.value.discount if isinstance(setting.value, Tier) else None


def _no_better(lower: Discount | None, higher: Discount | None) -> bool:
    match lower, higher:
        case AmountOff(amount=less), AmountOff(amount=more):
            return more <= less
        case PercentOff(rate=less, cap=None), PercentOff(rate=more):
            return more <= less
        case _:
            return False
