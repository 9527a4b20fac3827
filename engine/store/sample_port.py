"""What the service asks of the store about sample data; part of the port."""

from datetime import datetime
from typing import Protocol

from engine.model.records import Actor
from engine.model.sample import Sample


class SampleStore(Protocol):
    """Rows that are known to be made up, and can be removed as a whole."""

    async def add_sample(self, shop: str, sample: Sample, actor: Actor, now: datetime) -> bool:
        """Add a sample; False when the shop has one. Nothing of it is due, sent, counted against limits or budgets."""

    async def remove_sample(self, shop: str, actor: Actor, now: datetime) -> bool:
        """Remove exactly what was added, figures too; False when there is none. Real rows stay as they are."""

    async def has_sample(self, shop: str) -> bool:
        """Whether the shop shows sample data."""
