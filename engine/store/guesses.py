"""Counting failed guesses so that no window of any position admits more than its limit (SEC6, I31).

A window is cut into five parts; what counts is the present part and the five before it, which cover every window
that ends now. So a burst at the seam of two windows gets no second helping, as it would with fixed windows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

PARTS = 5

MOST_COUNTED = 1000
"""Counters that are told at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """One failed guess on one key: it is counted in `part`, and parts from `first_part` on count together."""

    key: str
    limit: int
    part: int
    first_part: int
    ends: datetime  # when this part no longer counts

    def admits(self, failed: int, more: int) -> bool:
        """Whether `more` guesses may follow `failed` ones: below the limit, and never past 1.2 times it (I31).

        One that turned out right is given back (`more` is negative), at the limit too.
        """
        return more < 0 or (failed < self.limit and failed + more <= self.limit * 6 // 5)

    @property
    def parts(self) -> range:
        """The parts that count together."""
        return range(self.first_part, self.part + 1)


def guesses_at(keys: Sequence[tuple[str, int, int]], now: datetime) -> tuple[Guess, ...]:
    """The guess on each (key, limit, window seconds), by key; a key counts apart for each length of window."""
    guesses = []
    for key, limit, seconds in sorted(set(keys)):
        width = -(-seconds // PARTS)
        part = int(now.timestamp()) // width
        ends = datetime.fromtimestamp((part + 1 + PARTS) * width, UTC) + timedelta(seconds=1)
        guesses.append(
            Guess(key=f"{key}/{seconds}", limit=limit, part=part, first_part=part - PARTS, ends=ends)
        )
    return tuple(guesses)
