"""A sandbox: the same engine over a database, keys and a clock of its own, in which nothing is real (S1.38-S1.46).

Whatever happens in it touches no customer, figure or budget of the shop: it shares no row, no key and no channel.
"""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from engine.model.answers import Published, RulesRefused
from engine.model.catalog import Catalog
from engine.model.diagnostic import Severity
from engine.model.records import Actor, Shop, SourceFile
from engine.model.sandbox import RuleSource, SandboxRules, SandboxState
from engine.service.clock import AheadClock
from engine.service.engine import Engine
from engine.service.example_shops import BY_ID, CURRENCY, example_files, example_products
from engine.service.publish import publish
from engine.service.work import work
from engine.service.working_copy import live_revision, working_copy
from engine.store.sandbox_folder import SandboxFolder

BY_SANDBOX = Actor(kind="staff", id="sandbox")
MOST_AHEAD = timedelta(days=3660)
"""How far a sandbox may live in the future, all moves together."""

MOST_ERRORS = 20


class MoveRefused(ValueError):
    """The clock moves forwards only, and not beyond ten years."""


@dataclass(slots=True, kw_only=True)
class Sandbox:
    """An open sandbox of one shop. `main` is the engine of the real shop, from which rules and products are copied."""

    shop: str
    main: Engine
    engine: Engine
    clock: AheadClock
    folder: SandboxFolder
    state: SandboxState
    rules: SandboxRules = field(default_factory=lambda: SandboxRules(source=RuleSource.LIVE))

    @property
    def files(self) -> Path:
        """Where the shop's own server of the sandbox keeps its books."""
        return self.folder.generation(self.state.generation)

    def remember(self, state: SandboxState) -> None:
        """Store what is remembered beside the database; nothing when another process has reset the sandbox since."""
        if self.folder.read().generation <= state.generation:
            self.folder.write(state)
        self.state = state


async def settle(sandbox: Sandbox) -> None:
    """Do what is due now: fire timers, deliver mails to the inbox, until it is quiet."""
    while await work(sandbox.engine):
        pass


async def advance(sandbox: Sandbox, by: timedelta) -> None:
    """Let time pass; everything that falls due on the way happens at its own time. Raises MoveRefused."""
    if by <= timedelta() or sandbox.clock.ahead + by > MOST_AHEAD:
        raise MoveRefused(f"the clock of a sandbox moves forwards only, {MOST_AHEAD.days} days at most")
    clock, store = sandbox.clock, sandbox.engine.store
    ahead = clock.ahead + by
    until = clock.now() + by
    await settle(sandbox)
    while (due := await store.next_due()) is not None and due <= until:
        clock.move_to(due)
        sandbox.remember(replace(sandbox.state, ahead=clock.ahead))
        if not await work(sandbox.engine):
            break
    clock.ahead = max(clock.ahead, ahead)
    sandbox.remember(replace(sandbox.state, ahead=clock.ahead))
    await settle(sandbox)


async def fill(sandbox: Sandbox, source: RuleSource | None = None, *, language: str = "en") -> SandboxRules:
    """Bring the shop's products and its rules of today into the sandbox; `source` None: those chosen before.

    Rules with errors change nothing; the answer has their messages.
    """
    chosen = source or sandbox.state.source or await _first_choice(sandbox)
    if chosen is RuleSource.EXAMPLE and sandbox.state.example not in BY_ID:
        chosen = await _first_choice(sandbox)  # an older version had that example
    await _copy_products(sandbox, await _products(sandbox, chosen))
    if source is not None:
        sandbox.remember(replace(sandbox.state, source=source))
    revision, files = await _files(sandbox, chosen)
    errors = await _publish(sandbox, files, language) if files else ()
    sandbox.rules = SandboxRules(source=chosen, revision=revision, errors=errors)
    return sandbox.rules


async def _products(sandbox: Sandbox, chosen: RuleSource) -> Catalog:
    """What is sold: the shop's products, or those of the example."""
    if chosen is RuleSource.EXAMPLE:
        found = example_products(sandbox.state.example)
        return Catalog(currency=CURRENCY, products={one.sku: one for one in found})
    return await sandbox.main.store.catalog(sandbox.shop)


async def _copy_products(sandbox: Sandbox, theirs: Catalog) -> None:
    engine, shop = sandbox.engine, sandbox.shop
    head = await sandbox.main.store.shop(shop)
    if await engine.store.shop(shop) is None:
        name = head.name if head is not None else shop
        await engine.store.add_shop(Shop(id=shop, name=name, created_at=engine.clock.now()))
    ours = await engine.store.catalog(shop)
    changed = [one for sku, one in theirs.products.items() if ours.products.get(sku) != one]
    gone = [sku for sku in ours.products if sku not in theirs.products]
    if changed or gone or theirs.currency != ours.currency:
        await engine.store.save_products(shop, changed, gone, theirs.currency, BY_SANDBOX, engine.clock.now())
        engine.programs.forget(shop)


async def _first_choice(sandbox: Sandbox) -> RuleSource:
    head = await sandbox.main.store.shop(sandbox.shop)
    return RuleSource.LIVE if head is not None and head.live_revision else RuleSource.DRAFT


async def _files(sandbox: Sandbox, source: RuleSource) -> tuple[int, tuple[SourceFile, ...]]:
    """The revision of the real shop and its files; none when it has none of that kind."""
    main, shop = sandbox.main, sandbox.shop
    if source is RuleSource.EXAMPLE:
        return 1, example_files(sandbox.state.example)
    if source is RuleSource.DRAFT:
        copy = await working_copy(main, shop)
        return copy.revision, copy.files
    live = await live_revision(main, shop)
    return (0, ()) if live is None else (live.number, live.files)


async def _publish(sandbox: Sandbox, files: tuple[SourceFile, ...], language: str) -> tuple[str, ...]:
    """Make `files` live in the sandbox, unless they are; the messages of what keeps them from it."""
    engine, shop = sandbox.engine, sandbox.shop
    running = await live_revision(engine, shop)
    if running is not None and running.files == files:
        return ()
    outcome = await publish(
        engine,
        shop,
        files,
        expected=None if running is None else running.number,
        actor=BY_SANDBOX,
        language=language,
    )
    if isinstance(outcome, Published):
        return ()
    if isinstance(outcome, RulesRefused):
        found = (one for one in outcome.checked.diagnostics if one.severity is Severity.ERROR)
        return tuple(f"{one.place.path}:{one.place.line} {one.message}" for one in found)[:MOST_ERRORS]
    return (outcome.problem.value,)
