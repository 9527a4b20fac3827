"""The clock of the database's machine: PostgreSQL's; a file of SQLite has none but ours."""

from datetime import datetime

from engine.store.sql.codec import instant
from engine.store.sql.dialect import POSTGRESQL
from engine.store.sql.part import SqlPart


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
