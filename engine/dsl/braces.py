"""A `{` or `}` that shares its line with something else: a missing line break, or a slip of the finger."""

from dataclasses import dataclass
from itertools import pairwise

from engine.dsl.lexer import NEWLINE, Token, tokens
from engine.dsl.shape import Node, shape
from engine.model.diagnostic import Confidence, Diagnostic, Edit, Fix
from engine.values.span import Span

_BRACES = frozenset({"LBRACE", "RBRACE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The lines that were meant, each with its line end; none when they stay unknown."""

    lines: tuple[list[Token], ...]
    finding: Diagnostic


def cut(text: str, entry: str, line: list[Token]) -> Cut | None:
    """What a line with a brace in the middle was meant to be; None when no brace is out of its place."""
    pieces: list[list[Token]] = [[]]
    for token in line[:-1]:
        if token.kind == "RBRACE" and pieces[-1]:
            pieces.append([])
        pieces[-1].append(token)
        if token.kind in _BRACES:
            pieces.append([])
    pieces = [piece for piece in pieces if piece]
    if len(pieces) < 2:
        return None
    if entry == "header" or _good(text, entry, pieces):
        return _breaks(text, pieces)
    brace = pieces[1][0] if pieces[1][0].kind == "RBRACE" else pieces[0][-1]
    return _slip(text, entry, line, brace)


def _good(text: str, entry: str, pieces: list[list[Token]]) -> bool:
    """Whether the first piece can stand alone, or at least the brace does."""
    first, second = pieces[:2]
    brace = first[-1] if first[-1].kind in _BRACES else second[0]
    if text[brace.start - 1].isalnum() and text[brace.end : brace.end + 1].isalnum():
        return False
    if first[0].kind == "RBRACE" or isinstance(
        shape(entry, tuple(one.kind for one in (*first, _end(first)))), Node
    ):
        return True
    blank_before = text[second[0].start - 1].isspace()
    return len(pieces) == 2 and len(second) == 1 and second[0].kind == "RBRACE" and blank_before


def _end(piece: list[Token]) -> Token:
    return Token(NEWLINE, piece[-1].end, piece[-1].end)


def _breaks(text: str, pieces: list[list[Token]]) -> Cut:
    """Every piece is a line of its own."""
    first, second = pieces[:2]
    mark = first[-1] if first[-1].kind == "LBRACE" else second[0]
    label = {"LBRACE": "brace", "RBRACE": "closing"}.get(mark.kind, "begin")
    span = Span(path="", start=mark.start, end=mark.end)
    edits = tuple(
        Edit(span=Span(path="", start=one[-1].end, end=other[0].start), text="\n")
        for one, other in pairwise(pieces)
    )
    args = {"found": text[mark.start : mark.end]}
    fix = Fix(edits=edits, confidence=Confidence.SURE)
    finding = Diagnostic(code="E0203", span=span, args=args, label=label, fix=fix)
    return Cut(lines=tuple([*piece, _end(piece)] for piece in pieces), finding=finding)


def _slip(text: str, entry: str, line: list[Token], brace: Token) -> Cut:
    """A brace that fell into a word or between two; the line is read without it."""
    span = Span(path="", start=brace.start, end=brace.end)
    fix = Fix(edits=(Edit(span=span, text=""),), confidence=Confidence.MAYBE)
    args = {"found": text[brace.start : brace.end], "label": text[line[0].start : line[0].end]}
    finding = Diagnostic(code="E0200", span=span, args=args, label="delete", fix=fix)
    begin, end = line[0].start, line[-2].end
    rest = text[begin : brace.start] + text[brace.end : end]
    again = [_moved(one, text, begin, brace) for one in tokens(rest)]
    good = isinstance(shape(entry, tuple(one.kind for one in again)), Node)
    return Cut(lines=(again,) if good else (), finding=finding)


def _moved(token: Token, text: str, begin: int, brace: Token) -> Token:
    """A token of the line without the brace, at its place in the line with it."""
    start, end = begin + token.start, begin + token.end
    width = brace.end - brace.start
    if start >= brace.start:
        return Token(token.kind, start + width, end + width)
    if end <= brace.start:
        return Token(token.kind, start, end)
    # The word is whole again: in the file it spans the brace, so it keeps its own spelling.
    said = text[start : brace.start] + text[brace.end : end + width]
    return Token(token.kind, start, end + width, said)
