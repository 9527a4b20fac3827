"""What must hold of experiments, the same for every store: figures are what events added to them (I30)."""

from collections.abc import Iterable, Iterator, Mapping

from engine.model.counter_key import CounterKey
from engine.model.effects import UseCounter
from engine.model.experiment_units import CountOutcome

WHAT_IS_WRONG_WITH_EXPERIMENTS = {
    "I30 arms": "experiment {} has other figures than its events say",
    "I30 unit": "unit {} of an experiment counts under a name that leads to no unit of its arm, or counts twice",
}

AREA = "experiment"
"""Of what an event did, beside limits and budgets; no counter has this name."""

FIGURES = ("orders", "revenue", "discount", "clicks", "redemptions")

Sums = Mapping[tuple[str, str], int]
"""By experiment and figure."""


def counted(outcomes: Iterable[CountOutcome]) -> Iterator[UseCounter]:
    """What an event added to experiments, kept with the event; nothing in it says to whom."""
    for one in outcomes:
        for figure in FIGURES:
            if amount := getattr(one, figure):
                key = CounterKey(area=AREA, name=one.experiment, subject=figure)
                yield UseCounter(key=key, amount=amount, limit=None, window_ends=None)


def broken_arms(events: Sums, units: Sums) -> Iterator[tuple[str, str]]:
    """Experiments whose units do not add up to what events did."""
    wrong = {key[0] for key in events.keys() | units.keys() if events.get(key, 0) != units.get(key, 0)}
    for experiment in sorted(wrong):
        yield "I30 arms", experiment
