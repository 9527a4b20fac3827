"""What all parts of the memory store share: the tables, one lock, transactions."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TypeVar

from engine.model.cursor import ListedRow, read_cursor, sort_key
from engine.model.records import Actor, AuditEntry, Page
from engine.store.chain import GENESIS, digest
from engine.store.memory.state import State
from engine.store.memory.table import roll_back

R = TypeVar("R", bound=ListedRow)


class MemoryPart:
    """Base of the parts. Everything between two awaits is atomic; the lock keeps others out of a bulk transaction."""

    def __init__(self) -> None:
        self._state = State()
        self._lock = asyncio.Lock()
        self._bulk: asyncio.Task[object] | None = None

    @asynccontextmanager
    async def _tx(self) -> AsyncIterator[State]:
        """Everything or nothing; inside a bulk transaction of the same task, a savepoint."""
        if self._bulk is not None and self._bulk is asyncio.current_task():
            with_lock = False
        else:
            await self._lock.acquire()
            with_lock = True
        mark = len(self._state.journal)
        try:
            yield self._state
        except BaseException:
            roll_back(self._state.journal, mark)
            raise
        finally:
            if with_lock:
                self._state.journal.clear()
                self._lock.release()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """Make many commits one transaction."""
        async with self._tx():
            self._bulk = asyncio.current_task()
            try:
                yield
            finally:
                self._bulk = None


def write_audit(  # noqa: PLR0917 - what an entry says
    state: State, shop: str, now: datetime, actor: Actor, action: str, subject: str, **detail: str
) -> None:
    """Add a row to the shop's chain. Raises LookupError when there is no such shop."""
    if shop not in state.shops:
        raise LookupError(f"no shop {shop!r}")
    number = sum(1 for key in state.audit if key[0] == shop) + 1
    previous = state.audit[shop, number - 1][1] if number > 1 else GENESIS
    entry = AuditEntry(number=number, at=now, actor=actor, action=action, subject=subject, detail=detail)
    state.audit.put((shop, number), (entry, digest(previous, shop, entry)))


def page_of(rows: Iterable[R], page: Page, *, numbered: bool = False) -> tuple[R, ...]:
    """The wanted part of `rows`, newest first. Raises ValueError on a cursor that is none."""
    listed = sorted(rows, key=sort_key, reverse=True)
    cursor = None if page.cursor is None else read_cursor(page.cursor, numbered=numbered)
    if page.backwards:
        before = [row for row in listed if cursor is None or sort_key(row) > cursor]
        return tuple(before[max(0, len(before) - page.limit) :])
    after = [row for row in listed if cursor is None or sort_key(row) < cursor]
    return tuple(after[: page.limit])


V = TypeVar("V")
K = TypeVar("K")


def of_shop(table: Mapping[tuple[str, K], V], shop: str) -> Iterable[V]:
    """The rows of one shop."""
    return (row for key, row in table.items() if key[0] == shop)
