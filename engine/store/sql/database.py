"""Reads and transactions: losers of a race try again, driver errors become the port's (reliability §6.2)."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import TypeVar

from engine.store.sql.dialect import in_dialect, marks
from engine.store.sql.failures import DRIVER_ERRORS, Remedy, is_there, refusal, remedy
from engine.store.sql.session import Column, Parameter, Row, Server, Session

T = TypeVar("T")

RETRIES = 3
PAUSE = 0.04
"""Seconds before the first retry at most; twice that before each further one."""

MOST_PARAMETERS = 30_000
"""Of one statement; both databases end a little above 32,000."""

MANY = 50
"""Rows from which on they are copied into their table: that takes a round trip more where one may be there already."""

MOST_ROWS = 5_000
"""Of one statement whose columns are arrays: it has as many parameters as columns, but takes its time."""


class Tx:
    """Runs statements in one session, and counts them."""

    def __init__(self, session: Session, database: "Database") -> None:
        self.session = session
        self.dialect = database.dialect
        self._database = database

    async def rows(self, statement: str, *parameters: Parameter) -> Sequence[Row]:
        """The rows of a statement written with `?`."""
        self._database.statements += 1
        return await self.session.fetch(in_dialect(self.dialect, statement), parameters)

    async def row(self, statement: str, *parameters: Column) -> Row | None:
        """The first row, or None."""
        rows = await self.rows(statement, *parameters)
        return rows[0] if rows else None

    async def insert(
        self,
        table: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[Column]],
        then: str = "",
        more: Sequence[Column] = (),
    ) -> list[Row]:
        """Insert `rows` in as few statements as possible.

        `then` is `ON CONFLICT …` and `RETURNING …`, `more` its parameters.
        """
        if not then and len(rows) >= MANY:
            self._database.statements += 1
            await self.session.copy(table, columns, rows)
            return []
        types = self._database.column_types.get(table)
        if types is not None and len(rows) > 1:
            return await self._insert_columns(
                table, [(name, types[name]) for name in columns], rows, then, more
            )
        returned: list[Row] = []
        at_once = MOST_PARAMETERS // len(columns)
        for start in range(0, len(rows), at_once):
            part = rows[start : start + at_once]
            statement = (
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES {marks(len(part), len(columns))} {then}"  # noqa: S608 - names of our own
            )
            returned += await self.rows(statement, *(column for row in part for column in row), *more)
        return returned

    async def copied(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Column]]) -> bool:
        """Whether many new `rows` went in the fastest way; few do not, nor any when one of them is there already."""
        if len(rows) < MANY:
            return False
        self._database.statements += 1
        try:
            async with self.session.savepoint():
                await self.session.copy(table, columns, rows)
        except DRIVER_ERRORS as error:
            if not is_there(error):
                raise
            return False
        return True

    async def _insert_columns(
        self,
        table: str,
        columns: Sequence[tuple[str, str]],
        rows: Sequence[Sequence[Column]],
        then: str,
        more: Sequence[Column],
    ) -> list[Row]:
        """One array per column: however many rows, it is one short statement that the server has parsed before."""
        names = ", ".join(name for name, _ in columns)
        arrays = ", ".join(f"?::{kind}[]" for _, kind in columns)
        statement = f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays}) {then}"  # noqa: S608 - names of our own
        returned: list[Row] = []
        for start in range(0, len(rows), MOST_ROWS):
            part = zip(*rows[start : start + MOST_ROWS], strict=True)
            returned += await self.rows(statement, *part, *more)
        return returned


class Database:
    """A server with retries. `jitter` gives numbers from 0 to 1."""

    def __init__(self, server: Server, jitter: Callable[[], float]) -> None:
        self.dialect = server.dialect
        self.statements = 0
        """Run so far, without BEGIN and COMMIT."""
        self._server = server
        self._jitter = jitter
        self._bulk: ContextVar[Tx | None] = ContextVar("bulk", default=None)

    @property
    def column_types(self) -> Mapping[str, Mapping[str, str]]:
        """Types of the columns of each table, where rows can be inserted as one array per column; else empty."""
        return self._server.column_types

    async def connect(self) -> None:
        """Check, migrate, connect. Raises StoreUnusable or StoreUnavailable."""
        async with self._translated():
            await self._server.connect()

    async def close(self) -> None:
        """Close all connections."""
        await self._server.close()

    async def read(self, statement: str, *parameters: Column) -> Sequence[Row]:
        """The rows of one statement, which is one snapshot."""
        bulk = self._bulk.get()
        if bulk:
            return await bulk.rows(statement, *parameters)

        async def once() -> Sequence[Row]:
            async with self._server.reading() as session:
                return await Tx(session, self).rows(statement, *parameters)

        return await self._again_and_again(once)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Tx]:
        """Many reads of one state, with time to look at everything; nothing waits for them."""
        async with self._translated(), self._server.snapshot() as session:
            yield Tx(session, self)

    async def write(self, work: Callable[[Tx], Awaitable[T]]) -> T:
        """Do `work` in a transaction, up to three times more when it lost against another one."""
        bulk = self._bulk.get()
        if bulk:
            async with bulk.session.savepoint():
                return await work(bulk)

        async def once() -> T:
            async with self._server.transaction() as session:
                return await work(Tx(session, self))

        return await self._again_and_again(once)

    @asynccontextmanager
    async def bulk(self) -> AsyncIterator[None]:
        """Make every read and write of this task part of one transaction."""
        async with self._translated(), self._server.transaction() as session:
            token = self._bulk.set(Tx(session, self))
            try:
                yield
            finally:
                self._bulk.reset(token)

    async def send_hints(self, hints: Sequence[str]) -> None:
        """Tell other processes, once. Raises StoreUnavailable."""
        async with self._translated():
            await self._server.send_hints(hints)

    async def heed_hints(self, heard: Callable[[str], None]) -> None:
        """Hear other processes. Raises StoreUnavailable."""
        async with self._translated():
            await self._server.heed_hints(heard)

    async def _again_and_again(self, once: Callable[[], Awaitable[T]]) -> T:
        for attempt in range(RETRIES):
            try:
                return await once()
            except DRIVER_ERRORS as error:
                if remedy(error) is Remedy.NONE:
                    raise refusal(error) from error
            await asyncio.sleep(PAUSE * 2**attempt * self._jitter())
        async with self._translated():
            return await once()

    @asynccontextmanager
    async def _translated(self) -> AsyncIterator[None]:
        try:
            yield
        except DRIVER_ERRORS as error:
            raise refusal(error) from error
