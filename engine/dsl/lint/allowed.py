"""`# otoku: allow W1102 because …`: warnings that somebody has thought about (W1504, W1505)."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from engine.dsl.check.placed import Placed
from engine.model.diagnostic import Diagnostic, Severity
from engine.values.span import Span

PLAYED_ONLY = frozenset({"W1402"})
"""Found by playing the tests, not by reading: whoever only reads cannot call such a comment unused."""

_MARK = "otoku:"
_BEFORE = r'^(?:[^"#\n]|"(?:\\.|[^"\\\n])*")*'
_COMMENT = re.compile(rf"{_BEFORE}(#[ \t]*otoku:[^\n]*)", re.MULTILINE)
_ALLOW = re.compile(
    r"#[ \t]*otoku:[ \t]*allow[ \t]+((?:W\d{4})(?:[ \t]*,[ \t]*W\d{4})*)[ \t]+because[ \t]+\S.*"
)
_BLANK = re.compile(r"[ \t\r]*(?:#.*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Allow:
    """The warning `code` is fine on the lines `[first, last]`."""

    code: str
    span: Span
    first: int
    last: int


def without_allowed(
    found: Sequence[Diagnostic], text: str, path: str, blocks: Sequence[Placed], line_at: Callable[[int], int]
) -> list[Diagnostic]:
    """What is left of the findings of one file, and a warning for each comment that allows nothing."""
    if _MARK not in text:
        return list(found)
    allows: list[Allow] = []
    left: list[Diagnostic] = []
    for one in _comments(text, path, blocks, line_at):
        if isinstance(one, Allow):
            allows.append(one)
        else:
            left.append(one)
    used: set[Allow] = set()
    for finding in found:
        line = line_at(finding.span.start)
        matching = [one for one in allows if one.code == finding.code and one.first <= line <= one.last]
        used.update(matching)
        if not matching or finding.severity is Severity.ERROR:
            left.append(finding)
    unused = (one for one in allows if one not in used and one.code not in PLAYED_ONLY)
    left.extend(Diagnostic(code="W1504", span=one.span, args={"code": one.code}) for one in unused)
    return left


def allowed_lines(
    code: str, text: str, path: str, blocks: Sequence[Placed], line_at: Callable[[int], int]
) -> frozenset[int]:
    """The lines on which comments say that the warning `code` is fine."""
    if _MARK not in text:
        return frozenset()
    return frozenset(
        line
        for one in _comments(text, path, blocks, line_at)
        if isinstance(one, Allow) and one.code == code
        for line in range(one.first, one.last + 1)
    )


def _comments(
    text: str, path: str, blocks: Sequence[Placed], line_at: Callable[[int], int]
) -> Iterator[Allow | Diagnostic]:
    lines = text.split("\n")
    heads = {placed.line: line_at(placed.block.span.end) for placed in blocks}
    for match in _COMMENT.finditer(text):
        span = Span(path=path, start=match.start(1), end=match.start(1) + len(match[1].rstrip()))
        allow = _ALLOW.match(match[1])
        if not allow:
            yield Diagnostic(code="W1505", span=span)
            continue
        line = _meant(lines, line_at(match.start(1)))
        for code in re.findall(r"W\d{4}", allow[1]):
            # Beside or above the header of a block it speaks for the whole block.
            yield Allow(code=code, span=span, first=line, last=heads.get(line, line))


def _meant(lines: Sequence[str], line: int) -> int:
    """The line that a comment on `line` speaks of: its own, or the next one that is no comment."""
    while line < len(lines) and _BLANK.fullmatch(lines[line - 1]):
        line += 1
    return line
