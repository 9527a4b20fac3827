"""The first line of a file: `otoku 1`."""

import re
from dataclasses import dataclass

from engine.dsl.source import Source
from engine.dsl.suggest import nearest
from engine.model.diagnostic import Confidence, Diagnostic, Edit, Fix
from engine.values.span import Span

NEWEST = 1
"""The newest edition of the language that this engine reads."""

_FIRST_LINE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*+([^\n#]*[^\n# \t])?")
_EDITION = re.compile(r"otoku[ \t]+([0-9]{1,9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The edition of a file; blocks begin at the offset `end` unless the file is not `readable`."""

    number: int | None
    end: int
    readable: bool
    findings: tuple[Diagnostic, ...]


def read_edition(source: Source) -> Edition:
    """The edition header of `source`."""
    match = _FIRST_LINE.match(source.folded)
    first = match[1] if match and match[1] else ""
    start, end = match.span(1) if match and match[1] else (0, 0)
    span = Span(path=source.path, start=start, end=end)
    known = _EDITION.fullmatch(first)
    if known and int(known[1]) == NEWEST:
        return Edition(number=NEWEST, end=end, readable=True, findings=())
    if known and int(known[1]) > NEWEST:
        args = {"edition": known[1], "known": str(NEWEST)}
        finding = Diagnostic(code="E0004", span=span, args=args)
        return Edition(number=int(known[1]), end=end, readable=False, findings=(finding,))
    word = re.match(r"[^\s\"{0-9]*", first)
    if word and nearest(word[0], ("otoku",)):
        fix = Fix(edits=(Edit(span=span, text=f"otoku {NEWEST}"),), confidence=Confidence.MAYBE)
        wrong = first[len(word[0]) :].strip() or word[0]
        finding = Diagnostic(code="E0003", span=span, args={"edition": wrong}, label="unknown", fix=fix)
        return Edition(number=None, end=end, readable=True, findings=(finding,))
    fix = Fix(edits=(Edit(span=span, text=f"otoku {NEWEST}\n"),), confidence=Confidence.SURE)
    insert = Span(path=source.path, start=start, end=start)
    fix = Fix(edits=(Edit(span=insert, text=f"otoku {NEWEST}\n"),), confidence=Confidence.SURE)
    return Edition(
        number=None, end=start, readable=True, findings=(Diagnostic(code="E0003", span=span, fix=fix),)
    )
