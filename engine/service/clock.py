"""The only place that reads the machine's clock."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time; instants are aware UTC."""

    def now(self) -> datetime:
        """The present instant."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant in UTC."""
        return datetime.now(UTC)


class VirtualClock:
    """A clock that stands still until it is moved; for tests, try-outs and replays."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """The instant it was set to."""
        return self._at

    def set(self, at: datetime) -> None:
        """Move to `at`, forwards or backwards."""
        self._at = at.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Move on by `by`."""
        self._at += by


class AheadClock:
    """A clock ahead of another one, which it never falls behind: it only moves forwards."""

    def __init__(self, real: Clock, ahead: timedelta = timedelta()) -> None:
        self._real = real
        self.ahead = ahead

    def now(self) -> datetime:
        """The instant of the other clock, moved on."""
        return self._real.now() + self.ahead

    def move_to(self, at: datetime) -> None:
        """Make it `at` now, unless that has passed."""
        self.ahead = max(self.ahead, at - self._real.now())
