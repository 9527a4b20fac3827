"""Shorthand for edits of one rule file, and what a file says setting by setting."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine.dsl.edit import edit_files
from engine.dsl.lexer import tokens
from engine.dsl.nodes import Block, File, Line
from engine.dsl.parser import parse_file
from engine.dsl.source import read_source
from engine.model.records import SourceFile
from engine.model.rule_edits import (
    AddLine,
    EditRefusal,
    LineAddress,
    RemoveLine,
    RuleAddress,
    RuleEdit,
    SetLine,
)

PATH = "rules.otoku"
EXAMPLES = Path(__file__).resolve().parents[2] / "rules" / "examples"

SALE = """otoku 1

# Why there is a sale.
sale "x" {
  # what it is called
  title "Spring"  # seen by all
  discount 10%
  for product "A",  # the green one
      "B"  # the black one
  limit 1
}
"""

SHOP = """otoku 1

sale "one" {
  if customer in audience "regulars" and not (customer in audience "new")
  discount 10%
  stacking with "two", "thanks"
  budget "two"
}

coupon "two" {
  was "old", "older"
  experiment "two"
  discount 1 JPY
}

audience "regulars" {
  if customer.orders over 3
}

budget "two" {
  spend at most 5 JPY
}

experiment "two" {
  variant "B" 50% {
    stacking with "two"
    budget "two"
  }
}

test "two" {
  do order paid with product "two" with coupon "two"
  expect coupon "two" issued to "two"
  expect refused coupon "two"
  expect email "two"
  expect pays 5 JPY for product "two"
}
"""


def edited(text: str, *edits: RuleEdit) -> str:
    """The one file after edits that must be possible."""
    result = edit_files((SourceFile(path=PATH, text=text),), edits)
    assert not isinstance(result, EditRefusal), result
    return result[0].text


def refused(text: str, *edits: RuleEdit) -> EditRefusal:
    """Why edits that must be impossible are refused."""
    result = edit_files((SourceFile(path=PATH, text=text),), edits)
    assert isinstance(result, EditRefusal), result
    return result


def rule(name: str = "x", kind: str = "sale") -> RuleAddress:
    """A block."""
    return RuleAddress(name=name, kind=kind)


def line(label: str, nth: int | None = None, inside: str = "") -> LineAddress:
    """A setting."""
    return LineAddress(label=label, nth=nth, inside=LineAddress(label=inside) if inside else None)


def parsed(text: str) -> File:
    """The tree of a file."""
    return parse_file(PATH, text)


def addresses(file: File) -> Iterator[tuple[Block, Line, LineAddress]]:
    """Every setting of every block that its name finds, with its address."""
    names = [(block.kind, block.name.value if block.name else "") for block in file.blocks]
    for block, name in zip(file.blocks, names, strict=True):
        if names.count(name) == 1:
            for found, address in _inside(block, None):
                yield block, found, address


def _inside(block: Block, outer: LineAddress | None) -> Iterator[tuple[Line, LineAddress]]:
    seen: dict[str, int] = {}
    for found in block.lines:
        if isinstance(found, Line):
            seen[found.label] = nth = seen.get(found.label, 0) + 1
            address = LineAddress(label=found.label, nth=nth, inside=outer)
            yield found, address
            if found.block is not None:
                yield from _inside(found.block, address)


def address_of(block: Block) -> RuleAddress:
    """How a block is found."""
    return RuleAddress(kind=block.kind, name=block.name.value if block.name else "")


def value_of(text: str, found: Line) -> str:
    """What is written after the label of a setting; of one that opens a block, before the brace."""
    end = found.span.end
    if found.block is not None:
        end = found.values[-1].span.end if found.values else found.label_span.end
    return text[found.label_span.end : end].strip()


def comments(text: str) -> list[str]:
    """Every comment, sorted: an edit may not lose one, but it may go above its line."""
    source = read_source("x", text)
    ends = [source.text[one.start : one.end] for one in tokens(source.folded) if one.kind == "_NL"]
    return sorted(said.strip() for end in ends for said in end.split("\n") if said.strip())


def body(*lines: str, kind: str = "sale") -> str:
    """A file of one block."""
    name = "" if kind == "shop" else ' "x"'
    return f"otoku 1\n\n{kind}{name} {{\n" + "".join(f"  {one}\n" for one in lines) + "}\n"


def set_to(label: str, value: str, kind: str = "sale", nth: int | None = None, inside: str = "") -> SetLine:
    return SetLine(
        path=PATH, rule=rule("" if kind == "shop" else "x", kind), line=line(label, nth, inside), value=value
    )


def plus(label: str, value: str, kind: str = "sale", **more: Any) -> AddLine:
    return AddLine(
        path=PATH, rule=rule("" if kind == "shop" else "x", kind), label=label, value=value, **more
    )


def minus(label: str, kind: str = "sale", nth: int | None = None, inside: str = "") -> RemoveLine:
    return RemoveLine(
        path=PATH, rule=rule("" if kind == "shop" else "x", kind), line=line(label, nth, inside)
    )
