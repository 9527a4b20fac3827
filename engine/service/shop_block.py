"""The `shop` block of the working copy: its settings as written, with their places."""

from dataclasses import dataclass

from engine.dsl.edit import RULE_FILE
from engine.dsl.editing.find import settings
from engine.dsl.parser import parse_file
from engine.dsl.source import read_source
from engine.service.engine import Engine
from engine.service.working_copy import working_copy


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockLine:
    """A setting as written after its name; `line` from 1."""

    name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopBlock:
    """Where the block stands, its text, its settings in written order."""

    path: str
    line: int
    text: str
    lines: tuple[BlockLine, ...]


async def shop_block(engine: Engine, shop: str) -> ShopBlock | None:
    """The first `shop` block of the working copy; None where the rules have none."""
    for file in (await working_copy(engine, shop)).files:
        if not file.path.endswith(RULE_FILE):
            continue
        source = read_source(file.path, file.text)
        for block in parse_file(file.path, file.text).blocks:
            if block.kind == "shop":
                lines = tuple(
                    BlockLine(
                        name=line.label,
                        value=source.text[line.label_span.end : line.span.end].strip(),
                        line=source.place(line.span.start)[0],
                    )
                    for _, line in settings(block)
                )
                first = source.place(block.span.start)[0]
                return ShopBlock(path=file.path, line=first, text=block.text, lines=lines)
    return None
