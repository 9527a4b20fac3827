"""`parse_file`: rule text to a tree with every mistake of form; never raises."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from engine.dsl import tree
from engine.dsl.chunk import MOST_FINDINGS, read_chunk
from engine.dsl.edition import read_edition
from engine.dsl.leaves import Page
from engine.dsl.nodes import Block, File
from engine.dsl.source import Source, read_source
from engine.model.diagnostic import Confidence, Diagnostic, Edit, Fix, Note
from engine.values.span import Span

MOST_BLOCKS = 5000
"""Blocks of one file (SEC30)."""

_HEADER = re.compile(
    r"^[ \t]*(?:shop|(?:coupon|offer|reminder|list|giftcard|sale|budget|audience|experiment|test)"
    r'[ \t]*"(?:\\.|[^"\\\n])*")[ \t]*\{[ \t]*(?:#[^\n]*)?$',
    re.MULTILINE,
)
"""Where a file is cut: each stretch from one such line to the next is read on its own, and remembered."""


def parse_file(path: str, data: bytes | str) -> File:
    """The tree of a rule file and what is wrong with its form, in order of place."""
    return parse_source(read_source(path, data))


def parse_source(source: Source) -> File:
    """The tree of a file that is already text."""
    if any(one.code in {"E0001", "E0002"} for one in source.diagnostics):
        return File(path=source.path, edition=None, blocks=(), diagnostics=source.diagnostics)
    edition = read_edition(source)
    found = [*source.diagnostics, *edition.findings]
    blocks: list[Block] = []
    if edition.readable:
        found.extend(_read_blocks(source, edition.end, blocks))
    return File(
        path=source.path, edition=edition.number, blocks=tuple(blocks), diagnostics=_useful(source, found)
    )


def _read_blocks(source: Source, begin: int, blocks: list[Block]) -> Iterator[Diagnostic]:
    """Read stretch by stretch into `blocks`; stops when more is wrong than anybody reads."""
    text, count = source.folded, 0
    cuts = [begin, *(match.start() for match in _HEADER.finditer(text, begin)), len(text)]
    for start, end in pairwise(cuts):
        stretch = text[start:end]
        chunk = read_chunk(stretch)
        page = Page(path=source.path, base=start, text=stretch)
        if len(blocks) + len(chunk.blocks) > MOST_BLOCKS:
            args = {"count": str(len(cuts) - 2), "most": str(MOST_BLOCKS)}
            yield Diagnostic(code="E0006", span=page.span(0, 0), args=args)
            return
        blocks.extend(tree.block(page, read) for read in chunk.blocks)
        for one in chunk.findings:
            count += 1
            yield _moved(one, page)
        if chunk.open and not any(one.code == "E0209" for one in chunk.findings):
            yield _unclosed(source, chunk.open, page, end)
        if count > MOST_FINDINGS:
            return


def _moved(finding: Diagnostic, page: Page) -> Diagnostic:
    """A finding of a stretch at its place in the file."""

    def there(span: Span) -> Span:
        return page.span(span.start, span.end)

    fix = finding.fix
    if fix:
        fix = replace(fix, edits=tuple(Edit(span=there(one.span), text=one.text) for one in fix.edits))
    also = tuple(replace(note, span=there(note.span)) for note in finding.also)
    return replace(finding, span=there(finding.span), also=also, fix=fix)


def _unclosed(source: Source, opened: Span, page: Page, end: int) -> Diagnostic:
    """The block that begins at `opened` reaches the next block, or the end of the file."""
    header = page.span(opened.start, opened.end)
    name = source.folded[header.start : header.end].removesuffix("{").strip()
    note = Note(span=header, label="opened")
    at_end = end >= len(source.folded)
    if at_end:
        end = len(source.folded.rstrip())
        span = Span(path=source.path, start=end, end=end)
    else:
        begin = end + len(source.folded[end:]) - len(source.folded[end:].lstrip(" \t"))
        last = source.folded.find("\n", begin)
        line = source.folded[begin : last if last >= 0 else None].partition("{")[0]
        span = Span(path=source.path, start=begin, end=begin + len(line) + 1)
    place = Span(path=source.path, start=end, end=end)
    fix = Fix(edits=(Edit(span=place, text="\n}\n" if at_end else "}\n"),), confidence=Confidence.MAYBE)
    return Diagnostic(
        code="E0204",
        span=span,
        args={"block": name},
        label="end" if at_end else "",
        also=(note,),
        helps=("end" if at_end else "",),
        fix=fix,
    )


def _useful(source: Source, found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """In order of place, without echoes of typing slips, and not more than anybody reads."""
    typing = [one for one in found if one.code.startswith("E01")]
    hidden = {source.place(one.span.start)[0] for one in typing if one.code in {"E0102", "E0106"}}
    useful = [one for one in found if not (one.code.startswith("E02") and _echo(source, one, typing, hidden))]
    useful.sort(key=lambda one: (one.span.start, one.code))
    if len(useful) > MOST_FINDINGS:
        last = useful[MOST_FINDINGS]
        rest = Diagnostic(code="E0299", span=last.span, args={"most": str(MOST_FINDINGS)})
        return (*useful[:MOST_FINDINGS], rest)
    return tuple(useful)


def _echo(source: Source, finding: Diagnostic, typing: list[Diagnostic], hidden: set[int]) -> bool:
    if hidden and source.place(finding.span.start)[0] in hidden:
        return True
    return any(one.span.start < finding.span.end and finding.span.start < one.span.end for one in typing)
