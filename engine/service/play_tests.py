"""The `test` blocks of rule files that are not published, played against the shop's products."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from engine.dsl.compile import compile_files
from engine.model.answers import PlayedTest, RulesRefused
from engine.model.coverage import Coverage
from engine.model.program import Program
from engine.model.records import SourceFile
from engine.model.timeline import Timeline
from engine.service.cover_tests import coverage_of
from engine.service.engine import Engine
from engine.service.publish import check_sources
from engine.service.run_tests import run_tests


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedTests:
    """Each test block with what failed in it, and what all of them have seen of the rules."""

    tests: tuple[PlayedTest, ...]
    coverage: Coverage


async def play_tests(
    engine: Engine, shop: str, files: Sequence[SourceFile], *, language: str = "en"
) -> tuple[PlayedTest, ...] | RulesRefused:
    """Each test block with what failed in it; the findings instead when the files have errors. Stores nothing."""
    played = await play_and_cover(engine, shop, files, language=language)
    return played.tests if isinstance(played, PlayedTests) else played


async def play_and_cover(
    engine: Engine, shop: str, files: Sequence[SourceFile], *, language: str = "en"
) -> PlayedTests | RulesRefused:
    """Like `play_tests`, with what the tests have seen of the rules."""
    catalog = await engine.store.catalog(shop)
    compiled = await asyncio.to_thread(compile_files, tuple(files), catalog)
    program = compiled.program
    if program is None:
        return RulesRefused(checked=await check_sources(engine, shop, files, language=language))
    # In a thread with a loop of its own: a test awaits nothing that is really waited for, and would hold up quotes.
    return await asyncio.to_thread(play_all, program, compiled.tests)


def play_all(program: Program, tests: Sequence[Timeline]) -> PlayedTests:
    """Tests of `program`; blocks until they are played, in a loop of its own."""
    played = asyncio.run(run_tests(program, tests, trace=True))
    return PlayedTests(tests=played, coverage=coverage_of(program, played))
