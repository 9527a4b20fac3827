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
