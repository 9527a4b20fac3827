"""The clock of the database's machine, in memory: there is none."""

from engine.store.memory.part import MemoryPart


class ServerClock(MemoryPart):
    """Of all shops."""

    async def database_now(self) -> None:
        """None: it is this process."""
        return
