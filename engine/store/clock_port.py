"""What the service asks of the store about the time at its own machine; part of the port."""

from datetime import datetime, timedelta
from typing import Protocol

LONGEST_WAIT = timedelta(days=2)
"""Nothing that makes a message wait beyond its time, night or outage, lasts as long at once."""


class ClockStore(Protocol):
    """A second clock to compare ours with."""

    async def database_now(self) -> datetime | None:
        """What the database's server believes it is; None where it has no clock but ours."""

    async def hurry_messages(self, now: datetime) -> int:
        """Make due what a clock that ran ahead put off to beyond `LONGEST_WAIT`; how many, of all shops."""
