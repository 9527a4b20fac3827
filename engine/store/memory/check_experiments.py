"""Looking for broken invariants of experiments in memory."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from engine.store.experiment_checks import AREA, FIGURES, broken_arms
from engine.store.memory.part import of_shop
from engine.store.memory.state import State


def check_experiments(state: State, shop: str, _now: datetime) -> Iterator[tuple[str, str]]:
    """Invariant and subject of what is broken."""
    events: Counter[tuple[str, str]] = Counter()
    for event in of_shop(state.events, shop):
        for use in event.uses:
            if use.key.area == AREA:
                events[use.key.name, use.key.subject] += use.amount
    units: Counter[tuple[str, str]] = Counter()
    for row in of_shop(state.experiments.units, shop):
        one = row.exposed
        figures = {figure: getattr(row.outcome, figure) for figure in FIGURES}
        units.update({(one.experiment, figure): amount for figure, amount in figures.items()})
        main = state.experiments.units.get((shop, one.main))
        leads = main is not None and (main.exposed.arm, main.exposed.main) == (one.arm, one.main)
        if not leads or (one.unit != one.main and any(figures.values())):
            yield "I30 unit", one.unit
    yield from broken_arms(events, units)
