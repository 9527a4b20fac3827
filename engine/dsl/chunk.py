"""The lines of one stretch of a file to blocks: opens and closes braces, hands lines it cannot read to `repair`."""

from dataclasses import dataclass, field
from functools import lru_cache

from engine.dsl.lexer import Token, lines, tokens
from engine.dsl.reading import Chunk, ReadBlock, ReadLine, Unread
from engine.dsl.shape import Node, shape
from engine.model.diagnostic import Diagnostic
from engine.values.span import Span

DEEPEST = 32
"""Braces in braces, or parentheses and `not` in one line (SEC30)."""

_BODIES = {
    "shop_opens": "in_shop",
    "rule_opens": "in_rule",
    "budget_opens": "in_budget",
    "audience_opens": "in_audience_block",
    "experiment_opens": "in_experiment",
    "test_opens": "in_test",
    "legal_opens": "in_legal",
    "variant_opens": "in_rule",
    "if_opens": "in_group",
    "group_opens": "in_group",
}
"""Which lines may stand in the braces that a line opens."""


@dataclass(slots=True, kw_only=True)
class _Open:
    """Braces that are not closed yet."""

    opener: ReadLine
    entry: str
    lines: list[ReadLine | Unread] = field(default_factory=list)


class _Chunk:
    """The blocks read so far and the braces still open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[ReadBlock] = []
        self.findings: list[Diagnostic] = []
        self.open: list[_Open] = []

    @property
    def entry(self) -> str:
        return self.open[-1].entry if self.open else "header"

    def feed(self, line: list[Token]) -> None:
        """One more line."""
        kinds = tuple([token.kind for token in line])
        if kinds == ("RBRACE", "_NL") and self.open:
            self.close(line[0].end)
            return
        tree = shape(self.entry, kinds)
        if isinstance(tree, Node):
            self.accept(line, tree)
        else:
            span = Span(
                path="", start=line[tree.index if tree.index < len(line) else -1].start, end=line[-1].start
            )
            self.findings.append(Diagnostic(code="E0200", span=span))
            if self.open:
                self.open[-1].lines.append(Unread(start=line[0].start, end=line[-2].end))

    def accept(self, line: list[Token], tree: Node) -> None:
        """A line that the grammar knows."""
        inner = tree.parts[0]
        assert isinstance(inner, Node)  # noqa: S101 - entries hold one rule
        read = ReadLine(tree=inner, tokens=tuple(line))
        if inner.rule in _BODIES:
            self.open.append(_Open(opener=read, entry=_BODIES[inner.rule]))
        else:
            self.open[-1].lines.append(read)

    def close(self, end: int) -> None:
        """The innermost braces end at the offset `end`."""
        closed = self.open.pop()
        block = ReadBlock(opener=closed.opener, lines=tuple(closed.lines), end=end)
        if self.open:
            self.open[-1].lines.append(
                ReadLine(tree=closed.opener.tree, tokens=closed.opener.tokens, inner=block)
            )
        else:
            self.blocks.append(block)


@lru_cache(maxsize=16384)
def read_chunk(text: str) -> Chunk:
    """The blocks of `text`; the same text is read once."""
    chunk = _Chunk(text)
    for line in lines(tokens(text)):
        chunk.feed(line)
    while chunk.open:
        chunk.close(len(text))
    return Chunk(blocks=tuple(chunk.blocks), findings=tuple(chunk.findings))
