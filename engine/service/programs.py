"""Compiled rule sets, remembered by shop, revision and catalogue version."""

import asyncio
import secrets
from collections import OrderedDict
from dataclasses import replace
from datetime import datetime, timedelta

from engine.dsl.compile import compile_files
from engine.model.catalog import Catalog
from engine.model.program import Program, Rule, ShopSettings, World
from engine.model.records import Revision, Shop
from engine.runtime.prepare import Prepared, prepare
from engine.store.port import Store

FRESH = timedelta(seconds=1)
"""How long quotes may use what was live a moment ago; what is stored is always decided with what is live."""

SALT_LENGTH = 32
"""Bytes."""

LARGEST = 64
"""Programs remembered per process; old revisions are needed for the mails that they queued."""


class BrokenRevision(Exception):
    """A stored revision that this engine cannot compile: it was written by a newer one, or changed behind our back."""


class ProgramCache:
    """Compiles each revision once. Shared by all requests of a process."""

    def __init__(self, fixed: Program | None = None, *, all_worlds: bool = False) -> None:
        """With `fixed` every shop has these rules, whatever its store says: for try-outs and tests of rules.

        With `all_worlds` rules of `mode sandbox` act in every order: for an engine in which nothing is real (S1.38).
        """
        self._all_worlds = all_worlds
        self._fixed = None if fixed is None else prepare(fixed)
        self._programs: OrderedDict[tuple[str, int], Program] = OrderedDict()
        self._prepared: dict[str, tuple[tuple[int, int], Prepared]] = {}
        self._looked: dict[str, datetime] = {}
        self._making: dict[str, tuple[tuple[int, int], asyncio.Task[Prepared]]] = {}

    async def live(self, store: Store, shop: str) -> Prepared | None:
        """The live rules with the catalogue of now; rules of no effect when nothing is published; None for no shop."""
        if self._fixed is not None:
            return self._fixed
        head = await store.shop(shop)
        if head is None:
            return None
        version = (head.live_revision or 0, head.catalog_version)
        known = self._prepared.get(shop)
        if known is not None and known[0] == version:
            return known[1]
        return await asyncio.shield(self._make_once(store, head, version))

    async def recent(self, store: Store, shop: str, now: datetime) -> Prepared | None:
        """Like `live`, but looks for a change once a second only: pricing a cart needs no statement for it."""
        known, looked = self._prepared.get(shop), self._looked.get(shop)
        if known is not None and looked is not None and timedelta() <= now - looked < FRESH:
            return known[1]
        prepared = await self.live(store, shop)
        self._looked[shop] = now
        return prepared

    async def of_revision(self, store: Store, shop: str, number: int, now: datetime) -> Program:
        """The rules of one revision with the catalogue of now, at most a second old.

        Raises BrokenRevision; LookupError when the shop has no such revision.
        """
        recent = await self.recent(store, shop, now)
        if recent is None:
            raise LookupError(f"there is no shop {shop}")
        if recent.program.revision == number or self._fixed is not None:
            return recent.program
        program = await self._program(store, shop, number)
        return replace(program, catalog=recent.program.catalog)

    def remember(self, shop: str, program: Program) -> None:
        """Keep what was compiled for publishing, so that the first request after it does not wait."""
        self._keep((shop, program.revision), program)

    def forget(self, shop: str) -> None:
        """Look at once what is live: something was published here, or the catalogue changed."""
        self._looked.pop(shop, None)

    def _make_once(self, store: Store, head: Shop, version: tuple[int, int]) -> asyncio.Task[Prepared]:
        """One compilation for all who wait, which goes on when the request that began it has run out of time."""
        making = self._making.get(head.id)
        if making is not None and making[0] == version and not making[1].done():
            return making[1]
        task = asyncio.create_task(self._make_and_keep(store, head, version), name=f"compile {head.id}")
        self._making[head.id] = version, task
        return task

    async def _make_and_keep(self, store: Store, head: Shop, version: tuple[int, int]) -> Prepared:
        made = await self._make(store, head)
        self._prepared[head.id] = version, made
        return made

    async def _make(self, store: Store, head: Shop) -> Prepared:
        catalog = await store.catalog(head.id)
        if head.live_revision is None:
            return prepare(nothing_published(catalog))
        program = await self._program(store, head.id, head.live_revision)
        if self._all_worlds:
            program = in_every_world(program)
        salt = await self.salt(store, head.id, program)
        return await asyncio.to_thread(prepare, replace(program, catalog=catalog), salt)

    async def salt(self, store: Store, shop: str, program: Program) -> bytes:
        """What the shop deals arms by, made when its first experiment goes live; empty for rules without any."""
        if not program.experiments:
            return b""
        return await store.experiment_salt(shop, secrets.token_bytes(SALT_LENGTH))

    async def _program(self, store: Store, shop: str, number: int) -> Program:
        known = self._programs.get((shop, number))
        if known is not None:
            self._programs.move_to_end((shop, number))
            return known
        revision = await store.revision(shop, number)
        if revision is None:
            raise LookupError(f"shop {shop} has no revision {number}")
        program = await asyncio.to_thread(compile_stored, revision)
        self._keep((shop, number), program)
        return program

    def _keep(self, key: tuple[str, int], program: Program) -> None:
        self._programs[key] = program
        self._programs.move_to_end(key)
        while len(self._programs) > LARGEST:
            self._programs.popitem(last=False)


def compile_stored(revision: Revision) -> Program:
    """Compile a revision that was checked when it was stored. Raises BrokenRevision.

    Without a catalogue: a product that was removed since makes a rule idle, but never keeps the others from working.
    """
    compiled = compile_files(revision.files, None)
    if compiled.program is None:
        raise BrokenRevision(f"revision {revision.number} cannot be compiled by this version of Otoku")
    return replace(compiled.program, revision=revision.number)


def in_every_world(program: Program) -> Program:
    """The same rules without `mode sandbox`: each acts in ordinary orders, too."""
    return replace(program, rules=tuple(_live(rule) for rule in program.rules))


def _live(rule: Rule) -> Rule:
    variants = tuple((arm, replace(one, world=World.LIVE)) for arm, one in rule.variants)
    return replace(rule, world=World.LIVE, variants=variants)


def nothing_published(catalog: Catalog) -> Program:
    """The rules of a shop that has published none: every price is the catalogue's."""
    return Program(settings=ShopSettings(currency=catalog.currency), catalog=catalog)
