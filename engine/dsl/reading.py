"""What was read of one stretch of text before it has a place in a file: token positions, shapes, findings."""

from dataclasses import dataclass

from engine.dsl.lexer import Token
from engine.dsl.shape import Node
from engine.model.diagnostic import Diagnostic
from engine.values.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """A line the grammar knows; `inner` holds the lines of its braces."""

    tree: Node
    tokens: tuple[Token, ...]
    inner: "ReadBlock | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A line that could not be read."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBlock:
    """The opening line `opener` and what follows it up to `end`, the offset after the closing brace."""

    opener: ReadLine
    lines: tuple[ReadLine | Unread, ...]
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Blocks and findings of a stretch of text; offsets count from its start.

    `open` is the first line of the last block when nothing closed it.
    """

    blocks: tuple[ReadBlock, ...]
    findings: tuple[Diagnostic, ...]
    open: Span | None = None
