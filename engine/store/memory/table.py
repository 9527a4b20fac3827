"""Dictionaries whose changes can be taken back: the transactions of the memory store."""

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

Journal = list[tuple[dict[Any, Any], Any, Any]]
"""What was there before each change: the rows, the key, the former value or `MISSING`."""

MISSING = object()


class Table(Mapping[K, V], Generic[K, V]):
    """Rows by key. Values are immutable; a row is changed by putting another in its place."""

    __slots__ = ("_journal", "_rows")

    def __init__(self, journal: Journal) -> None:
        self._rows: dict[K, V] = {}
        self._journal = journal

    def __getitem__(self, key: K) -> V:
        return self._rows[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def put(self, key: K, value: V) -> None:
        """Insert or replace a row."""
        self._journal.append((self._rows, key, self._rows.get(key, MISSING)))
        self._rows[key] = value

    def drop(self, key: K) -> None:
        """Remove a row that is there."""
        self._journal.append((self._rows, key, self._rows.pop(key)))


def roll_back(journal: Journal, mark: int) -> None:
    """Take back everything after the first `mark` changes, the last one first."""
    while len(journal) > mark:
        rows, key, before = journal.pop()
        if before is MISSING:
            del rows[key]
        else:
            rows[key] = before
