"""Rule files become a live revision, and an older one live again."""

# ruff: noqa: PLR0913, PLR0917 - what publishing needs to be told

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from engine.dsl.compile import Compiled, compile_files
from engine.dsl.remembered import Memory
from engine.model.answers import Checked, Published, RulesRefused
from engine.model.catalog import Catalog
from engine.model.decision import OTHER_REQUEST, Problem, Rejection
from engine.model.effects import StartTimer
from engine.model.events import TimerKind
from engine.model.messages import ListBody
from engine.model.program import Program
from engine.model.records import Actor, Page, Receipt, Revision, SourceFile
from engine.service.changes import rules_topic
from engine.service.engine import Engine
from engine.service.explain_diagnostics import explain_diagnostics
from engine.service.outline_rules import outline_rules
from engine.service.require_review import REVIEW_REQUIRED, approval_of
from engine.store.port import ReceiptMismatch, StaleRevision
from engine.store.review_port import NotApproved
from engine.vocabulary.groups import ABANDONED, PERSONAL

STALE = Rejection(problem=Problem.STALE_REVISION, path=("expected",))

COMPILE_SECONDS = 10
"""SEC30: no rule set may take longer."""

LOOKED_BACK = 50
"""Revisions among which a repeated request is looked for."""


async def check_sources(
    engine: Engine,
    shop: str,
    files: Sequence[SourceFile],
    *,
    language: str = "en",
) -> Checked:
    """Compile rule files against the shop's catalogue and say what is wrong; stores nothing."""
    checked, _ = await _check(engine, shop, files, language)
    return checked


async def publish(
    engine: Engine,
    shop: str,
    files: Sequence[SourceFile],
    *,
    expected: int | None,
    actor: Actor,
    note: str = "",
    receipt: Receipt | None = None,
    language: str = "en",
    emergency: bool = False,
) -> Published | RulesRefused | Rejection:
    """Make rule files live if `expected` is still the live revision (None: none is live yet), else STALE_REVISION.

    With errors nothing is stored; the live revision goes on serving. REVIEW_REQUIRED where a second person must
    approve and did not; an `emergency` waits for nobody, and for no product that was removed from the catalogue.
    """
    checked, program = await _check(engine, shop, files, language)
    if program is None and emergency:
        # A product that some other rule names may be gone since: its meaning stays, and the stop must not wait for it.
        program = (await asyncio.to_thread(compile_files, tuple(files), None)).program
    if program is None:
        return RulesRefused(checked=checked)
    review = None if emergency else await approval_of(engine, shop, expected, program, actor)
    if isinstance(review, Rejection):
        return review
    if await _is_stale(engine, shop, files, expected, program.fingerprint):
        known = await _is_known(engine, shop, receipt)
        if known is not True:
            return known or STALE
    draft = await engine.store.add_revision(
        shop, tuple(files), program.fingerprint, actor, note[:1000], engine.clock.now()
    )
    live = await _make_live(
        engine, shop, draft.number, expected, actor, receipt, program, review, note[:1000]
    )
    if isinstance(live, Rejection):
        return live
    engine.programs.remember(shop, replace(program, revision=live.number))
    return Published(revision=live, diagnostics=checked.diagnostics)


async def _is_stale(
    engine: Engine, shop: str, files: Sequence[SourceFile], expected: int | None, fingerprint: str
) -> bool:
    """Whether other rules are live by now, so that files which are refused do not become anybody's working copy.

    Files that are stored already may be a repeated request, whose receipt `make_live` knows.
    """
    head = await engine.store.shop(shop)
    if head is None or head.live_revision == expected:
        return False
    text = sorted((file.path, file.text) for file in files)
    return not any(
        one.fingerprint == fingerprint and sorted((file.path, file.text) for file in one.files) == text
        for one in await engine.store.revisions(shop, Page(limit=LOOKED_BACK))
    )


async def _is_known(engine: Engine, shop: str, receipt: Receipt | None) -> bool | Rejection:
    """Whether this very request was answered before; a refusal if its key was used for another one (C23)."""
    try:
        return receipt is not None and await engine.store.receipt_answer(shop, receipt) is not None
    except ReceiptMismatch:
        return OTHER_REQUEST


async def rollback(
    engine: Engine,
    shop: str,
    number: int,
    *,
    expected: int | None,
    actor: Actor,
    receipt: Receipt | None = None,
    language: str = "en",
) -> Published | Rejection:
    """Make revision `number` live again.

    It was checked when it was published, so it goes live at once; `diagnostics` tell what the catalogue of today
    would say about it. Going back needs nobody's approval, but a revision that was never live does, where the shop
    asks for that: REVIEW_REQUIRED.
    """
    revision = await engine.store.revision(shop, number)
    if revision is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("revision",), args=(("revision", str(number)),))
    if not revision.fingerprint:  # a draft that was stored with errors, which has no meaning
        return Rejection(problem=Problem.RULES_REFUSED, path=("revision",), args=(("revision", str(number)),))
    review = None
    if revision.published_at is None:
        program = (await asyncio.to_thread(compile_files, revision.files, None)).program
        if program is None:
            return Rejection(problem=Problem.RULES_REFUSED, path=("revision",))
        review = await approval_of(engine, shop, expected, program, actor)
    if isinstance(review, Rejection):
        return replace(review, path=("revision",))
    live = await _make_live(engine, shop, number, expected, actor, receipt, review=review)
    if isinstance(live, Rejection):
        return live
    checked, _ = await _check(engine, shop, revision.files, language)
    return Published(revision=live, diagnostics=checked.diagnostics)


async def _make_live(
    engine: Engine,
    shop: str,
    number: int,
    expected: int | None,
    actor: Actor,
    receipt: Receipt | None,
    program: Program | None = None,
    review: int | None = None,
    note: str = "",
) -> Revision | Rejection:
    """Swap the live revision; customers are waited for under its rules (all of them, if `program` is not known)."""
    now = engine.clock.now()
    timers = tuple(_plans(program, now))
    try:
        live = await engine.store.make_live(shop, number, expected, actor, receipt, now, timers, review, note)
    except NotApproved:
        return REVIEW_REQUIRED
    except StaleRevision:
        return STALE
    except ReceiptMismatch:
        return OTHER_REQUEST
    engine.programs.forget(shop)
    engine.changes.tell(rules_topic(shop))
    if timers:
        engine.waker.wake()
    return live


def _plans(program: Program | None, now: datetime) -> Iterator[StartTimer]:
    """Who and what waits already is looked at again under the rules that go live."""
    for plan, triggers in ((TimerKind.CUSTOMERS_PLAN, PERSONAL), (TimerKind.CARTS_PLAN, ABANDONED)):
        if program is None or any(rule.trigger and rule.trigger.kind in triggers for rule in program.rules):
            yield StartTimer(kind=plan, subject="", due=now)
    if program is None or any(isinstance(rule.body, ListBody) for rule in program.rules):
        yield StartTimer(kind=TimerKind.LISTS_PLAN, subject="", due=now)


async def _check(
    engine: Engine, shop: str, files: Sequence[SourceFile], language: str
) -> tuple[Checked, Program | None]:
    catalog = await engine.store.catalog(shop)
    async with engine.compiling.turn:
        try:
            compiled = await _compiled(engine.compiling.of(shop), files, catalog)
        except BaseException:
            engine.compiling.forget(shop)
            raise
    return _checked(compiled, files, language), compiled.program


async def _compiled(memory: Memory, files: Sequence[SourceFile], catalog: Catalog) -> Compiled:
    # In a thread, so that quotes go on while a large rule set is checked.
    async with asyncio.timeout(COMPILE_SECONDS):
        return await asyncio.to_thread(compile_files, tuple(files), catalog, complete=True, memory=memory)


def _checked(compiled: Compiled, files: Sequence[SourceFile], language: str) -> Checked:
    program = compiled.program
    diagnostics = explain_diagnostics(compiled.diagnostics, files, language)
    if program is None:
        return Checked(diagnostics=diagnostics)
    rules = outline_rules(program, compiled.files)
    return Checked(diagnostics=diagnostics, rules=rules, fingerprint=program.fingerprint)
