"""Experiments in memory: exposures and outcomes of pseudonymous units."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from engine.model.experiment_units import ArmTotals, CountOutcome, ExposeUnit, UnitFact
from engine.store.experiment_batch import ExperimentBatch
from engine.store.memory.experiment_tables import UnitRow
from engine.store.memory.part import MemoryPart, of_shop
from engine.store.memory.state import State


class Experiments(MemoryPart):
    """What people look at, and what quotes write down."""

    async def experiment_salt(self, shop: str, new: bytes) -> bytes:
        """The shop's salt, made once."""
        async with self._tx() as state:
            if shop not in state.experiments.salts:
                state.experiments.salts.put(shop, new)
            return state.experiments.salts[shop]

    async def expose(self, shop: str, units: Sequence[ExposeUnit]) -> None:
        """Write exposures down."""
        async with self._tx() as state:
            _expose(state, shop, units)

    async def arm_totals(self, shop: str, experiment: str) -> tuple[ArmTotals, ...]:
        """What came of the units so far."""
        groups: dict[tuple[str, str], list[UnitRow]] = defaultdict(list)
        for row in of_shop(self._state.experiments.units, shop):
            one = row.exposed
            if one.experiment == experiment and one.unit == one.main:
                groups[one.arm, one.split].append(row)
        totals = (_totals(arm, split, rows) for (arm, split), rows in groups.items())
        return tuple(sorted(totals, key=lambda one: (one.first_at, one.split, one.arm)))

    async def sever_units(self, shop: str, pseudonyms: Mapping[str, str]) -> None:
        """Put other pseudonyms in the place of units."""
        async with self._tx() as state:
            for unit, other in sorted(pseudonyms.items()):
                named = state.experiments.units.get((shop, unit))
                if named is not None:
                    _sever(state, shop, named.exposed.main, other)

    async def exposed_experiments(self, shop: str) -> tuple[str, ...]:
        """The names of experiments with any exposure."""
        return tuple(sorted({row.exposed.experiment for row in of_shop(self._state.experiments.units, shop)}))


def perform_experiments(state: State, shop: str, batch: ExperimentBatch) -> None:
    """Exposures first, then what came of them."""
    _expose(state, shop, batch.exposed)
    for more in batch.outcomes:
        row = state.experiments.units.get((shop, more.unit))
        if row is not None:
            summed = UnitRow(exposed=row.exposed, outcome=_sum(row.outcome, more))
            state.experiments.units.put((shop, more.unit), summed)


def _sever(state: State, shop: str, main: str, other: str) -> None:
    units = state.experiments.units
    row = units[shop, main]
    for name in [one.exposed.unit for one in of_shop(units, shop) if one.exposed.main == main]:
        units.drop((shop, name))
    severed = replace(row.exposed, unit=other, main=other)
    units.put((shop, other), UnitRow(exposed=severed, outcome=replace(row.outcome, unit=other)))


def known_unit(state: State, shop: str, unit: str) -> dict[str, UnitFact]:
    """The exposure of a unit, if there is one."""
    row = state.experiments.units.get((shop, unit))
    if row is None:
        return {}
    one = row.exposed
    return {unit: UnitFact(unit=unit, experiment=one.experiment, main=one.main, arm=one.arm, at=one.at)}


def _expose(state: State, shop: str, units: Iterable[ExposeUnit]) -> None:
    for one in units:
        if (shop, one.unit) not in state.experiments.units:
            row = UnitRow(exposed=one, outcome=CountOutcome(experiment=one.experiment, unit=one.unit))
            state.experiments.units.put((shop, one.unit), row)


def _sum(one: CountOutcome, other: CountOutcome) -> CountOutcome:
    return CountOutcome(
        experiment=one.experiment,
        unit=one.unit,
        orders=one.orders + other.orders,
        revenue=one.revenue + other.revenue,
        discount=one.discount + other.discount,
        clicks=one.clicks + other.clicks,
        redemptions=one.redemptions + other.redemptions,
    )


def _totals(arm: str, split: str, rows: Sequence[UnitRow]) -> ArmTotals:
    outcomes = [row.outcome for row in rows]
    moments = [row.exposed.at for row in rows]
    return ArmTotals(
        arm=arm,
        split=split,
        units=len(rows),
        buyers=sum(one.orders > 0 for one in outcomes),
        orders=sum(one.orders for one in outcomes),
        revenue=sum(one.revenue for one in outcomes),
        revenue_squares=float(sum(one.revenue**2 for one in outcomes)),
        discount=sum(one.discount for one in outcomes),
        clickers=sum(one.clicks > 0 for one in outcomes),
        clicks=sum(one.clicks for one in outcomes),
        redeemers=sum(one.redemptions > 0 for one in outcomes),
        redemptions=sum(one.redemptions for one in outcomes),
        first_at=min(moments),
        last_at=max(moments),
    )
