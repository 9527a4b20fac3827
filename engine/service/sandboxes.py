"""The sandboxes of an installation: opened when somebody enters, one per shop, with a clock of its own."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from engine.model.sandbox import RuleSource, SandboxState
from engine.service.clock import AheadClock, Clock
from engine.service.engine import Engine
from engine.service.sandbox import Sandbox, fill, settle
from engine.store.sandbox_folder import SandboxFolder

LONGEST_REQUEST = timedelta(minutes=5)
"""After a reset, requests that began before it end on the old database; then it is closed."""

OpenEngine = Callable[[Engine, Path, Clock], Engine]
"""Makes the engine of a sandbox: the real one, a file for the database, the clock."""


@dataclass(slots=True, kw_only=True)
class Sandboxes:
    """Opens sandboxes and closes them. Several processes may serve the same ones: files say what they agree on."""

    main: Engine
    folder: Path
    engine_over: OpenEngine
    _open: dict[str, Sandbox] = field(default_factory=dict, init=False)
    _retired: list[tuple[datetime, Sandbox]] = field(default_factory=list, init=False)
    _turns: dict[str, asyncio.Lock] = field(default_factory=dict, init=False)

    def turn(self, shop: str) -> asyncio.Lock:
        """Held by whoever changes a sandbox: its rules, its clock, its generation."""
        return self._turns.setdefault(shop, asyncio.Lock())

    async def enter(self, shop: str) -> Sandbox:
        """The sandbox of a shop as it is now, with everything done that was due. Raises StoreUnavailable."""
        async with self.turn(shop):
            sandbox = await self.current(shop)
            await settle(sandbox)
        return sandbox

    async def reset(self, shop: str, source: RuleSource | None = None, example: str = "") -> Sandbox:
        """Empty the sandbox: orders, coupons and mails are gone, its clock is the real one again.

        With `source` it begins again with other rules; else with the same.
        """
        async with self.turn(shop):
            folder = self._folder(shop)
            before = folder.read()
            after = SandboxState(
                generation=before.generation + 1,
                source=source or before.source,
                example=example if source else before.example,
            )
            folder.write(after)
            sandbox = await self.current(shop)
            folder.remove_before(after.generation)
            return sandbox

    async def close(self) -> None:
        """Close what is open."""
        for sandbox in (*self._open.values(), *(sandbox for _, sandbox in self._retired)):
            await sandbox.engine.store.close()
        self._open.clear()
        self._retired.clear()

    async def current(self, shop: str) -> Sandbox:
        """The sandbox of a shop, for who holds its `turn`: another one may have been reset while he waited."""
        state = self._folder(shop).read()
        known = self._open.get(shop)
        if known is not None and known.state.generation == state.generation:
            known.clock.ahead = max(known.clock.ahead, state.ahead)
            known.state = replace(state, ahead=known.clock.ahead)
            return known
        if known is not None:
            del self._open[shop]
            self._retired.append((self.main.clock.now(), known))
        await self._close_retired()
        return await self._opened(shop, state)

    async def _close_retired(self) -> None:
        """Close those that no request can be in any more."""
        now = self.main.clock.now()
        over = [sandbox for at, sandbox in self._retired if now - at >= LONGEST_REQUEST]
        self._retired = [(at, sandbox) for at, sandbox in self._retired if now - at < LONGEST_REQUEST]
        for sandbox in over:
            await sandbox.engine.store.close()

    async def _opened(self, shop: str, state: SandboxState) -> Sandbox:
        folder = self._folder(shop)
        clock = AheadClock(self.main.clock, state.ahead)
        engine = self.engine_over(self.main, folder.generation(state.generation) / "sandbox.sqlite3", clock)
        await engine.store.open()
        sandbox = Sandbox(shop=shop, main=self.main, engine=engine, clock=clock, folder=folder, state=state)
        await fill(sandbox)
        self._open[shop] = sandbox
        return sandbox

    def _folder(self, shop: str) -> SandboxFolder:
        return SandboxFolder(path=self.folder / shop)
