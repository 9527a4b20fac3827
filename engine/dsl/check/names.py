"""Pass: names are unique and not empty, and blocks are of a kind that this version has (E0301, E0307, E0308, W1001)."""

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import normalize

from engine.dsl.check.placed import Placed
from engine.dsl.nodes import Block
from engine.model.diagnostic import Diagnostic, Note
from engine.model.program import Kind
from engine.vocabulary.registry import BLOCKS

RULE_KINDS = frozenset(str(one) for one in Kind)
KNOWN = RULE_KINDS | frozenset(str(one.place) for one in BLOCKS)


def check_names(blocks: Sequence[Placed]) -> Iterator[Diagnostic]:
    """Two blocks of one sort with the same name, and blocks without one. Rules of all kinds share one set of names."""
    first: dict[tuple[str, str], Block] = {}
    for placed in blocks:
        block = placed.block
        if block.kind not in KNOWN:
            yield Diagnostic(code="E0308", span=block.header, label="kind", args={"what": block.kind})
            continue
        if block.name and not block.name.value.strip():
            yield Diagnostic(code="E0307", span=block.name.span, args={"kind": block.kind})
            continue
        key = ("rule" if block.kind in RULE_KINDS else block.kind, placed.name)
        if key in first:
            yield Diagnostic(
                code="E0301",
                span=block.header,
                label="second" if block.name else "shop",
                args={"kind": block.kind, "name": placed.name},
                also=(Note(span=first[key].header, label="first"),),
            )
        else:
            first[key] = block


def check_look_alikes(blocks: Sequence[Placed]) -> Iterator[Diagnostic]:
    """Rules whose names look the same although they are not: `thanks` and `Ｔｈａｎｋｓ` (W1001)."""
    first: dict[str, Placed] = {}
    for placed in blocks:
        other = first.setdefault(normalize("NFKC", placed.name).casefold().strip(), placed)
        if other.name != placed.name and placed.block.name and other.block.name:
            yield Diagnostic(
                code="W1001",
                span=placed.block.name.span,
                args={"name": placed.name, "other": other.name},
                also=(Note(span=other.block.name.span, label="first"),),
            )


def unique(blocks: Iterable[Placed]) -> list[Placed]:
    """The first block of each name."""
    found: dict[str, Placed] = {}
    for placed in blocks:
        found.setdefault(placed.name, placed)
    return list(found.values())
