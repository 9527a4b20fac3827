"""When the next message of each channel may leave this process."""

from datetime import datetime, timedelta

from engine.model.program import ChannelName

MINUTE = timedelta(minutes=1)
BURST = 10
"""Messages that may leave at once after a quiet moment."""


class PaceMemory:
    """Gives out moments, one for each message."""

    def __init__(self) -> None:
        self._next: dict[ChannelName, datetime] = {}
        self._seen: dict[ChannelName, datetime] = {}

    def slot(self, channel: ChannelName, per_minute: int, now: datetime) -> datetime:
        """The moment for one more message: `now`, or later when others come before it."""
        between = MINUTE / per_minute
        if now < self._seen.get(channel, now):
            self._next.pop(channel)  # the clock was put back: what it said before is no measure any more
        self._seen[channel] = now
        at = max(self._next.get(channel, now), now - BURST * between)
        self._next[channel] = at + between
        return max(at, now)
