"""Durable wake-ups, in memory: leases, attempts and fencing as in the SQL stores."""

from dataclasses import replace
from datetime import datetime

from engine.model.backlog import Backlog
from engine.model.effects import StartTimer
from engine.model.events import TimerKind
from engine.model.records import MessageState, Timer
from engine.store.identity import timer_id
from engine.store.memory.part import MemoryPart
from engine.store.memory.state import State, TimerRow


class Timers(MemoryPart):
    """What the tick claims."""

    async def claim_timers(self, now: datetime, lease_until: datetime, limit: int) -> tuple[Timer, ...]:
        """Claim due timers, and claimed ones whose lease ran out; the longest due first."""
        async with self._tx() as state:
            due = [
                (row.next_at, row.id, key)
                for key, row in state.timers.items()
                if row.next_at and row.next_at <= now
            ]
            claimed = []
            for _, _, key in sorted(due)[:limit]:
                row = state.timers[key]
                row = replace(row, attempt=row.attempt + 1, next_at=lease_until)
                state.timers.put(key, row)
                shop, kind, subject = key
                claimed.append(
                    Timer(id=row.id, shop=shop, kind=kind, subject=subject, due=row.due, attempt=row.attempt)
                )
            return tuple(sorted(claimed, key=lambda timer: (timer.due, timer.id)))

    async def settle_timer(self, timer: Timer, now: datetime) -> bool:
        """Mark fired, if this attempt is the newest and the timer was not moved meanwhile."""
        async with self._tx() as state:
            key = (timer.shop, timer.kind, timer.subject)
            row = state.timers.get(key)
            if row is None or row.next_at is None or (row.id, row.attempt) != (timer.id, timer.attempt):
                return False
            state.timers.put(key, replace(row, next_at=None, fired_at=now))
            return True

    async def next_due(self) -> datetime | None:
        """When the earliest waiting timer, message or saga is due."""
        timers = (row.next_at for row in self._state.timers.values() if row.next_at)
        messages = (row.next_at for row in self._state.messages.values() if row.next_at)
        sagas = (row.next_at for row in self._state.sagas.values() if row.next_at)
        return min((*timers, *messages, *sagas), default=None)

    async def backlog(self) -> Backlog:
        """What waits."""
        return _backlog(self._state)


def _backlog(state: State) -> Backlog:
    messages = state.messages.values()
    return Backlog(
        timer=min((row.next_at for row in state.timers.values() if row.next_at), default=None),
        message=min((row.next_at for row in messages if row.next_at), default=None),
        unknown=sum(row.message.state is MessageState.UNKNOWN for row in messages),
    )


def start_timer(state: State, shop: str, timer: StartTimer) -> None:
    """Start a timer, or move it to another moment; the same moment again changes nothing."""
    key, identity = (shop, timer.kind, timer.subject), timer_id(timer)
    before = state.timers.get(key)
    if before is None or before.id != identity:
        state.timers.put(key, TimerRow(id=identity, due=timer.due, next_at=timer.due))


def cancel_timer(state: State, shop: str, kind: TimerKind, subject: str) -> None:
    """Stop a timer that is no longer needed."""
    row = state.timers.get((shop, kind, subject))
    if row and row.next_at:
        state.timers.put((shop, kind, subject), replace(row, next_at=None))
