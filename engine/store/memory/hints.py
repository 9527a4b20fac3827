"""Hints between processes: nobody else sees this memory."""

from collections.abc import Callable, Sequence

from engine.store.memory.part import MemoryPart


class Hints(MemoryPart):
    """Hints of all shops."""

    async def send_hints(self, hints: Sequence[str]) -> None:
        """Nobody is there."""

    async def heed_hints(self, heard: Callable[[str], None]) -> None:
        """Nobody sends any."""
