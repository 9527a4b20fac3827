"""The blocks of a file as an outline, and what of it can be folded."""

from collections.abc import Iterator

from lsprotocol import types

from engine.dsl.editing.find import RULE_KINDS
from engine.dsl.nodes import Block, Line
from engine.lsp.folder import Snapshot
from engine.lsp.names import title_of
from engine.lsp.positions import Positions


def symbols(snapshot: Snapshot, path: str) -> list[types.DocumentSymbol]:
    """Every block with its settings."""
    places = snapshot.places[path]
    return [_block(block, places) for block in _blocks(snapshot, path)]


def folds(snapshot: Snapshot, path: str) -> list[types.FoldingRange]:
    """Blocks, braces inside them, and comments of several lines."""
    places = snapshot.places[path]
    found = [
        types.FoldingRange(start_line=places.at(start).line, end_line=places.at(end).line - 1)
        for block in _blocks(snapshot, path)
        for start, end in _braces(block)
    ]
    found.extend(_comments(snapshot.sources[path].text))
    return [one for one in found if one.end_line > one.start_line]


def _blocks(snapshot: Snapshot, path: str) -> Iterator[Block]:
    return (block for file in snapshot.compiled.files if file.path == path for block in file.blocks)


def _block(block: Block, places: Positions) -> types.DocumentSymbol:
    name = block.name.value if block.name else block.kind
    return types.DocumentSymbol(
        name=name or block.kind,
        detail=" ".join(part for part in (block.kind, title_of(block)) if part),
        kind=_symbol_kind(block.kind),
        range=places.range(block.span.start, block.span.end),
        selection_range=places.range(block.header.start, block.header.end),
        children=[_line(line, places) for line in block.lines if isinstance(line, Line)],
    )


def _symbol_kind(kind: str) -> types.SymbolKind:
    if kind in RULE_KINDS:
        return types.SymbolKind.Event
    return types.SymbolKind.Method if kind == "test" else types.SymbolKind.Object


def _line(line: Line, places: Positions) -> types.DocumentSymbol:
    end = line.label_span.end
    rest = places.text[end : line.span.end].strip().splitlines()
    inner = line.block.lines if line.block else ()
    return types.DocumentSymbol(
        name=line.label,
        detail=rest[0][:80] if rest else "",
        kind=types.SymbolKind.Property,
        range=places.range(line.span.start, line.span.end),
        selection_range=places.range(line.label_span.start, line.label_span.end),
        children=[_line(one, places) for one in inner if isinstance(one, Line)] or None,
    )


def _braces(block: Block) -> Iterator[tuple[int, int]]:
    yield block.span.start, block.span.end
    for line in block.lines:
        if isinstance(line, Line):
            if line.block is not None:
                yield from _braces(line.block)
            else:
                yield line.span.start, line.span.end  # `if any { … }` is one line with a group


def _comments(text: str) -> Iterator[types.FoldingRange]:
    begin: int | None = None
    lines = [*text.split("\n"), ""]
    for number, line in enumerate(lines):
        if line.lstrip().startswith(("#", "＃")):
            begin = number if begin is None else begin
        elif begin is not None:
            yield types.FoldingRange(
                start_line=begin, end_line=number - 1, kind=types.FoldingRangeKind.Comment
            )
            begin = None
