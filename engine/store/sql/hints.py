"""Hints between processes: LISTEN and NOTIFY on PostgreSQL; SQLite has none."""

from collections.abc import Callable, Sequence

from engine.store.sql.part import SqlPart


class Hints(SqlPart):
    """Hints of all shops."""

    async def send_hints(self, hints: Sequence[str]) -> None:
        """NOTIFY, in a transaction of its own: in those of purchases it would make all commits queue up."""
        await self._db.send_hints(hints)

    async def heed_hints(self, heard: Callable[[str], None]) -> None:
        """LISTEN."""
        await self._db.heed_hints(heard)
