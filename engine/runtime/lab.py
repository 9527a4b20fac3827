"""The rules of every arm of every experiment, ready before anybody asks; a shop without experiments has no `Lab`.

The rules without experiments are indexed once. For each combination of arms that occurs, the few others are indexed by
themselves and joined to them: everything that decides sees rules as it always does, each name once.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Generic, TypeVar

from engine.model.condition import Group, Quantifier
from engine.model.experiment import COMBINATIONS, HOLDOUT, Experiment
from engine.model.program import Program, Rule, Status

Arms = Mapping[str, str]
"""The arm by experiment; an experiment that does not run is absent."""

View = TypeVar("View")
"""Rules made ready for deciding."""

KEPT = 2 * COMBINATIONS
"""Rule sets that a process has ready: where one experiment gives way to another, the combinations of both."""

Join = Callable[[tuple[Rule, ...], Mapping[str, Rule]], View]
"""Joins rules to those without experiments; what rules of the given names have promised is kept as they have it."""


class Lab(Generic[View]):
    """The experiments of a program and its rules for each combination of arms; from any number of threads."""

    __slots__ = ("_join", "_tried", "_view", "experiments", "salt", "users", "widest")

    def __init__(self, program: Program, salt: bytes, join: Join[View]) -> None:
        """`salt` is the shop's own; 64 bytes of it count."""
        self.salt = salt
        self._join = join
        self._tried = tuple(rule for rule in program.rules if rule.experiment in program.experiments)
        self.experiments: Mapping[str, Experiment] = {
            name: program.experiments[name]
            for name in sorted({rule.experiment or "" for rule in self._tried})
        }
        self.users: Mapping[str, str] = {
            name: rule.experiment or "" for rule in self._tried for name in (rule.name, *rule.was)
        }
        self.widest = join(tuple(one for rule in self._tried for one in _widened(rule)), {})
        self._view = lru_cache(KEPT)(self._made)

    def running(self, at: datetime) -> Iterator[Experiment]:
        """The experiments whose arms are dealt now."""
        return (one for one in self.experiments.values() if one.runs(at))

    def of(self, arms: Arms) -> View:
        """The rules as somebody with these arms has them."""
        return self._view(tuple(sorted(arms.items())))

    def _made(self, key: tuple[tuple[str, str], ...]) -> View:
        arms = dict(key)
        return self._join(tuple(in_arm(rule, arms) for rule in self._tried), self._held(arms))

    def _held(self, arms: Arms) -> dict[str, Rule]:
        """Rules that give these arms nothing new; what they promised before is kept: coupons, cards."""
        return {
            name: rule
            for rule in self._tried
            if arms.get(rule.experiment or "") == HOLDOUT
            for name in (rule.name, *rule.was)
        }


def in_arm(rule: Rule, arms: Arms) -> Rule:
    """The rule as somebody with these arms has it; a holdout has it paused."""
    arm = arms.get(rule.experiment or "")
    if arm is None or rule.status is not Status.LIVE:
        return rule
    if arm == HOLDOUT:
        return replace(rule, status=Status.PAUSED, variants=(), arm=HOLDOUT)
    return replace(dict(rule.variants).get(arm, rule), variants=(), arm=arm)


def _widened(rule: Rule) -> Iterator[Rule]:
    """The rule as every arm has it, each asking for what any of them reads: for what has to be loaded."""
    every = (rule, *(variant for _, variant in rule.variants))
    condition = Group(
        quantifier=Quantifier.ANY, members=tuple(one.condition for one in every), line=rule.line
    )
    return (replace(one, condition=condition, variants=()) for one in every)
