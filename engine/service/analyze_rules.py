"""What a rule set can and cannot do, told in sentences, each with an order that shows it."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from engine.dsl.analyze.program import GRAVITIES, USUAL_PIECES, analyze
from engine.dsl.analyze.sentences import sentence
from engine.dsl.analyze.variants import ProgramVersion, versions
from engine.dsl.compile import compile_files
from engine.dsl.sentences.speech import Speech
from engine.model.answers import RulesRefused
from engine.model.findings import Finding, ToldFinding
from engine.model.program import Program
from engine.model.records import SourceFile
from engine.service.engine import Engine
from engine.service.publish import check_sources
from engine.service.rehearse import Rehearsed
from engine.service.trial_event import event_json


async def analyze_rules(
    engine: Engine,
    shop: str,
    files: Sequence[SourceFile],
    *,
    pieces: int = USUAL_PIECES,
    language: str = "en",
) -> tuple[ToldFinding, ...] | RulesRefused:
    """The findings about rule files that need not be published, against the shop's products; stores nothing.

    Files with errors are not analysed: the answer is what the checker found. `pieces` of each product make the
    largest cart.
    """
    catalog = await engine.store.catalog(shop)
    compiled = await asyncio.to_thread(compile_files, tuple(files), catalog)
    if compiled.program is None:
        return RulesRefused(checked=await check_sources(engine, shop, files, language=language))
    # In a thread: a large rule set takes seconds, and would hold up quotes.
    return await asyncio.to_thread(
        analyze_program, compiled.program, engine.clock.now(), pieces=pieces, language=language
    )


def analyze_program(
    program: Program, since: datetime, *, pieces: int = USUAL_PIECES, language: str = "en"
) -> tuple[ToldFinding, ...]:
    """The findings about a compiled program from `since` on, the gravest first, in `en` or `ja`."""
    speech = Speech(
        language="ja" if language.lower().startswith("ja") else "en",
        catalog=program.catalog,
        currency=program.settings.currency,
        zone=ZoneInfo(program.settings.zone),
    )
    told: list[ToldFinding] = []
    known: list[Finding] = []
    for version in versions(program):
        found = analyze(version.program, Rehearsed(version.program), since, pieces=pieces)
        told.extend(_told(one, speech, version) for one in found if one not in known)
        known += found
    return tuple(sorted(told, key=lambda one: GRAVITIES.index(one.finding.gravity)))


def _told(finding: Finding, speech: Speech, version: ProgramVersion) -> ToldFinding:
    event: dict[str, Any] | None = None if finding.event is None else event_json(finding.event, speech.zone)
    return ToldFinding(
        finding=finding,
        sentence=_whose(version, speech) + sentence(finding, speech),
        event=None if event is None else orjson.dumps(event).decode(),
    )


def _whose(version: ProgramVersion, speech: Speech) -> str:
    if not version.variant:
        return ""
    return speech.say(
        f'Variant "{version.variant}" of "{version.experiment}": ',
        f"実験「{version.experiment}」の「{version.variant}」: ",
    )
