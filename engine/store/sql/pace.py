"""How fast things go, in SQL."""

# ruff: noqa: S608 - only marks and our own names are put into statements

from collections.abc import Sequence
from datetime import datetime

from engine.model.pace import CountedGuesses, HourGiven
from engine.store.guesses import MOST_COUNTED
from engine.store.sql.codec import instant, micros
from engine.store.sql.part import Filter, SqlPart

HOUR = 3_600_000_000
"""In the microseconds of a column."""


class Pace(SqlPart):
    """Reading."""

    async def given_by_hour(
        self, shop: str, rules: Sequence[str] | None, since: datetime, until: datetime
    ) -> tuple[HourGiven, ...]:
        """What orders got off, by rule and hour."""
        wanted = Filter(shop).among("rule", rules).between("at", since, until)
        rows = await self._db.read(
            f"SELECT rule, at / {HOUR}, CAST(SUM(amount) AS BIGINT) FROM redemptions "
            f"WHERE {wanted.clause} AND NOT test AND returned_at IS NULL GROUP BY rule, at / {HOUR}",
            *wanted.parameters,
        )
        given = [
            HourGiven(rule=rule, hour=instant(hour * HOUR), amount=amount) for rule, hour, amount in rows
        ]
        # Sorted here: databases disagree about the order of letters.
        return tuple(sorted(given, key=lambda one: (one.rule, one.hour)))

    async def counted_guesses(
        self, prefixes: Sequence[str], least: int, now: datetime
    ) -> tuple[CountedGuesses, ...]:
        """Counters of wrong codes at `least` or more."""
        begins = " OR ".join(f"SUBSTR(key, 1, {len(one)}) = ?" for one in prefixes)
        rows = await self._db.read(
            "SELECT key, CAST(SUM(failed) AS BIGINT) AS counted FROM guesses "
            f"WHERE ends > ? AND ({begins}) GROUP BY key HAVING SUM(failed) >= ? ORDER BY counted DESC LIMIT ?",
            micros(now),
            *prefixes,
            least,
            MOST_COUNTED,
        )
        counted = [CountedGuesses(key=key, failed=failed) for key, failed in rows]
        return tuple(sorted(counted, key=lambda one: (-one.failed, one.key)))
