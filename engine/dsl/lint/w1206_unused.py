"""W1206: an audience, a budget or an experiment that nothing names."""

from collections.abc import Iterator, Mapping, Sequence

from engine.dsl.check.placed import Placed
from engine.model.diagnostic import Diagnostic


def unused_blocks(
    blocks: Mapping[str, Sequence[Placed]], named: frozenset[tuple[str, str]]
) -> Iterator[Diagnostic]:
    """`named` is everything that rules and audiences refer to, by area and name."""
    for area in ("audience", "budget", "experiment"):
        for placed in blocks[area]:
            if (area, placed.name) not in named:
                args = {"kind": area, "name": placed.name}
                yield Diagnostic(code="W1206", span=placed.block.header, args=args)
