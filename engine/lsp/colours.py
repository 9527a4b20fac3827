"""Semantic tokens: what each word of a file is to the compiler, for editors that colour by meaning."""

import re
from collections.abc import Iterator

from lsprotocol import types

from engine.dsl.expect import expected, start
from engine.dsl.grammar import MISTAKES, grammar
from engine.dsl.lexer import NEWLINE, Token, lines, tokens
from engine.lsp.folder import Snapshot
from engine.lsp.positions import units

LEGEND = types.SemanticTokensLegend(
    token_types=["keyword", "class", "property", "string", "number", "variable", "operator", "comment"],
    token_modifiers=["declaration"],
)

_NUMBERS = frozenset({"INT", "DECIMAL", "MONEY", "PERCENT", "DATE", "TIME"})
_OPERATORS = frozenset({"AND", "OR", "NOT"})
_COMMENT = re.compile(r"#[^\n]*")


def semantic_tokens(snapshot: Snapshot, path: str) -> list[int]:
    """The tokens of a file as LSP packs them: five numbers each, places relative to the token before."""
    text, places = snapshot.sources[path].folded, snapshot.places[path]
    found: list[int] = []
    line = character = 0
    for start_at, end, kind, declared in sorted(_coloured(text)):
        at = places.at(start_at)
        length = units(places.text[start_at:end], places.encoding)
        step = at.character - character if at.line == line else at.character
        found.extend((at.line - line, step, length, LEGEND.token_types.index(kind), int(declared)))
        line, character = at.line, at.character
    return found


def _coloured(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Start, end, type and whether something is declared there."""
    found = tokens(text)
    heads = frozenset(expected(start("header")))
    for line in lines(found):
        opens = len(line) > 2 and line[0].kind in heads and line[2].kind == "LBRACE"
        for index, token in enumerate(line):
            kind = _type(token, index, opens)
            if kind:
                yield token.start, token.end, kind, opens and index == 1
    for token in found:
        if token.kind == NEWLINE:
            for match in _COMMENT.finditer(text, token.start, min(token.end, len(text))):
                yield match.start(), match.end(), "comment", False


def _type(token: Token, index: int, opens: bool) -> str:
    match token.kind:
        case "STRING" if opens and index == 1:
            return "class"
        case "STRING":
            return "string"
        case "FIELD":
            return "variable"
        case kind if kind in _NUMBERS:
            return "number"
        case kind if kind in _OPERATORS:
            return "operator"
        case kind if kind in MISTAKES or not grammar().spelling.get(kind, "").isalpha():
            return ""
        case _:
            return "keyword" if index == 0 else "property"
