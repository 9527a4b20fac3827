"""PostgreSQL: a pool of 2 to 10 connections that come back after a restart of the server."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient
from tortoise.backends.base.config_generator import expand_db_url

from engine.store.port import StoreUnusable
from engine.store.sql.blueprint import begin_database
from engine.store.sql.dialect import POSTGRESQL
from engine.store.sql.migrate import is_current, migrate
from engine.store.sql.session import Column, Parameter, Row

SECONDS_FOR_CONNECTION = 5
MIGRATION_LOCK = 7310221
LIMITS = {"statement_timeout": "2000", "lock_timeout": "1000", "idle_in_transaction_session_timeout": "10000"}
"""Milliseconds (F14)."""

HINTS = "otoku_hints"
SEND_HINTS = f"SELECT pg_notify('{HINTS}', hint) FROM unnest($1::text[]) AS hint"  # noqa: S608 - a name of our own

OUR_TABLES = "SELECT to_regclass('tortoise_migrations') IS NOT NULL"
COLUMN_TYPES = """
    SELECT c.relname, a.attname, format_type(a.atttypid, NULL)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
"""
OTHER_TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"


class _PlainConnection(asyncpg.Connection):  # type: ignore[misc]
    """A connection whose state nobody changes, so that giving it back to the pool costs no round trip."""

    def get_reset_query(self) -> str:
        return ""


class PostgresSession:
    """A session of PostgreSQL."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    async def fetch(self, statement: str, parameters: Sequence[Parameter]) -> Sequence[Row]:
        """Run one statement; its rows."""
        rows: Sequence[Row] = await self._connection.fetch(statement, *parameters)
        return rows

    async def copy(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Column]]) -> None:
        """COPY in its binary form."""
        await self._connection.copy_records_to_table(table, records=rows, columns=columns)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """A nested transaction."""
        async with self._connection.transaction():
            yield


class PostgresServer:
    """A database of a PostgreSQL server."""

    dialect = POSTGRESQL

    def __init__(self, url: str) -> None:
        self.column_types: Mapping[str, Mapping[str, str]] = {}
        address = "asyncpg:" + url.partition(":")[2]
        self._credentials: dict[str, Any] = expand_db_url(address)["credentials"]
        pool = {"minsize": 2, "maxsize": 10, "timeout": SECONDS_FOR_CONNECTION, **self._credentials}
        self._client = AsyncpgDBClient(
            connection_name="pool", connection_class=_PlainConnection, server_settings=LIMITS, **pool
        )

    async def connect(self) -> None:
        """Check the database, bring its tables up to date, open the pool."""
        guard = await self._connect_alone()
        try:
            # Several processes start at once: the first migrates, the others wait for it (stack.md §1.1).
            await guard.execute("SELECT pg_advisory_lock($1)", MIGRATION_LOCK)
            if not await _is_current(guard):
                await self._migrate(guard)
            self.column_types = await _column_types(guard)
        finally:
            await guard.close()
        await self._client.create_connection(with_db=True)

    async def _migrate(self, guard: asyncpg.Connection) -> None:
        if not await guard.fetchval(OUR_TABLES):
            await begin_database(guard)
        if not await _is_current(guard):
            await migrate("tortoise.backends.asyncpg", self._credentials)

    async def close(self) -> None:
        """Close the pool."""
        await self._client.close()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[PostgresSession]:
        """A connection without a transaction."""
        async with self._connection() as connection:
            yield PostgresSession(connection)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[PostgresSession]:
        """READ COMMITTED: every guard is a conditional write."""
        async with self._connection() as connection, connection.transaction():
            yield PostgresSession(connection)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[PostgresSession]:
        """One snapshot for all statements, and a minute for each."""
        async with (
            self._connection() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            await connection.execute("SET LOCAL statement_timeout = 60000")
            yield PostgresSession(connection)

    async def send_hints(self, hints: Sequence[str]) -> None:
        """NOTIFY: delivered to all who listen, when this statement is committed."""
        async with self._connection() as connection:
            await connection.execute(SEND_HINTS, list(hints))

    async def heed_hints(self, heard: Callable[[str], None]) -> None:
        """LISTEN on a connection of its own, for as long as it lasts."""

        def notified(_: object, __: int, ___: str, hint: str) -> None:
            heard(hint)

        cut_off = asyncio.Event()
        connection = await self._connect_alone()
        try:
            connection.add_termination_listener(lambda _: cut_off.set())
            await connection.add_listener(HINTS, notified)
            await cut_off.wait()
        finally:
            connection.terminate()
        raise ConnectionResetError("PostgreSQL hung up")

    async def _connect_alone(self) -> asyncpg.Connection:
        """A connection outside the pool."""
        names = ("host", "port", "user", "password", "database")
        target = {name: self._credentials[name] for name in names if self._credentials.get(name) is not None}
        return await asyncpg.connect(timeout=SECONDS_FOR_CONNECTION, **target)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[asyncpg.Connection]:
        """A connection of the pool, if one comes free in time."""
        acquired = self._client.acquire_connection()
        connection = await asyncio.wait_for(acquired.__aenter__(), SECONDS_FOR_CONNECTION)
        try:
            yield connection
        finally:
            await acquired.__aexit__(None, None, None)


async def _column_types(connection: asyncpg.Connection) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for table, column, kind in await connection.fetch(COLUMN_TYPES):
        found[table][column] = kind
    return dict(found)


async def _is_current(connection: asyncpg.Connection) -> bool:
    """Whether all our tables are there and nobody else's. Raises StoreUnusable."""
    if await connection.fetchval(OUR_TABLES):
        applied = await connection.fetch("SELECT name FROM tortoise_migrations")
        return is_current(row["name"] for row in applied)
    if await connection.fetchval(OTHER_TABLES):
        raise StoreUnusable("this database holds the tables of another program; name an empty one")
    return False
