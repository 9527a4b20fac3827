"""Templates of the working copy: which there are, what they name, which rules send them, what is wrong with them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from engine.dsl.edit import RULE_FILE
from engine.dsl.editing.find import RULE_KINDS, name_of, settings
from engine.dsl.editing.sheet import digest_of
from engine.dsl.liquid_text import read_liquid
from engine.dsl.parser import parse_file
from engine.dsl.source import read_source
from engine.dsl.templates import is_template, name_and_locale, read_templates
from engine.model.answers import ExplainedDiagnostic
from engine.model.diagnostic import Severity
from engine.model.program import Template
from engine.model.records import SourceFile
from engine.service.engine import Engine
from engine.service.publish import check_sources
from engine.service.working_copy import live_revision, working_copy
from engine.vocabulary.pick import texts

SENDING = frozenset({"send", "step"})
"""Lines that name a template."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateUse:
    """A line of a rule that sends a template, from 1."""

    rule: str
    kind: str
    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow:
    """A template file; `read` is missing while it has mistakes, `changed` when it is not what is live."""

    file: SourceFile
    name: str
    locale: str
    read: Template | None
    variables: tuple[str, ...]
    uses: tuple[TemplateUse, ...]
    diagnostics: tuple[ExplainedDiagnostic, ...]
    errors: int
    warnings: int
    changed: bool
    sha256: str


async def template_rows(engine: Engine, shop: str, *, language: str) -> tuple[TemplateRow, ...]:
    """All templates of the working copy by path; a file whose name says no language is called by its path."""
    copy, live = await working_copy(engine, shop), await live_revision(engine, shop)
    checked = await check_sources(engine, shop, copy.files, language=language)
    was = {file.path: file.text for file in live.files} if live else {}
    uses = [use for file in copy.files if file.path.endswith(RULE_FILE) for use in _uses(file)]
    return tuple(
        _row(
            file,
            tuple(use for name, use in uses if name == name_and_locale(file.path)[0]),
            tuple(one for one in checked.diagnostics if one.place.path == file.path),
            changed=was.get(file.path) != file.text,
        )
        for file in sorted(copy.files, key=lambda one: one.path)
        if is_template(file.path)
    )


def _row(
    file: SourceFile,
    uses: tuple[TemplateUse, ...],
    diagnostics: tuple[ExplainedDiagnostic, ...],
    *,
    changed: bool,
) -> TemplateRow:
    name, locale = name_and_locale(file.path)
    read = [one for same in read_templates((file,), lambda _: None).values() for one in same]
    found = Counter(one.severity for one in diagnostics)
    template = read[0] if read else None
    return TemplateRow(
        file=file,
        name=name,
        locale=locale,
        read=template,
        variables=_variables(template) if template else (),
        uses=uses,
        diagnostics=diagnostics,
        errors=found[Severity.ERROR],
        warnings=found[Severity.WARNING],
        changed=changed,
        sha256=digest_of(file.text),
    )


def _variables(template: Template) -> tuple[str, ...]:
    parts = (template.subject, template.text, template.html)
    return tuple(sorted({one.name for part in parts for one in read_liquid(part).variables}))


def _uses(file: SourceFile) -> Iterator[tuple[str, TemplateUse]]:
    source = read_source(file.path, file.text)
    for block in parse_file(file.path, file.text).blocks:
        if block.kind not in RULE_KINDS or block.name is None:
            continue
        for _, line in settings(block):
            for named in texts(line.values) if line.label in SENDING else ():
                at, _ = source.place(named.span.start)
                use = TemplateUse(rule=name_of(block), kind=block.kind, path=file.path, line=at)
                yield named.value, use
