"""The clock of the database's machine: PostgreSQL's; a file of SQLite has none but ours."""

from datetime import datetime, timedelta

from engine.store.clock_port import LONGEST_WAIT
from engine.store.sql.codec import instant, micros
from engine.store.sql.dialect import POSTGRESQL
from engine.store.sql.part import SqlPart

MICROSECOND = timedelta(microseconds=1)

HURRY = """
    UPDATE messages SET next_at = CASE WHEN due > ? THEN due ELSE ? END,
        next_try = CASE WHEN due > ? THEN due ELSE ? END
    WHERE state = 'due' AND next_at > ? AND next_at > due + ? RETURNING id
"""


class ServerClock(SqlPart):
    """Of all shops."""

    async def database_now(self) -> datetime | None:
        """The instant, as exact as the way there and back."""
        if self._db.dialect is not POSTGRESQL:
            return None
        ((now,),) = await self._db.read(
            "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)"
        )
        return instant(now)

    async def hurry_messages(self, now: datetime) -> int:
        """Make due what waits for too long."""
        longest = LONGEST_WAIT // MICROSECOND
        beyond = micros(now + LONGEST_WAIT), longest
        return len(await self._db.write(lambda tx: tx.rows(HURRY, *[micros(now)] * 4, *beyond)))
