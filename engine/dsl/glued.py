"""Words written without the blanks between them: `valid14days`, `upto`."""

import re
from collections.abc import Sequence

from engine.dsl.grammar import grammar
from engine.dsl.lexer import Token

_PIECE = re.compile(r"[0-9]+|[^0-9]+")


def glued(written: str, at: int, first: Sequence[str]) -> list[Token] | None:
    """The words and numbers that `written` at the offset `at` is made of, the first one of `first`; else None."""
    if len(written) > 40:
        return None
    found: list[Token] = []
    for piece in _PIECE.finditer(written):
        said, start = piece[0], at + piece.start()
        words = [said] if said.isdigit() else _words(said.casefold())
        if not words:
            return None
        for word in words:
            kind = "INT" if word.isdigit() else grammar().words[word]
            found.append(Token(kind, start, start + len(word), word))
            start += len(word)
    good = len(found) > 1 and found[0].said in first and any(len(token.said or "") > 1 for token in found)
    return found if good else None


def _words(said: str) -> list[str]:
    """One word of the language, or two glued together."""
    words = grammar().words
    if said in words:
        return [said]
    cuts = (cut for cut in range(2, len(said) - 1) if said[:cut] in words and said[cut:] in words)
    return next(([said[:cut], said[cut:]] for cut in cuts), [])
