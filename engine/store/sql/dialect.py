"""What SQLite and PostgreSQL write differently; all other SQL here is common to both."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """Statements are written with `?` for parameters and `{…}` for the words below."""

    name: str
    numbered: bool  # parameters are $1, $2, …
    for_update: str  # lock rows that are read, so that writes happen in their order
    skip_locked: str  # lock rows that nobody else has locked
    json_array: str  # a row as one text
    find: str  # where a text is in another, from 1; 0: nowhere

    def row_as_json(self, columns: Sequence[str]) -> str:
        """An expression for `columns` as a JSON array in one text column."""
        return self.json_array.format(", ".join(columns))


SQLITE = Dialect(
    name="sqlite",
    numbered=False,
    for_update="",
    skip_locked="",
    json_array="json_array({})",
    find="instr",
)
"""One writer at a time: whoever is in a transaction has locked everything."""

POSTGRESQL = Dialect(
    name="postgresql",
    numbered=True,
    for_update="FOR UPDATE",
    skip_locked="FOR UPDATE SKIP LOCKED",
    json_array="json_build_array({})::text",
    find="strpos",
)


@lru_cache(maxsize=1024)
def in_dialect(dialect: Dialect, statement: str) -> str:
    """`statement` as the database wants it."""
    text = statement.replace("{for_update}", dialect.for_update).replace("{skip_locked}", dialect.skip_locked)
    text = text.replace("{find}", dialect.find)
    if not dialect.numbered:
        return text
    numbers = count(1)
    parts = text.split("?")
    return "".join(part + (f"${next(numbers)}" if i + 1 < len(parts) else "") for i, part in enumerate(parts))


def marks(rows: int, columns: int) -> str:
    """`(?, ?), (?, ?)` for two rows of two columns."""
    row = f"({', '.join('?' * columns)})"
    return ", ".join([row] * rows)
