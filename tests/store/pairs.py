"""Random work on two stores side by side: memory is the model, a SQL store has to say the same."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from engine.store.connect import open_store
from engine.store.port import Conflict, ReceiptMismatch, Store
from tests.store.builders import NOW, prepare
from tests.store.conftest import empty

T = TypeVar("T")
Outcome = Any
"""What an operation returned, or the kind of its refusal."""

SHORT = 200, 30
"""Examples and steps of each in `make test`."""

LONG = 500, 60
"""The same of one part of `make soak`, which tries PARTS of them: 5,000 x 60 in all."""

PARTS = range(10)
"""Seeds, one a part: parts run side by side under `pytest -n`, and one that fails is run again by its number."""


class Pair:
    """The same call on both stores."""

    def __init__(self, loop: asyncio.AbstractEventLoop, sql: Store) -> None:
        self._loop = loop
        self.stores = (open_store("memory://"), sql)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(work)

    def both(self, call: Callable[[Store], Awaitable[Outcome]]) -> tuple[Outcome, Outcome]:
        async def one(store: Store) -> Outcome:
            try:
                return await call(store)
            except (Conflict, ReceiptMismatch) as refused:
                # Of several things that changed at once each store may come upon another first; callers read all anew.
                first = "" if type(refused) is Conflict else getattr(refused, "subject", "")
                return type(refused), first

        memory, sql = self.stores
        return self.run(one(memory)), self.run(one(sql))

    def same(self, call: Callable[[Store], Awaitable[Outcome]]) -> Outcome:
        expected, actual = self.both(call)
        assert expected == actual
        return expected


class PairMachine(RuleBasedStateMachine):
    """A machine that starts with two shops in either store, each with a live revision."""

    new_pair: ClassVar[Callable[[], Pair]]

    def __init__(self) -> None:
        super().__init__()
        self.pair = type(self).new_pair()
        self.now = NOW
        for store in self.pair.stores:
            self.pair.run(prepare(store))


class _Pairs:
    """Fresh pairs, one after the other, on one database."""

    def __init__(self, url: str, migrated_file: Path) -> None:
        self._url, self._migrated = url, migrated_file
        self._loop = asyncio.new_event_loop()
        self._sql: Store | None = None

    def fresh(self) -> Pair:
        if self._url.startswith("postgres"):
            self._loop.run_until_complete(empty(self._url))
        else:
            self._close()
            path = Path(self._url.removeprefix("sqlite://"))
            for leftover in path.parent.glob(path.name + "*"):
                leftover.unlink()
            shutil.copy(self._migrated, path)
        if self._sql is None:
            self._sql = open_store(self._url)
            self._loop.run_until_complete(self._sql.open())
        return Pair(self._loop, self._sql)

    def _close(self) -> None:
        if self._sql is not None:
            self._loop.run_until_complete(self._sql.close())
            self._sql = None

    def end(self) -> None:
        self._close()
        self._loop.close()


def agree(
    machine: type[PairMachine],
    url: str,
    migrated_file: Path,
    size: tuple[int, int] = SHORT,
    part: int | None = None,
) -> None:
    """Try so many examples of so many steps; a part begins from its number, without one every run tries others."""
    examples, steps = size
    pairs = _Pairs(url, migrated_file)
    machine.new_pair = staticmethod(pairs.fresh)
    try:
        run_state_machine_as_test(
            machine if part is None else seed(part)(machine),
            settings=settings(
                max_examples=examples,
                stateful_step_count=steps,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                # No shrinking: with a database it takes minutes. The failing steps are printed as they were, and a
                # part tries nothing but its own: what failed in another one would fail in all.
                phases=(Phase.generate,) if part is not None else (Phase.reuse, Phase.generate),
            ),
        )
    finally:
        pairs.end()
