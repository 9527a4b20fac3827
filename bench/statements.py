"""What a request sends to the database: every statement that goes through the engine's sessions, written down."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from engine.store.sql.dialect import marks
from engine.store.sql.postgres import PostgresSession
from engine.store.sql.sqlite import SqliteSession

Statement = tuple[str, Sequence[Any]]

BRACKETS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
"""How transactions begin and end: not counted, as with every system in docs/benchmarks.md."""


class Recording:
    """The statements since the last `start`."""

    def __init__(self) -> None:
        self.sent: list[Statement] = []

    def start(self) -> None:
        """Forget what was sent before."""
        self.sent = []

    def counted(self) -> list[Statement]:
        """The statements without those that only open and close transactions."""
        return [one for one in self.sent if not one[0].startswith(BRACKETS)]

    def bytes(self) -> int:
        """Characters of text and parameters, which is nearly what goes over the wire."""
        return sum(len(text) + sum(len(str(value)) for value in values) for text, values in self.sent)


@contextmanager
def recorded() -> Iterator[Recording]:
    """Write down what all engines of this process send, until the block ends."""
    recording = Recording()
    kinds: tuple[Any, ...] = (SqliteSession, PostgresSession)
    originals = [(kind.fetch, kind.copy) for kind in kinds]

    def listening(original: Any) -> Any:
        async def fetch(self: Any, statement: str, parameters: Sequence[Any]) -> Any:
            recording.sent.append((statement, parameters))
            return await original(self, statement, parameters)

        return fetch

    def copying(original: Any) -> Any:
        async def copy(self: Any, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
            # As the statement that a bare driver sends in its place.
            text = f"INSERT INTO {table} ({', '.join(columns)}) VALUES {marks(len(rows), len(columns))}"
            recording.sent.append((text, [value for row in rows for value in row]))
            await original(self, table, columns, rows)

        return copy

    for kind, (fetch, copy) in zip(kinds, originals, strict=True):
        kind.fetch, kind.copy = listening(fetch), copying(copy)
    try:
        yield recording
    finally:
        for kind, (fetch, copy) in zip(kinds, originals, strict=True):
            kind.fetch, kind.copy = fetch, copy
