"""Trees without their places, to compare what two texts say."""

from dataclasses import fields, is_dataclass
from typing import Any

from engine.dsl.nodes import Block, File, Line
from engine.values.span import Span
from engine.vocabulary.literals import Word


def plain(node: Any) -> Any:
    """The node as nested tuples, spans left out."""
    match node:
        case File():
            return tuple(plain(block) for block in node.blocks)
        case Block():
            name = node.name.value if node.name else None
            return (node.kind, name, tuple(plain(line) for line in node.lines))
        case Line():
            return (node.label, plain(node.values), plain(node.block))
        case tuple():
            return tuple(plain(one) for one in node)
        case _ if is_dataclass(node) and not isinstance(node, Span):
            kept = (
                plain(getattr(node, one.name)) for one in fields(node) if one.name not in {"span", "text"}
            )
            words = (node.text,) if isinstance(node, Word) else ()
            return (type(node).__name__, *words, *kept)
        case _:
            return node
