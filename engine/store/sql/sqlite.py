"""SQLite: one writing connection with IMMEDIATE transactions, one that only reads (stack.md §1.5)."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite
from tortoise.backends.sqlite.client import SqliteClient

from engine.store.port import StoreUnavailable, StoreUnusable
from engine.store.sql.blueprint import begin_file
from engine.store.sql.dialect import SQLITE, marks
from engine.store.sql.migrate import file_lock, is_current, migrate
from engine.store.sql.session import Column, Parameter, Row

BUSY_TIMEOUT = 1200
"""Milliseconds that a statement waits for another process; with the retries of `Database`, 5 s in all (F7)."""

APPLICATION_ID = 0x4F544F4B
"""Marks a file as ours (`OTOK`), in the header of the file."""

LARGEST_CHECKED = 256 * 2**20
"""Files up to so many bytes are checked for damage when they are opened; larger ones would delay the start."""

MAGIC = b"SQLite format 3\0"


class SqliteSession:
    """A session of SQLite."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def fetch(self, statement: str, parameters: Sequence[Parameter]) -> Sequence[Row]:
        """Run one statement; its rows."""
        return list(await self._connection.execute_fetchall(statement, parameters))

    async def copy(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Column]]) -> None:
        """One statement, parsed once, for every row."""
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES {marks(1, len(columns))}"  # noqa: S608 - names of our own
        async with self._connection.executemany(statement, rows):
            pass

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """A nested transaction."""
        await self.fetch("SAVEPOINT nested", ())
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:  # a full disk takes all of it back, and this with it
                await self.fetch("ROLLBACK TO nested", ())
                await self.fetch("RELEASE nested", ())
            raise
        await self.fetch("RELEASE nested", ())


class SqliteServer:
    """A database file."""

    dialect = SQLITE
    column_types: Mapping[str, Mapping[str, str]] = {}

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        # FULL: what was acknowledged is on the disk (reliability D31).
        # FAST: what an erasure blanked is overwritten in its page too, which is written anyway.
        written = {"busy_timeout": BUSY_TIMEOUT, "synchronous": "FULL", "secure_delete": "FAST"}
        self._writer = SqliteClient(path, connection_name="writer", **written)
        self._reader = SqliteClient(
            path, connection_name="reader", busy_timeout=BUSY_TIMEOUT, query_only="ON"
        )

    async def connect(self) -> None:
        """Check the file, bring its tables up to date, open both connections."""
        if not self._path.parent.is_dir():
            raise StoreUnavailable(f"there is no folder {self._path.parent}; make it, or name another file")
        async with file_lock(self._path):
            if not _is_current(self._path):
                await self._migrate()
            await self._writer.create_connection(with_db=True)
        async with self.transaction() as session:
            await session.fetch(f"PRAGMA application_id = {APPLICATION_ID}", ())
        await self._reader.create_connection(with_db=True)

    async def _migrate(self) -> None:
        begin_file(self._path)
        if not _is_current(self._path):
            await migrate(
                "tortoise.backends.sqlite", {"file_path": str(self._path), "busy_timeout": BUSY_TIMEOUT}
            )

    async def close(self) -> None:
        """Close both connections."""
        await self._reader.close()
        await self._writer.close()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[SqliteSession]:
        """The connection that only reads: it never waits for a transaction of this process."""
        async with self._reader.acquire_connection() as connection:
            yield SqliteSession(connection)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[SqliteSession]:
        """IMMEDIATE: a transaction that began with a read could not wait for its turn to write."""
        async with self._writer.acquire_connection() as connection:
            session = SqliteSession(connection)
            try:
                await session.fetch("BEGIN IMMEDIATE", ())
                yield session
                await session.fetch("COMMIT", ())
            except BaseException:
                # Does nothing when there is no transaction: SQLite ends it by itself when the disk is full.
                await connection.rollback()
                raise

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[SqliteSession]:
        """A connection of its own, so that nobody waits for it."""
        client = SqliteClient(
            str(self._path), connection_name="snapshot", busy_timeout=BUSY_TIMEOUT, query_only="ON"
        )
        await client.create_connection(with_db=True)
        try:
            async with client.acquire_connection() as connection:
                session = SqliteSession(connection)
                await session.fetch("BEGIN", ())
                yield session
                await session.fetch("COMMIT", ())
        finally:
            await client.close()

    async def send_hints(self, hints: Sequence[str]) -> None:
        """SQLite tells no other process anything."""

    async def heed_hints(self, heard: Callable[[str], None]) -> None:
        """There is nothing to wait for."""


def _is_current(path: Path) -> bool:
    """Look into an existing file before anything is written to it (F9); whether its tables are up to date."""
    if not path.exists() or path.stat().st_size == 0:
        return False
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise StoreUnusable(f"{path} is no database; name another file, or put back a backup")
    connection = sqlite3.connect(path)
    try:
        return _inspect(connection, path)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise StoreUnusable(f"{path} is damaged; put back a backup") from error
        raise
    finally:
        connection.close()


def _inspect(connection: sqlite3.Connection, path: Path) -> bool:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    (marked,) = connection.execute("PRAGMA application_id").fetchone()
    if (tables and marked not in (0, APPLICATION_ID)) or (tables and "tortoise_migrations" not in tables):
        raise StoreUnusable(f"{path} belongs to another program; name another file")
    applied = connection.execute("SELECT name FROM tortoise_migrations") if tables else ()
    current = is_current(name for (name,) in applied)
    if path.stat().st_size <= LARGEST_CHECKED:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise StoreUnusable(f"{path} is damaged; put back a backup")
    return current
