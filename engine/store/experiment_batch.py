"""What one commit writes about experiments; part of a `Batch`."""

from dataclasses import dataclass, field

from engine.model.experiment_units import CountOutcome, ExperimentEffect, ExposeUnit


@dataclass(slots=True, kw_only=True)
class ExperimentBatch:
    """Exposures and outcomes, in the order of their units, so that no two commits lock crosswise."""

    exposed: list[ExposeUnit] = field(default_factory=list)
    outcomes: list[CountOutcome] = field(default_factory=list)

    def add(self, effect: ExperimentEffect) -> None:
        """Sort one effect in."""
        if isinstance(effect, ExposeUnit):
            self.exposed.append(effect)
            self.exposed.sort(key=lambda one: one.unit)
        else:
            self.outcomes.append(effect)
            self.outcomes.sort(key=lambda one: one.unit)
