"""The clock of the database's machine, in memory: there is none."""

from dataclasses import replace
from datetime import datetime

from engine.model.records import MessageState
from engine.store.clock_port import LONGEST_WAIT
from engine.store.memory.part import MemoryPart


class ServerClock(MemoryPart):
    """Of all shops."""

    async def database_now(self) -> None:
        """None: it is this process."""
        return

    async def hurry_messages(self, now: datetime) -> int:
        """Make due what waits for too long."""
        hurried = 0
        async with self._tx() as state:
            for key, row in list(state.messages.items()):
                at = max(now, row.message.order.due)
                waits = row.message.state is MessageState.DUE
                if waits and row.next_at is not None and row.next_at > at + LONGEST_WAIT:
                    state.messages.put(
                        key, replace(row, message=replace(row.message, next_try=at), next_at=at)
                    )
                    hurried += 1
        return hurried
