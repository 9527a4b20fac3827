"""Pass: rules of kinds that this version checks and cannot carry out are not published (E0807, W1506)."""

from collections.abc import Iterator, Sequence

from engine.dsl.check.placed import Placed
from engine.dsl.nodes import Block
from engine.model.diagnostic import Diagnostic
from engine.vocabulary.awaited import AWAITED
from engine.vocabulary.word import Place


def is_awaited(block: Block) -> bool:
    """Whether the runtime of this kind is still to come."""
    return block.kind in AWAITED or block.kind == Place.EXPERIMENT


def check_awaited(rules: Sequence[Placed], *, publishing: bool) -> Iterator[Diagnostic]:
    """One finding per kind, at its first rule: an error when the rules are to go live, else a note."""
    told: set[str] = set()
    for placed in rules:
        kind = placed.block.kind
        if is_awaited(placed.block) and kind not in told:
            told.add(kind)
            code = "E0807" if publishing else "W1506"
            yield Diagnostic(code=code, span=placed.block.header, args={"kind": kind})
