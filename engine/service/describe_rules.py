"""Rules read back as sentences, for approval and for colleagues who do not read rule files."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from engine.dsl.compile import compile_files
from engine.dsl.describe import describe
from engine.model.answers import RuleOutline
from engine.model.records import SourceFile
from engine.service.engine import Engine
from engine.service.outline_rules import outline_rules
from engine.service.publish import COMPILE_SECONDS


async def describe_rules(
    engine: Engine, shop: str, files: Sequence[SourceFile], *, path: str | None = None, language: str = "en"
) -> tuple[RuleOutline, ...]:
    """The rules of `files`, or of the one at `path`, with their `description`; none while there are errors."""
    catalog = await engine.store.catalog(shop)
    async with asyncio.timeout(COMPILE_SECONDS):
        compiled = await asyncio.to_thread(compile_files, tuple(files), catalog)
    program = compiled.program
    if program is None:
        return ()
    spoken = "ja" if language.lower().startswith("ja") else "en"
    rules = {rule.name: rule for rule in program.rules}
    return tuple(
        replace(one, description=describe(rules[one.name], program, spoken))
        for one in outline_rules(program, compiled.files)
        if path in (None, one.path)
    )
