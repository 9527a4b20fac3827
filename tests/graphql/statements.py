"""Counts the SQL statements that a request runs on SQLite, whoever runs them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from engine.store.sql.session import Column
from engine.store.sql.sqlite import SqliteSession


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """The statements run inside the block, as they come."""
    statements: list[str] = []
    fetch, copy = SqliteSession.fetch, SqliteSession.copy

    async def counting(self: SqliteSession, statement: str, parameters: Sequence[Any]) -> Sequence[Any]:
        statements.append(statement)
        return await fetch(self, statement, parameters)

    async def copying(
        self: SqliteSession, table: str, columns: Sequence[str], rows: Sequence[Sequence[Column]]
    ) -> None:
        statements.append(f"COPY {table}")
        await copy(self, table, columns, rows)

    SqliteSession.fetch, SqliteSession.copy = counting, copying  # type: ignore[method-assign]
    try:
        yield statements
    finally:
        SqliteSession.fetch, SqliteSession.copy = fetch, copy  # type: ignore[method-assign]
