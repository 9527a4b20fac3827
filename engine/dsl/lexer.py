"""Characters to tokens, and tokens to lines; built from the terminals of `grammar.lark`, never fails."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from engine.dsl.grammar import MISTAKES, grammar

NEWLINE = "_NL"

_GOES_ON = frozenset({"COMMA", "AND", "OR", "LPAR"})
"""A line that ends with one of these goes on in the next one."""

_IN_PARENTHESES = frozenset(
    {
        "FIELD",
        "NOT",
        "LPAR",
        "RPAR",
        "STRING",
        "MONEY",
        "PERCENT",
        "INT",
        "DECIMAL",
        "DATE",
        "YES",
        "NO",
        "AND",
        "OR",
    }
)
"""What the next line of an open parenthesis may begin with; else the parenthesis was forgotten."""


class Token(NamedTuple):
    """A terminal of the grammar at the offsets `[start, end)`; `said` is what a repair reads there instead."""

    kind: str
    start: int
    end: int
    said: str | None = None

    def spelling(self, text: str) -> str:
        """The token as the grammar should see it."""
        return text[self.start : self.end] if self.said is None else self.said


def tokens(text: str) -> list[Token]:
    """All tokens of `text`, in which full-width typing is already folded; the last one is a line end."""
    table = grammar()
    words = table.words
    make = tuple.__new__  # half the price of Token(…), and this is the hottest line of all
    found: list[Token] = []
    for match in table.characters.finditer(text if text.endswith("\n") else text + "\n"):
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        if kind == "NAME":
            kind = words.get(match[kind], kind)
        found.append(make(Token, (kind, start, end, None)))
    return found


def lines(found: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens cut into settings; one setting may go on after a comma, `and`, `or` or inside parentheses.

    Every line ends with its line end; empty lines are left out.
    """
    line: list[Token] = []
    depth = 0
    for index, token in enumerate(found):
        if token.kind == "LPAR":
            depth += 1
        elif token.kind == "RPAR":
            depth -= 1
        if token.kind != NEWLINE:
            line.append(token)
        elif line:
            following = found[index + 1].kind if index + 1 < len(found) else NEWLINE
            goes_on = _goes_on(line[-1].kind, depth, following)
            line.append(token)
            if not goes_on:
                yield line
                line, depth = [], 0
    if line:
        yield line


def _goes_on(last: str, depth: int, following: str) -> bool:
    if last in _GOES_ON:
        return following in MISTAKES or following in grammar().following[last]
    return depth > 0 and following in _IN_PARENTHESES
