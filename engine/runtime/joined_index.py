"""Two indexes that answer as one: of the rules without experiments, and of the few that each arm has otherwise."""

from collections.abc import Iterable, Iterator
from heapq import merge
from typing import Protocol

from engine.model.program import Rule
from engine.vocabulary.fields import Sight


class Matching(Protocol):
    """What deciding asks of an index: rules in the order of their priority, then name."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule that is indexed."""

    def matches(self, sight: Sight) -> list[Rule]:
        """The rules that act on what is seen."""

    def candidates(self, sight: Sight) -> list[Rule]:
        """At least the rules that may act, whatever the buyer's history turns out to be."""


class Nearing(Protocol):
    """What hints ask of the rules with thresholds."""

    @property
    def ready(self) -> bool:
        """Whether answers come at once."""

    def build(self) -> object:
        """Make them come at once; from any thread."""

    def candidates(self, sight: Sight) -> Iterator[Rule]:
        """At least the rules that would act if their thresholds were reached."""


class JoinedIndex:
    """The rules of both."""

    __slots__ = ("_one", "_other", "rules")

    def __init__(self, one: Matching, other: Matching) -> None:
        self._one, self._other = one, other
        self.rules = tuple(merge(one.rules, other.rules, key=rank))

    def matches(self, sight: Sight) -> list[Rule]:
        """The rules that act on what is seen."""
        return _merged(self._one.matches(sight), self._other.matches(sight))

    def candidates(self, sight: Sight) -> list[Rule]:
        """At least the rules that may act."""
        return _merged(self._one.candidates(sight), self._other.candidates(sight))


class JoinedNear:
    """The rules with thresholds of both."""

    __slots__ = ("_one", "_other")

    def __init__(self, one: Nearing, other: Nearing) -> None:
        self._one, self._other = one, other

    @property
    def ready(self) -> bool:
        """Whether answers come at once."""
        return self._one.ready and self._other.ready

    def build(self) -> None:
        """Make them come at once."""
        self._one.build()
        self._other.build()

    def candidates(self, sight: Sight) -> Iterator[Rule]:
        """At least the rules that would act if their thresholds were reached."""
        yield from merge(self._one.candidates(sight), self._other.candidates(sight), key=rank)


def rank(rule: Rule) -> tuple[int, str]:
    """The order of rules."""
    return (rule.priority, rule.name)


def ranked(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Rules in their order."""
    return tuple(sorted(rules, key=rank))


def _merged(one: list[Rule], other: list[Rule]) -> list[Rule]:
    return list(merge(one, other, key=rank)) if one and other else one or other
