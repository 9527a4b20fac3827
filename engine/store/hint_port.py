"""What the service asks of the store about hints between processes; part of the port."""

from collections.abc import Callable, Sequence
from typing import Protocol


class HintStore(Protocol):
    """Hints only: any of them may be lost, and those of processes on memory or SQLite reach nobody else."""

    async def send_hints(self, hints: Sequence[str]) -> None:
        """Tell all processes on this database, this one too. A hint is at most 4,000 bytes. Raises StoreUnavailable."""

    async def heed_hints(self, heard: Callable[[str], None]) -> None:
        """Call `heard` with each hint until cancelled; returns at once where nobody could send any.

        Raises StoreUnavailable when the connection is lost.
        """
