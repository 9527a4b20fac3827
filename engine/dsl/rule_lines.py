"""A rule file line by line, for forms: labels, values, comments, places and guards."""

from collections import Counter

from engine.dsl.editing.find import name_of, value_span
from engine.dsl.editing.refused import CannotEdit
from engine.dsl.editing.sheet import Sheet, digest_of, open_sheet, rule_digest
from engine.dsl.nodes import BadLine, Block, Line
from engine.model.answers_rules import RuleFile, RuleLine, RuleText, UnreadLine
from engine.model.records import SourceFile


def rule_file(file: SourceFile, revision: int = 0) -> RuleFile:
    """The blocks of a file with all their lines; none when it cannot be read. Offsets leave out a byte order mark."""
    try:
        sheet = open_sheet(file)
        rules = tuple(_rule(sheet, block) for block in sheet.file.blocks)
    except CannotEdit:
        rules = ()
    return RuleFile(
        path=file.path, text=file.text, sha256=digest_of(file.text), rules=rules, revision=revision
    )


def _rule(sheet: Sheet, block: Block) -> RuleText:
    return RuleText(
        kind=block.kind,
        name=name_of(block),
        start=block.span.start,
        end=block.span.end,
        line=sheet.source.place(block.span.start)[0],
        sha256=rule_digest(sheet, block),
        lines=_lines(sheet, block),
        bad_lines=_bad_lines(sheet, block),
    )


def _lines(sheet: Sheet, block: Block) -> tuple[RuleLine, ...]:
    seen: Counter[str] = Counter()
    found = []
    for line in block.lines:
        if isinstance(line, Line):
            seen[line.label] += 1
            found.append(_line(sheet, line, seen[line.label]))
    return tuple(found)


def _line(sheet: Sheet, line: Line, nth: int) -> RuleLine:
    text = sheet.cut(line.span)
    return RuleLine(
        label=line.label,
        nth=nth,
        text=text,
        value=sheet.cut(value_span(sheet, line)),
        comment=sheet.trailing_comment(line.span.end),
        start=line.span.start,
        end=line.span.end,
        line=sheet.source.place(line.span.start)[0],
        sha256=digest_of(text),
        lines=_lines(sheet, line.block) if line.block else (),
        bad_lines=_bad_lines(sheet, line.block) if line.block else (),
    )


def _bad_lines(sheet: Sheet, block: Block) -> tuple[UnreadLine, ...]:
    return tuple(
        UnreadLine(
            text=sheet.cut(line.span),
            start=line.span.start,
            end=line.span.end,
            line=sheet.source.place(line.span.start)[0],
        )
        for line in block.lines
        if isinstance(line, BadLine)
    )
