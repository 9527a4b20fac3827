"""Names that merchants made: where each is made and where it is used, in all files of a folder."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.dsl.check.walk import leaves
from engine.dsl.editing.find import area_of
from engine.dsl.editing.references import mentions
from engine.dsl.nodes import Block, Line
from engine.lsp.folder import Snapshot
from engine.values.span import Span
from engine.vocabulary.literals import Selection, Text

AREAS = ("rule", "budget", "audience", "experiment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name at a place. `area` is one of AREAS, `template`, `product`, `category` or `tag`; `span` has its quotes."""

    area: str
    name: str
    span: Span
    made_here: bool
    kind: str = ""  # of the block that is made here


def names(snapshot: Snapshot) -> Iterator[Named]:
    """Every name in the rule files."""
    for file in snapshot.compiled.files:
        for block in file.blocks:
            yield from _of_block(block)


def name_at(snapshot: Snapshot, path: str, offset: int) -> Named | None:
    """The name that stands at an offset, if one does."""
    for one in names(snapshot):
        if one.span.path == path and one.span.start <= offset <= one.span.end:
            return one
    return None


def same(snapshot: Snapshot, named: Named) -> Iterator[Named]:
    """Every place of the same name."""
    return (one for one in names(snapshot) if one.area == named.area and one.name == named.name)


def made(snapshot: Snapshot, area: str, kind: str = "") -> Iterator[tuple[str, str]]:
    """The names of an area that there are, with their titles; of one kind of blocks if it is given."""
    for file in snapshot.compiled.files:
        for block in file.blocks:
            if area_of(block.kind) == area and block.name is not None and kind in {"", block.kind}:
                yield block.name.value, title_of(block)


def block_of(snapshot: Snapshot, named: Named) -> Block | None:
    """The block that makes a name."""
    for file in snapshot.compiled.files:
        for block in file.blocks:
            if area_of(block.kind) == named.area and block.name and block.name.value == named.name:
                return block
    return None


def title_of(block: Block) -> str:
    """What a block is called on screens; empty when it has no title."""
    for line in block.lines:
        if isinstance(line, Line) and line.label == "title":
            return next((one.value for one in line.values if isinstance(one, Text)), "")
    return ""


def _of_block(block: Block) -> Iterator[Named]:
    if block.name is not None:
        yield Named(
            area=area_of(block.kind),
            name=block.name.value,
            span=block.name.span,
            made_here=True,
            kind=block.kind,
        )
    for area in AREAS:
        for text in mentions(block, area):
            yield Named(area=area, name=text.value, span=text.span, made_here=False)
    yield from _used(block)


def _used(block: Block) -> Iterator[Named]:
    """Templates and products that the lines of a block use."""
    for line in block.lines:
        if not isinstance(line, Line):
            continue
        if line.label in {"send", "step"}:
            yield from (_use("template", one) for one in line.values if isinstance(one, Text))
        if line.label == "show":
            yield from (_use("product", one) for one in line.values[:2] if isinstance(one, Text))
        for one in leaves(line.values):
            if isinstance(one, Selection):
                area = "product" if one.by in {"any", "product"} else one.by
                yield from (_use(area, text) for text in one.names)
        if line.block is not None:
            yield from _used(line.block)


def _use(area: str, text: Text) -> Named:
    return Named(area=area, name=text.value, span=text.span, made_here=False)


def templates(snapshot: Snapshot, name: str) -> tuple[str, ...]:
    """The files of a template, one per language."""
    return tuple(
        path
        for path in snapshot.sources
        if path.startswith(f"templates/{name}.") and path.endswith(".liquid") and path.count(".") == 2
    )


def row_of(snapshot: Snapshot, sku: str) -> int | None:
    """The line of a product in the catalogue file, from 0."""
    if snapshot.catalog_path is None:
        return None
    lines = snapshot.catalog_path.read_text(encoding="utf-8", errors="replace").splitlines()
    written = re.compile(rf"(?<![\w-]){re.escape(sku)}(?![\w-])")
    return next((number for number, line in enumerate(lines) if written.search(line)), None)
