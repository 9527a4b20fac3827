"""`up to 3 times`: how many sets of one order count."""

from dataclasses import dataclass

from engine.vocabulary.literals import Integer, Literal
from engine.vocabulary.pick import following
from engine.vocabulary.reports import in_range
from engine.vocabulary.word import Reading

LARGEST = 9_999


@dataclass(frozen=True, slots=True, kw_only=True)
class MostSets:
    """None is any number."""

    count: int | None


def most_sets(values: tuple[Literal, ...], reading: Reading, label: str) -> MostSets | None:
    """The end of a `buy` or `bundle` line; None after E0311."""
    written = following(values, "to", Integer)
    if written is None:
        return MostSets(count=None)
    count = in_range(written, 1, LARGEST, reading, label)
    return None if count is None else MostSets(count=count)
