"""Counts the SQL statements that a request runs on SQLite, whoever runs them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from engine.store.sql.sqlite import SqliteSession


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """The statements run inside the block, as they come."""
    statements: list[str] = []
    fetch = SqliteSession.fetch

    async def counting(self: SqliteSession, statement: str, parameters: Sequence[Any]) -> Sequence[Any]:
        statements.append(statement)
        return await fetch(self, statement, parameters)

    SqliteSession.fetch = counting  # type: ignore[method-assign]
    try:
        yield statements
    finally:
        SqliteSession.fetch = fetch  # type: ignore[method-assign]
