"""The tree of a rule file: files, blocks, lines, typed literals, each with its place."""

from dataclasses import dataclass

from engine.model.diagnostic import Diagnostic
from engine.values.span import Span
from engine.vocabulary.literals import Literal, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One setting. `label` is the leading word or words (`code`, `cart lifetime`, `if`, `do`, `expect`).

    `values` are all typed leaves after the label, in order, function words (`to`, `as`, `up`) included as `Word`.
    """

    label: str
    values: tuple[Literal, ...]
    span: Span  # from the first character of the label to the last of the line, comment excluded
    label_span: Span
    block: "Block | None" = None  # of a line that opens braces: `variant "B" 45% { … }`, `legal { … }`, `terms { … }`


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """A line that could not be read; its diagnostic is already reported."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """`kind "name" { lines }`; `name` is None for `shop`."""

    kind: str
    name: Text | None
    lines: tuple[Line | BadLine, ...]
    span: Span  # the whole block, braces included
    header: Span  # `kind "name"`


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A parsed file with everything that was wrong with its form."""

    path: str
    edition: int | None
    blocks: tuple[Block, ...]
    diagnostics: tuple[Diagnostic, ...]
