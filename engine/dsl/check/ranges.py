"""Pass: conditions stay of a size that can be read and decided (E0313)."""

from collections.abc import Iterator, Sequence

from engine.model.condition import Compare, Condition
from engine.model.diagnostic import Diagnostic
from engine.vocabulary.word import Setting

MOST_COMPARISONS = 200
DEEPEST = 16


def check_size(conditions: Sequence[tuple[Setting, Condition]]) -> Iterator[Diagnostic]:
    """At most 200 comparisons in a rule, audiences counted with theirs, and 16 levels."""
    total = 0
    for setting, condition in conditions:
        total += _count(condition)
        if total > MOST_COMPARISONS:
            args = {"most": str(MOST_COMPARISONS)}
            yield Diagnostic(code="E0313", span=setting.span, label="many", args=args)
            return
        if _depth(condition) > DEEPEST:
            yield Diagnostic(code="E0313", span=setting.span, label="deep", args={"most": str(DEEPEST)})
            return


def _count(condition: Condition) -> int:
    return 1 if isinstance(condition, Compare) else sum(_count(one) for one in condition.members)


def _depth(condition: Condition) -> int:
    if isinstance(condition, Compare):
        return 0
    return 1 + max((_depth(one) for one in condition.members), default=0)
