"""Timers that came due together, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from engine.model.records import Actor
from engine.store.memory.commit import Commits
from engine.store.memory.timers import Timers
from engine.store.port import Conflict
from engine.store.timer_port import FiredTimer


class FiredTimers(Commits, Timers):
    """What a backlog is decided by."""

    async def commit_timers(
        self, shop: str, fired: Sequence[FiredTimer], actor: Actor, now: datetime
    ) -> None:
        """Store, perform and settle all at once."""
        async with self.transaction():
            for one in fired:
                answer = one.event.id.encode()
                stored = await self.commit(shop, one.event, one.decision, (), actor, None, answer, now)
                if stored.repeated:
                    raise Conflict("timers")
                await self.settle_timer(replace(one.timer, shop=shop), now)
