"""What the service asks of the store to notice that something goes much faster than it should; part of the port."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from engine.model.pace import CountedGuesses, HourGiven


class PaceStore(Protocol):
    """Reading only."""

    async def given_by_hour(
        self, shop: str, rules: Sequence[str] | None, since: datetime, until: datetime
    ) -> tuple[HourGiven, ...]:
        """What orders in `[since, until)` got off, by rule and hour of UTC; without tests and what was given back.

        `rules` None: of all.
        """

    async def counted_guesses(
        self, prefixes: Sequence[str], least: int, now: datetime
    ) -> tuple[CountedGuesses, ...]:
        """The counters of `take_attempts` whose keys begin so and that stand at `least` or more, the highest first.

        MOST_COUNTED at most; a key ends with a slash and the seconds of its window.
        """
