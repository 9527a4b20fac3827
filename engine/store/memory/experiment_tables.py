"""The tables of experiments in memory."""

from dataclasses import dataclass

from engine.model.experiment_units import CountOutcome, ExposeUnit
from engine.store.memory.table import Journal, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """An exposure with what came of it."""

    exposed: ExposeUnit
    outcome: CountOutcome


class ExperimentTables:
    """Keys begin with the shop."""

    def __init__(self, new: Journal) -> None:
        self.units: Table[tuple[str, str], UnitRow] = Table(new)
        self.salts: Table[str, bytes] = Table(new)
