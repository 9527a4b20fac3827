"""How much one line may hold (SEC30); looked at before anything is built of it."""

from engine.dsl.lexer import Token
from engine.model.diagnostic import Diagnostic
from engine.values.span import Span

DEEPEST = 32
"""Braces in braces, or parentheses and `not` in one line."""

LONGEST_LIST = 1000
"""Names or values in one line."""

LONGEST_LINE = 8000
"""Words and signs in one line."""

SHORT = 64
"""Lines of at most this many tokens are within every bound but the depth, which they reach only by malice."""


def too_much(line: list[Token]) -> Diagnostic | None:
    """What is too much of this line."""
    span = Span(path="", start=line[0].start, end=line[0].end)
    if _depth(line) > DEEPEST:
        return Diagnostic(code="E0005", span=span, args={"most": str(DEEPEST)})
    commas = sum(token.kind == "COMMA" for token in line)
    if commas >= LONGEST_LIST:
        return Diagnostic(code="E0008", span=span, args={"count": str(commas + 1), "most": str(LONGEST_LIST)})
    if len(line) > LONGEST_LINE:
        return Diagnostic(code="E0009", span=span, args={"count": str(len(line)), "most": str(LONGEST_LINE)})
    return None


def _depth(line: list[Token]) -> int:
    depth = deepest = nots = 0
    for token in line:
        if token.kind == "LPAR":
            depth += 1
        elif token.kind == "RPAR":
            depth -= 1
        elif token.kind == "NOT":
            nots += 1
        elif nots and token.kind in {"AND", "OR"}:
            nots = 0
        deepest = max(deepest, depth + nots)
    return deepest
