"""Where in the language a cursor stands: in which block, after which tokens of a line, inside which text."""

import re
from dataclasses import dataclass

from engine.dsl.expect import after, expected, start
from engine.dsl.grammar import MISTAKES, grammar
from engine.dsl.lexer import NEWLINE, Token, tokens
from engine.dsl.source import Source
from engine.vocabulary.registry import BLOCKS, KINDS
from engine.vocabulary.word import BlockWord, KindWord

HEADS: tuple[KindWord | BlockWord, ...] = (*KINDS, *BLOCKS)
"""Everything that has braces of its own."""

_WORD = re.compile(r"[\w.-]+\Z")
_GOES_ON = frozenset({"COMMA", "AND", "OR", "LPAR"})
_QUANTIFIED = frozenset({"IF", "UNLESS", "ALL", "ANY", "NONE"})
_ENTRIES = {
    "shop": "in_shop",
    "legal": "in_legal",
    "terms": "in_terms",
    "budget": "in_budget",
    "audience": "in_audience_block",
    "experiment": "in_experiment",
    "test": "in_test",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """`blocks` are the first words of the braces around, outermost first; `line` the tokens before the cursor's word.

    `word` is the range of that word, or of what is inside the quotes when `in_text`.
    """

    blocks: tuple[str, ...]
    line: tuple[Token, ...]
    word: tuple[int, int]
    in_text: bool
    spelled: tuple[str, ...]

    @property
    def label(self) -> str:
        """The first word of the line; conditions of a group stand behind an `if`."""
        if self.blocks and grammar().words.get(self.blocks[-1]) in _QUANTIFIED:
            return "if"
        return self.spelled[0] if self.spelled else ""

    def states(self) -> tuple[int, ...] | None:
        """What the grammar knows here; None where no word of the language fits any more."""
        states: tuple[int, ...] | None = start(self._entry())
        for token in self.line:
            states = after(states, token.kind) if states else None
        return states

    def could(self) -> tuple[str, ...]:
        """The terminals that may come next."""
        states = self.states()
        return expected(states) if states else ()

    def _entry(self) -> str:
        if not self.blocks:
            return "header"
        if grammar().words.get(self.blocks[-1]) in _QUANTIFIED:
            return "in_group"
        return _ENTRIES.get(self.blocks[-1], "in_rule")


def cursor_at(source: Source, offset: int) -> Cursor | None:
    """The cursor at an offset of a rule file; None inside a comment."""
    text = source.folded
    begin = max(0, text.rfind("\n}\n", 0, offset) + 1)  # blocks that are over do not matter
    before = [Token(one.kind, one.start + begin, one.end + begin) for one in tokens(text[begin:offset])]
    last = max((one.end for one in before if one.kind != NEWLINE), default=begin)
    if "#" in text[last:offset].rpartition("\n")[2]:
        return None
    blocks: list[str] = []
    line: list[Token] = []
    depth = 0
    heads = frozenset(expected(start("header")))
    for token in before:
        if token.kind == NEWLINE:
            ended = "\n" in text[token.start : min(token.end, offset)]
            if ended and line and not depth and line[-1].kind not in _GOES_ON:
                line = []
            continue
        if token.kind == "RBRACE":
            blocks, line, depth = blocks[:-1], [], 0
        elif token.kind == "LBRACE":
            label = _spelling(text, line[0]) if line else ""
            outer = bool(line) and _is_header(line, heads)
            blocks, line, depth = ([] if outer else blocks) + [label], [], 0
        else:
            depth = max(0, depth + (token.kind == "LPAR") - (token.kind == "RPAR"))
            line.append(token)
    return _cursor(text, offset, tuple(blocks), line)


def _is_header(line: list[Token], heads: frozenset[str]) -> bool:
    return line[0].kind in heads and (len(line) == 2 or line[0].kind == "SHOP")


def _cursor(text: str, offset: int, blocks: tuple[str, ...], line: list[Token]) -> Cursor:
    in_text = bool(line) and line[-1].kind == "BAD_STRING"
    if in_text:
        begin = line.pop().start + 1
    else:
        written = _WORD.search(text, text.rfind("\n", 0, offset) + 1, offset)
        begin = written.start() if written else offset
        line = [token for token in line if token.start < begin]
    end = _end_of_text(text, offset) if in_text else offset
    if any(token.kind in MISTAKES for token in line):
        line = [Token("NAME", 0, 0)]
    return Cursor(
        blocks=blocks,
        line=tuple(line),
        word=(begin, end),
        in_text=in_text,
        spelled=tuple(_spelling(text, token) for token in line),
    )


def _end_of_text(text: str, offset: int) -> int:
    """Where what is inside the quotes ends, if it ends on this line."""
    last = text.find("\n", offset)
    rest = text[offset : last if last >= 0 else None]
    close = rest.find('"')
    return offset + close if close >= 0 else offset


def _spelling(text: str, token: Token) -> str:
    return text[token.start : token.end]
