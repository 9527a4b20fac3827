"""How fast things go, in memory."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from engine.model.pace import CountedGuesses, HourGiven
from engine.store.guesses import MOST_COUNTED
from engine.store.memory.part import MemoryPart, of_shop


class Pace(MemoryPart):
    """Reading."""

    async def given_by_hour(
        self, shop: str, rules: Sequence[str] | None, since: datetime, until: datetime
    ) -> tuple[HourGiven, ...]:
        """What orders got off, by rule and hour."""
        sums: Counter[tuple[str, datetime]] = Counter()
        for one in of_shop(self._state.redemptions, shop):
            counts = not one.test and one.returned_at is None and (rules is None or one.rule in rules)
            if counts and since <= one.at < until:
                sums[one.rule, one.at.replace(minute=0, second=0, microsecond=0)] += one.amount
        return tuple(
            HourGiven(rule=rule, hour=hour, amount=amount) for (rule, hour), amount in sorted(sums.items())
        )

    async def counted_guesses(
        self, prefixes: Sequence[str], least: int, now: datetime
    ) -> tuple[CountedGuesses, ...]:
        """Counters of wrong codes at `least` or more."""
        sums: Counter[str] = Counter()
        for (key, _), (failed, ends) in self._state.attempts.items():
            if ends > now and key.startswith(tuple(prefixes)):
                sums[key] += failed
        counted = [CountedGuesses(key=key, failed=failed) for key, failed in sums.items() if failed >= least]
        return tuple(sorted(counted, key=lambda one: (-one.failed, one.key))[:MOST_COUNTED])
