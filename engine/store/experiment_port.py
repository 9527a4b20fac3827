"""What the service asks of the store about experiments; part of the port."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from engine.model.experiment_units import ArmTotals, ExposeUnit


class ExperimentStore(Protocol):
    """Exposures and outcomes come with the events that cause them, or with a quote, which is no event."""

    async def experiment_salt(self, shop: str, new: bytes) -> bytes:
        """What the shop deals arms by: `new` the first time, the same from then on."""

    async def expose(self, shop: str, units: Sequence[ExposeUnit]) -> None:
        """Write exposures down that a quote showed; who is written down already stays as they are."""

    async def arm_totals(self, shop: str, experiment: str) -> tuple[ArmTotals, ...]:
        """What came of the units so far, by arm and by the shares of their exposure; aliases are no units."""

    async def sever_units(self, shop: str, pseudonyms: Mapping[str, str]) -> None:
        """Put other pseudonyms in the place of units: their figures stay, and nobody can tell whose they are.

        All names of a unit go with it: the cart's would lead to the figures of whoever paid for it.
        """

    async def exposed_experiments(self, shop: str) -> tuple[str, ...]:
        """The names of experiments with any exposure, sorted; also of those that no rule set has any more."""
