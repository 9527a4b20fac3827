"""What the statements of this package are run on, whichever driver is underneath."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from engine.store.sql.dialect import Dialect

Column = str | int | bytes | bool | None
Parameter = Column | Sequence[Column]
"""A column, or on PostgreSQL a whole array of them."""
Row = Any
"""sqlite3.Row or asyncpg.Record: columns by position or by name."""


class Session(Protocol):
    """One connection, for one read or one transaction."""

    async def fetch(self, statement: str, parameters: Sequence[Parameter]) -> Sequence[Row]:
        """Run one statement in the database's own dialect; all its rows."""

    async def copy(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Column]]) -> None:
        """Insert rows, none of which may be there, the fastest way there is."""

    def savepoint(self) -> AbstractAsyncContextManager[None]:
        """Everything inside or nothing, within the transaction."""


class Server(Protocol):
    """A database that gives out sessions."""

    dialect: Dialect
    column_types: Mapping[str, Mapping[str, str]]
    """Of each table, once connected; empty where a statement takes no arrays."""

    async def connect(self) -> None:
        """Check what is there, migrate it under a lock, connect. Raises StoreUnusable, or an error of the driver."""

    async def close(self) -> None:
        """Close all connections."""

    def reading(self) -> AbstractAsyncContextManager[Session]:
        """A session whose every statement is its own snapshot."""

    def transaction(self) -> AbstractAsyncContextManager[Session]:
        """A session in a transaction: stored when the block ends, or not at all when it raises."""

    def snapshot(self) -> AbstractAsyncContextManager[Session]:
        """A session that reads one state of the database, however long it takes."""

    async def send_hints(self, hints: Sequence[str]) -> None:
        """Tell all processes; nothing where they cannot be told."""

    async def heed_hints(self, heard: Callable[[str], None]) -> None:
        """Call `heard` with each hint until cancelled or cut off; returns at once where there are none."""
