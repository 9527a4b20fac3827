"""What the service asks of the store about the time at its own machine; part of the port."""

from datetime import datetime
from typing import Protocol


class ClockStore(Protocol):
    """A second clock to compare ours with."""

    async def database_now(self) -> datetime | None:
        """What the database's server believes it is; None where it has no clock but ours."""
