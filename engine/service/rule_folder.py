"""The working copy as a list of files, each with what the compiler says of it."""

from collections import Counter

from engine.dsl.edit import RULE_FILE
from engine.dsl.editing.find import RULE_KINDS
from engine.dsl.editing.sheet import digest_of
from engine.dsl.parser import parse_file
from engine.model.answers import Checked
from engine.model.answers_rules import FileSummary, RuleFolder
from engine.model.diagnostic import Severity
from engine.model.records import SourceFile
from engine.service.engine import Engine
from engine.service.publish import check_sources
from engine.service.working_copy import live_revision, working_copy


async def rule_folder(engine: Engine, shop: str, *, language: str = "en") -> RuleFolder:
    """The working copy and what the compiler says of it."""
    copy = await working_copy(engine, shop)
    live = await live_revision(engine, shop)
    checked = await check_sources(engine, shop, copy.files, language=language)
    was = {file.path: file.text for file in live.files} if live else {}
    return RuleFolder(
        revision=copy.revision,
        live_revision=live.number if live else None,
        files=tuple(_summary(file, checked, was) for file in copy.files),
        removed=tuple(sorted(was.keys() - {file.path for file in copy.files})),
        diagnostics=checked.diagnostics,
        fingerprint=checked.fingerprint,
    )


def _summary(file: SourceFile, checked: Checked, was: dict[str, str]) -> FileSummary:
    found = Counter(one.severity for one in checked.diagnostics if one.place.path == file.path)
    rules = 0
    if file.path.endswith(RULE_FILE):
        rules = sum(block.kind in RULE_KINDS for block in parse_file(file.path, file.text).blocks)
    return FileSummary(
        path=file.path,
        sha256=digest_of(file.text),
        rules=rules,
        errors=found[Severity.ERROR],
        warnings=found[Severity.WARNING],
        changed=was.get(file.path) != file.text,
    )
