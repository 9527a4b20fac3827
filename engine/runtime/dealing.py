"""The arms of one subject: those dealt before are kept, the others follow from the shares of now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic

from engine.model.experiment import Experiment
from engine.model.experiment_units import ExposeUnit, UnitFact, UnitNeed
from engine.runtime.arms import Subject, arm_of, names_of, shown_first, unit_of
from engine.runtime.lab import Lab, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealt:
    """What a subject has in one experiment; `units` are its pseudonyms, `known` those written down before.

    `moved`: the arm that was written down is none any more. Whoever saw two arms is in no figure from then on.
    """

    experiment: Experiment
    arm: str
    units: tuple[str, ...]
    known: tuple[UnitFact, ...] = ()
    runs: bool = True
    moved: bool = False

    @property
    def counts(self) -> bool:
        """Whether what happens now is of the experiment."""
        return self.runs and not self.moved

    @property
    def main(self) -> str:
        """The unit that carries the figures."""
        return self.known[0].main if self.known else self.units[0]

    @property
    def exposed_at(self) -> datetime | None:
        """The first exposure, if it was before."""
        return self.known[0].at if self.known else None

    def exposed(self, at: datetime) -> Iterator[ExposeUnit]:
        """Write the subject down under the names that are not yet: each of them alone may come with the next event."""
        written = {one.unit for one in self.known}
        for unit in self.units:
            if unit not in written:
                yield ExposeUnit(
                    experiment=self.experiment.name,
                    unit=unit,
                    main=self.main,
                    arm=self.arm,
                    split=self.experiment.split,
                    at=at,
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand(Generic[View]):
    """The rules that a subject has, and why; `fresh` are arms that nothing has shown to it yet."""

    rules: View
    dealt: tuple[Dealt, ...]

    @property
    def arms(self) -> dict[str, str]:
        """The arm by experiment that runs."""
        return {one.experiment.name: one.arm for one in self.dealt if one.runs}

    @property
    def fresh(self) -> tuple[Dealt, ...]:
        """What may be shown for the first time now."""
        return tuple(one for one in self.dealt if one.counts and not one.known)


def unit_needs(lab: Lab[View], subject: Subject) -> Iterator[UnitNeed]:
    """Which exposures have to be known."""
    for experiment in lab.experiments.values():
        for name in names_of(subject, experiment.split_by):
            yield UnitNeed(unit=unit_of(lab.salt, experiment.name, name))


def deal(lab: Lab[View], subject: Subject, facts: Mapping[str, UnitFact], at: datetime) -> Hand[View]:
    """The arms and rules of the subject `at` this instant; `facts` are exposures by unit.

    Somebody of whom nothing at all is known has the rules as they stand. An arm that was taken out of an experiment is
    dealt anew, and what comes of it counts nowhere.
    """
    dealt = tuple(_dealt(lab, subject, facts, at))
    arms = {one.experiment.name: one.arm for one in dealt if one.runs}
    return Hand(rules=lab.of(arms), dealt=dealt)


def _dealt(lab: Lab[View], subject: Subject, facts: Mapping[str, UnitFact], at: datetime) -> Iterator[Dealt]:
    for experiment in lab.experiments.values():
        names = names_of(subject, experiment.split_by)
        if not names:
            continue
        unit = {name: unit_of(lab.salt, experiment.name, name) for name in names}
        arms = {arm for arm, _ in experiment.arms}
        known = tuple(_known((unit[name] for name in shown_first(names)), facts, arms))
        arm = known[0].arm if known else arm_of(lab.salt, experiment, unit[names[0]])
        yield Dealt(
            experiment=experiment,
            arm=arm,
            units=tuple(unit.values()),
            known=known,
            runs=experiment.runs(at),
            moved=not known and any(one in facts for one in unit.values()),
        )


def _known(units: Iterable[str], facts: Mapping[str, UnitFact], arms: set[str]) -> Iterator[UnitFact]:
    return (facts[unit] for unit in units if unit in facts and facts[unit].arm in arms)
