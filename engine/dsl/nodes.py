"""The tree of a rule file: files, blocks, lines, typed literals, each with its place."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from engine.model.diagnostic import Diagnostic
from engine.values.span import Span
from engine.vocabulary.literals import Literal, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One setting. `label` is the leading word (`code`, `if`, `do`, `expect`; only `cart lifetime` has two).

    `values` are all typed leaves after the label, in order, function words (`to`, `as`, `up`) included as `Word`.
    `if any { … }` is one line with one Group.
    """

    label: str
    values: tuple[Literal, ...]
    span: Span  # from the first character of the label to the last of the line, comment excluded
    label_span: Span
    block: "Block | None" = (
        None  # of a line that opens braces: `variant "B" 45% { … }`, `legal { … }`, `terms { … }`
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """A line that could not be read; its diagnostic is already reported."""

    text: str
    span: Span


@dataclass(frozen=True, kw_only=True)  # no slots: `lines` are kept in the instance once they are asked for
class Block:
    """`kind "name" { lines }`; `name` is None for `shop`.

    `text` is the block as written, a comment above it excluded: an unchanged text means an unchanged block, so
    whoever remembers what a text compiled to need not ask for `lines`, which are made on first use.
    """

    kind: str
    name: Text | None
    span: Span  # the whole block, braces included
    header: Span  # `kind "name"`
    text: str
    read: Callable[[], tuple[Line | BadLine, ...]] = field(repr=False, compare=False)

    @cached_property
    def lines(self) -> tuple[Line | BadLine, ...]:
        """The settings in written order."""
        return self.read()


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A parsed file with everything that was wrong with its form."""

    path: str
    edition: int | None
    blocks: tuple[Block, ...]
    diagnostics: tuple[Diagnostic, ...]
