"""The `test` blocks of rule files that are not published, played against the shop's products."""

import asyncio
from collections.abc import Sequence

from engine.dsl.compile import compile_files
from engine.model.answers import PlayedTest, RulesRefused
from engine.model.records import SourceFile
from engine.service.engine import Engine
from engine.service.publish import check_sources
from engine.service.run_tests import run_tests


async def play_tests(
    engine: Engine, shop: str, files: Sequence[SourceFile], *, language: str = "en"
) -> tuple[PlayedTest, ...] | RulesRefused:
    """Each test block with what failed in it; the findings instead when the files have errors. Stores nothing."""
    catalog = await engine.store.catalog(shop)
    compiled = await asyncio.to_thread(compile_files, tuple(files), catalog)
    program = compiled.program
    if program is None:
        return RulesRefused(checked=await check_sources(engine, shop, files, language=language))
    # In a thread with a loop of its own: a test awaits nothing that is really waited for, and would hold up quotes.
    return await asyncio.to_thread(lambda: asyncio.run(run_tests(program, compiled.tests)))
