"""`parse_file`: rule text to a tree with every mistake of form; never raises."""

import re
from dataclasses import replace

from engine.dsl import tree
from engine.dsl.chunk import read_chunk
from engine.dsl.leaves import Page
from engine.dsl.nodes import Block, File
from engine.dsl.source import read_source
from engine.model.diagnostic import Diagnostic

_HEADER = re.compile(
    r"^[ \t]*(?:shop|(?:coupon|offer|reminder|list|giftcard|sale|budget|audience|experiment|test)"
    r'[ \t]*"(?:\\.|[^"\\\n])*")[ \t]*\{[ \t]*(?:#[^\n]*)?$',
    re.MULTILINE,
)
_EDITION = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*otoku[ \t]+([0-9]{1,9})[ \t]*(?:#[^\n]*)?(?:\n|\Z)")


def parse_file(path: str, data: bytes | str) -> File:
    """The tree of a rule file and what is wrong with its form, in order of place."""
    source = read_source(path, data)
    text = source.folded
    found = list(source.diagnostics)
    blocks: list[Block] = []
    edition = _EDITION.match(text)
    starts = [match.start() for match in _HEADER.finditer(text)]
    first = edition.end() if edition else 0
    for start, end in zip([first, *starts], [*starts, len(text)], strict=True):
        chunk = read_chunk(text[start:end])
        page = Page(path=path, base=start, text=text[start:end])
        blocks.extend(tree.block(page, read) for read in chunk.blocks)
        found.extend(replace(one, span=page.span(one.span.start, one.span.end)) for one in chunk.findings)
    return File(
        path=path,
        edition=int(edition[1]) if edition else None,
        blocks=tuple(blocks),
        diagnostics=tuple(found),
    )
