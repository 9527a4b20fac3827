"""What publishing rule files would change, counted before it happens; and publishing exactly that."""

# ruff: noqa: PLR0913 - what publishing needs to be told

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.dsl.compile import Compiled, compile_files
from engine.dsl.editing.find import RULE_KINDS
from engine.dsl.plan import changed_targets, drift_changes, plan_changes, text_only_differences, version_of
from engine.dsl.planning.compare import Version
from engine.dsl.planning.delays import edited_delays
from engine.dsl.planning.words import plan_text
from engine.model.answers import Published, RulesRefused
from engine.model.catalog import Catalog
from engine.model.decision import Problem, Rejection
from engine.model.diagnostic import Diagnostic
from engine.model.records import Actor, Outstanding, Receipt, Revision, SourceFile
from engine.model.rule_plan import BlockChange, ChangeKind, RuleEffect, RulePlan
from engine.service.engine import Engine
from engine.service.explain_diagnostics import explain_diagnostics
from engine.service.programs import BrokenRevision
from engine.service.publish import COMPILE_SECONDS, check_sources, publish

SHORTEST_FINGERPRINT = 12
"""Digits of a fingerprint that name a plan."""


async def plan_rules(
    engine: Engine, shop: str, files: Sequence[SourceFile], *, language: str = "en"
) -> RulePlan | RulesRefused | Rejection:
    """Compare rule files with what is live, by meaning, and count what the changes touch; stores nothing.

    Coupons that can still be used and messages that wait are counted per changed rule, former names included. Raises
    BrokenRevision.
    """
    sides = await _sides(engine, shop, tuple(files), language)
    if not isinstance(sides, tuple):
        return sides
    live, before, after, compiled = sides
    changes = plan_changes(before, after)
    effects = await _effects(engine, shop, before, after, changes.blocks)
    found = (*compiled.diagnostics, *_moved(before, after, changes.blocks, effects))
    plan = RulePlan(
        base=live.number if live else None,
        fingerprint=after.program.fingerprint,
        changes=changes,
        effects=effects,
        text_only=text_only_differences(live.files if live else (), files, changes),
        diagnostics=explain_diagnostics(found, files, language),
    )
    return replace(plan, says=plan_text(plan, _spoken(language)))


async def find_drift(
    engine: Engine, shop: str, files: Sequence[SourceFile], *, language: str = "en"
) -> RulePlan | RulesRefused | Rejection:
    """How what is live differs from rule files: somebody edited in the admin app, or files were never published.

    `fingerprint` is that of what is live. NOT_FOUND when nothing is. Raises BrokenRevision.
    """
    sides = await _sides(engine, shop, tuple(files), language)
    if not isinstance(sides, tuple):
        return sides
    live, before, after, _ = sides
    if live is None or before is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("revision",))
    changes = drift_changes(files=after, live=before)
    drift = RulePlan(
        base=live.number,
        fingerprint=live.fingerprint,
        changes=changes,
        text_only=text_only_differences(files, live.files, changes),
    )
    return replace(drift, says=plan_text(drift, _spoken(language), drift=True))


async def apply_plan(
    engine: Engine,
    shop: str,
    files: Sequence[SourceFile],
    *,
    base: int | None,
    fingerprint: str,
    actor: Actor,
    note: str = "",
    receipt: Receipt | None = None,
    language: str = "en",
) -> Published | RulesRefused | Rejection:
    """Publish what was planned and nothing else.

    STALE_REVISION when the files mean something else than the plan's `fingerprint` (12 digits or more of it), or when
    another revision than `base` is live by now.
    """
    checked = await check_sources(engine, shop, files, language=language)
    if checked.errors:
        return RulesRefused(checked=checked)
    if len(fingerprint) < SHORTEST_FINGERPRINT or not checked.fingerprint.startswith(fingerprint):
        return Rejection(problem=Problem.STALE_REVISION, path=("fingerprint",))
    return await publish(
        engine, shop, files, expected=base, actor=actor, note=note, receipt=receipt, language=language
    )


async def _sides(
    engine: Engine, shop: str, files: tuple[SourceFile, ...], language: str
) -> tuple[Revision | None, Version | None, Version, Compiled] | RulesRefused | Rejection:
    """What is live, its meaning, the meaning of the files, and how they compiled."""
    head = await engine.store.shop(shop)
    if head is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("shop",), args=(("shop", shop),))
    catalog = await engine.store.catalog(shop)
    compiled = await _compile(files, catalog)
    if compiled.program is None:
        checked = await check_sources(engine, shop, files, language=language)
        return RulesRefused(checked=checked)
    live = await engine.store.revision(shop, head.live_revision) if head.live_revision else None
    before = await _live_version(live, catalog) if live else None
    return live, before, version_of(compiled, files), compiled


async def _live_version(live: Revision, catalog: Catalog) -> Version:
    compiled = await _compile(live.files, catalog)
    if compiled.program is None:
        # A product that it names was removed since: its meaning stays.
        compiled = await _compile(live.files, None)
    if compiled.program is None:
        raise BrokenRevision(f"revision {live.number} cannot be compiled by this version of Otoku")
    return version_of(compiled, live.files)


async def _compile(files: tuple[SourceFile, ...], catalog: Catalog | None) -> Compiled:
    complete = catalog is not None
    async with asyncio.timeout(COMPILE_SECONDS):
        return await asyncio.to_thread(compile_files, files, catalog, complete=complete)


async def _effects(
    engine: Engine, shop: str, before: Version | None, after: Version, blocks: Sequence[BlockChange]
) -> tuple[RuleEffect, ...]:
    """What each rule that changes or goes away has promised."""
    if before is None:
        return ()
    touched = [
        one
        for one in blocks
        if one.kind in RULE_KINDS
        and one.change is not ChangeKind.ADDED
        and (one.former or one.name) in before.rules
    ]
    names = {one.name: _names(one, before, after) for one in touched}
    wanted = sorted({name for some in names.values() for name in some})
    found = {one.rule: one for one in await engine.store.outstanding(shop, wanted, engine.clock.now())}
    effects = []
    for one in touched:
        owed = [found[name] for name in names[one.name] if name in found]
        if owed:
            effects.append(_effect(one, owed, changed_targets(before, after, one)))
    return tuple(effects)


def _moved(
    before: Version | None, after: Version, blocks: Sequence[BlockChange], effects: Sequence[RuleEffect]
) -> Iterator[Diagnostic]:
    """W1302 where the time of messages is edited while some wait by the old one."""
    waiting = {one.rule: one.messages for one in effects if one.messages}
    for one in blocks if before else ():
        if before and one.name in waiting and one.kind in RULE_KINDS:
            args = {"name": one.name, "count": f"{waiting[one.name]:,}"}
            for span in edited_delays(before, after, one):
                yield Diagnostic(code="W1302", span=span, args=args)


def _names(change: BlockChange, before: Version, after: Version) -> tuple[str, ...]:
    """Every name under which a rule may have promised something."""
    old = before.rules[change.former or change.name]
    new = after.rules.get(change.name)
    return tuple(dict.fromkeys((old.name, *old.was, *(new.was if new else ()))))


def _effect(change: BlockChange, owed: Sequence[Outstanding], targets: tuple[str, str] | None) -> RuleEffect:
    return RuleEffect(
        rule=change.name,
        coupons=sum(one.coupons for one in owed),
        following=sum(one.following for one in owed),
        messages=sum(one.messages for one in owed),
        targets=targets,
    )


def _spoken(language: str) -> str:
    return "ja" if language.lower().startswith("ja") else "en"
