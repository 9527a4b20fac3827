"""The settings of a block as a person would read them, and what makes two of them the same."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from engine.dsl.editing.find import settings
from engine.dsl.lexer import NEWLINE, tokens
from engine.dsl.nodes import Block, Line
from engine.vocabulary.literals import Group, Names, Selection

_TIGHT = frozenset(("COMMA", "RPAR", "SEMICOLON"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A setting: its label, what follows the label on one line, and what that means."""

    label: str
    value: str
    meaning: str


def said(block: Block, folded: str, prefix: str = "") -> Iterator[Said]:
    """All settings of a block; those in inner braces have the label of their line in front (`legal/address`).

    `folded` is the whole text of the file, full-width typing made plain.
    """
    for _, line in settings(block):
        label = prefix + line.label
        if line.block is None or line.values:
            end = line.values[-1].span.end if line.block else line.span.end
            value = one_line(folded[line.label_span.end : end])
            yield Said(label=label, value=value, meaning=repr(bare(line.values)))
        if line.block is not None:
            yield from said(line.block, folded, f"{_opener(line, label, folded)}/")


def _opener(line: Line, label: str, folded: str) -> str:
    value = one_line(folded[line.label_span.end : line.values[-1].span.end]) if line.values else ""
    return f"{label} {value}".strip()


def one_line(text: str) -> str:
    """Tokens with single blanks, without comments; the lines of a group are parted by semicolons."""
    out, before = "", ""
    for token in tokens(text):
        kind = token.kind
        if kind == NEWLINE:
            if before in {"", "LBRACE", "COMMA", "AND", "OR", "LPAR", "SEMICOLON"}:
                continue
            kind, written = "SEMICOLON", ";"
        else:
            written = token.spelling(text).strip()
        if kind == "RBRACE":
            out = out.removesuffix(";")
        out += written if not out or kind in _TIGHT or before == "LPAR" else f" {written}"
        before = kind
    return out.removesuffix(";")


def bare(value: Any) -> Any:
    """A literal without its places; the order of names and of conditions side by side says nothing."""
    if isinstance(value, tuple):
        return tuple(bare(one) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    kept = [(one.name, bare(getattr(value, one.name))) for one in fields(value) if one.name != "span"]
    if isinstance(value, Names | Selection | Group):
        kept = [(name, tuple(sorted(one, key=repr)) if isinstance(one, tuple) else one) for name, one in kept]
    return type(value).__name__, tuple(kept)
