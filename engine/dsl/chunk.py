"""The lines of one stretch of a file to blocks: opens and closes braces, hands lines it cannot read to `repair`."""

from dataclasses import dataclass, field, replace

from engine.dsl.bounds import DEEPEST, SHORT, too_much
from engine.dsl.braces import cut
from engine.dsl.expect import after, start
from engine.dsl.header import Header, read_header
from engine.dsl.lexer import NEWLINE, Token, lines, tokens
from engine.dsl.reading import Chunk, ReadBlock, ReadLine, Unread
from engine.dsl.repair import mend
from engine.dsl.retype import checked, retype
from engine.dsl.shape import Node, shape
from engine.model.diagnostic import Confidence, Diagnostic, Edit, Fix, Note
from engine.values.span import Span

MOST_FINDINGS = 100
"""Mistakes that are reported; after these, lines are only skipped."""

_OPEN = ("LBRACE", NEWLINE)
_CLOSE = ("RBRACE", NEWLINE)
_BRACES = frozenset({"LBRACE", "RBRACE"})
_SKIPPED = ""
_LARGEST_KEPT = 8192
_BODIES = {
    "shop_opens": "in_shop",
    "rule_opens": "in_rule",
    "budget_opens": "in_budget",
    "audience_opens": "in_audience_block",
    "experiment_opens": "in_experiment",
    "test_opens": "in_test",
    "legal_opens": "in_legal",
    "terms_opens": "in_terms",
    "variant_opens": "in_rule",
    "if_opens": "in_group",
    "group_opens": "in_group",
}
"""Which lines may stand in the braces that a line opens."""


@dataclass(slots=True, kw_only=True)
class _Open:
    """Braces that are not closed yet; those of an unreadable line are `_SKIPPED` with all that is in them."""

    opener: ReadLine | None
    entry: str
    header: Span
    lines: list[ReadLine | Unread] = field(default_factory=list)


class _Chunk:
    """The blocks read so far and the braces still open."""

    def __init__(self, text: str, balance: int) -> None:
        self.text = text
        self.balance = balance  # how many more lines open braces than close them
        self.blocks: list[ReadBlock] = []
        self.findings: list[Diagnostic] = []
        self.open: list[_Open] = []
        self.outside: list[Span] = []
        self.loose = False

    @property
    def entry(self) -> str:
        return self.open[-1].entry if self.open else "header"

    def feed(self, line: list[Token]) -> None:
        """One more line."""
        kinds = tuple([token.kind for token in line])
        if kinds == _CLOSE and self.open:
            self.close(line[0].end)
            return
        if kinds == _OPEN and self.findings and self.findings[-1].code == "E0205":
            self.brace_below(line[0])
            return
        much = too_much(line) if len(line) > SHORT else None
        if much:
            self.report(much)
            self.skip(line)
            return
        found = shape(self.entry, kinds) if self.entry else None
        if isinstance(found, Node):
            self.accept(line, found)
        else:
            self.struggle(line)

    def accept(self, line: list[Token], tree: Node) -> None:
        """A line that the grammar knows."""
        self.loose = False
        inner = tree.parts[0]
        assert isinstance(inner, Node)  # noqa: S101 - entries hold one rule
        read = ReadLine(tree=inner, tokens=tuple(line))
        if inner.rule not in _BODIES:
            self.open[-1].lines.append(read)
        elif len(self.open) >= DEEPEST:
            self.report(Diagnostic(code="E0005", span=_span(line), args={"most": str(DEEPEST)}))
            self.open.append(_Open(opener=None, entry=_SKIPPED, header=_span(line)))
        else:
            self.flush()
            self.open.append(_Open(opener=read, entry=_BODIES[inner.rule], header=_span(line)))

    def close(self, end: int) -> None:
        """The innermost braces end at the offset `end`."""
        closed = self.open.pop()
        if closed.opener is None:
            return
        block = ReadBlock(opener=closed.opener, lines=tuple(closed.lines), end=end)
        if self.open:
            self.open[-1].lines.append(
                ReadLine(tree=closed.opener.tree, tokens=closed.opener.tokens, inner=block)
            )
        else:
            self.blocks.append(block)

    def report(self, *findings: Diagnostic) -> None:
        self.findings.extend(findings)

    # -------------------------------------------------------------------------------------------- lines not known

    def struggle(self, line: list[Token]) -> None:
        """A line that is not one of this place, as far as the grammar knows."""
        if len(self.findings) > MOST_FINDINGS or not self.entry:
            self.skip(line)
            return
        if len(self.outside) > MOST_FINDINGS and not any(token.kind in _BRACES for token in line):
            self.outside.append(_span(line))  # counted, and no longer looked at
            return
        slips: list[Diagnostic] = []
        line = retype(self.text, line, slips)
        torn = any(one.code == "E0103" for one in slips)
        self.report(*(one for one in slips if one.code != "E0105" or not torn))
        kinds = tuple(token.kind for token in line)
        found = shape(self.entry, kinds)
        if isinstance(found, Node):
            self.accept(line, found)
        elif torn:
            self.skip(line)  # whatever else is wrong may only come from the quote
        elif self.misplaced_brace(line):
            return
        elif not self.open:
            self.at_top(line)
        elif self.new_block(line) or self.forgotten_brace(line):
            self.feed(line)
        elif not self.lone_condition(line):
            self.mended(line, slips)

    def mended(self, line: list[Token], slips: list[Diagnostic]) -> None:
        """Read the line as it was probably meant; `slips` of it are reported already."""
        result = mend(self.text, self.entry, line)
        astray = any(one.label == "place" for one in result.findings)
        if not (astray and self.loose):
            self.report(*result.findings)
        if any(tree is None for _, tree in result.parts) and slips and result.findings:
            self.findings = [one for one in self.findings if one.code != "E0105" or one not in slips]
        for part, tree in result.parts:
            if tree:
                self.accept(part, tree)
            else:
                self.skip(part)
        self.loose = astray

    def skip(self, line: list[Token]) -> None:
        """Leave a line unread, and the braces it opens with it."""
        if self.open and self.open[-1].opener:
            self.open[-1].lines.append(Unread(start=line[0].start, end=_span(line).end))
        if line[-2:][0].kind == "LBRACE":
            self.open.append(_Open(opener=None, entry=_SKIPPED, header=_span(line)))
        elif line[0].kind == "RBRACE" and self.open:
            self.close(line[0].end)

    def misplaced_brace(self, line: list[Token]) -> bool:
        """Read a line with a brace in the middle piece by piece."""
        meant = cut(self.text, self.entry, line)
        if meant is None:
            return False
        self.report(meant.finding)
        for piece in meant.lines:
            self.feed(piece)
        if not meant.lines:
            self.skip([token for token in line if token.kind not in _BRACES])
        return True

    def lone_condition(self, line: list[Token]) -> bool:
        """A condition without `if`, or the lines of a group whose first line is gone: one message for all of them."""
        kinds = tuple(token.kind for token in line)
        if self.entry == "in_group" or not isinstance(shape("in_group", kinds), Node):
            return False
        if not self.loose:
            place = Span(path="", start=line[0].start, end=line[0].start)
            fix = Fix(edits=(Edit(span=place, text="if "),), confidence=Confidence.MAYBE)
            args = {"found": self.text[line[0].start : line[0].end]}
            self.report(Diagnostic(code="E0200", span=_span(line[:1]), args=args, label="condition", fix=fix))
        self.skip(line)
        self.loose = True
        return True

    def brace_below(self, brace: Token) -> None:
        """The brace that was missed at the end of the first line stands in the next one."""
        missed = self.findings[-1]
        span = Span(path="", start=missed.span.start, end=brace.end)
        if not self.text[span.start : brace.start].strip():
            fix = Fix(edits=(Edit(span=span, text=" {"),), confidence=Confidence.SURE)
            self.findings[-1] = replace(missed, fix=fix)

    def new_block(self, line: list[Token]) -> bool:
        """A line that begins a block although the one before is not closed."""
        if not read_header(self.text, line, certain=True):
            return False
        if self.open[0].opener:
            self.unclosed(self.open[0], _span(line))
        self.close_all(line[0].start)
        return True

    def forgotten_brace(self, line: list[Token]) -> bool:
        """A line of the block around braces that nobody closed."""
        kind = line[0].kind
        inner = next((at for at, one in enumerate(self.open) if at and one.entry != _SKIPPED), None)
        if (
            inner is None
            or self.balance <= 0
            or after(start(self.entry), kind)
            or not after(start(self.open[inner - 1].entry), kind)
        ):
            return False
        self.unclosed(self.open[inner], _span(line), label="group")
        while len(self.open) > inner:
            self.close(line[0].start)
        return True

    def unclosed(self, opened: _Open, at: Span, label: str = "") -> None:
        name = self.text[opened.header.start : opened.header.end].removesuffix("{").strip()
        note = Note(span=opened.header, label="opened")
        place = Span(path="", start=at.start, end=at.start)
        fix = Fix(edits=(Edit(span=place, text="}\n"),), confidence=Confidence.MAYBE)
        finding = Diagnostic(code="E0204", span=at, args={"block": name}, label=label, also=(note,), fix=fix)
        self.report(finding)

    def close_all(self, end: int) -> None:
        while self.open:
            self.close(end)

    # -------------------------------------------------------------------------------------------- outside blocks

    def at_top(self, line: list[Token]) -> None:
        """A line outside any block."""
        if line[0].kind == "RBRACE":
            if not self.outside:  # else the brace belongs to the lines that were already reported
                fix = Fix(edits=(Edit(span=_span(line), text=""),), confidence=Confidence.MAYBE)
                self.report(Diagnostic(code="E0206", span=_span(line), fix=fix))
                self.loose = True  # lines after it stand outside because of it
            self.flush()
            return
        header = read_header(self.text, line, certain=False)
        opens = line[-2].kind == "LBRACE"
        if header is None or ((self.outside or self.loose) and not (opens and header.known)):
            if not self.loose:
                self.outside.append(_span(line))
            if opens:
                self.open.append(_Open(opener=None, entry=_SKIPPED, header=_span(line)))
            return
        self.flush()
        self.loose = False
        self.begin(line, header)

    def begin(self, line: list[Token], header: Header) -> None:
        """The first line of a block, as far as it could be read."""
        self.report(*header.findings)
        tree = shape("header", tuple(token.kind for token in header.line))
        if isinstance(tree, Node):
            self.accept(header.line, tree)
        else:
            self.open.append(_Open(opener=None, entry=_SKIPPED, header=_span(line)))

    def flush(self) -> None:
        """Report the lines outside any block that were found so far, once."""
        if self.outside:
            args = {"count": str(len(self.outside))}
            self.report(Diagnostic(code="E0208", span=self.outside[0], args=args))
            self.outside = []


def _span(line: list[Token]) -> Span:
    """The place of a line without its line end."""
    last = line[-2] if len(line) > 1 and line[-1].kind == NEWLINE else line[-1]
    return Span(path="", start=line[0].start, end=last.end)


@dataclass(slots=True, kw_only=True)
class Shelf:
    """Chunks by their text: an unchanged rule is not read again. Holds at most `room` characters of text.

    A token takes about 150 bytes, so 2 M characters of rules (7,000 of 300) are about 60 MB.
    """

    room: int
    chunks: dict[str, Chunk] = field(default_factory=dict)
    used: int = 0
    misses: int = 0

    def keep(self, text: str, chunk: Chunk) -> None:
        """Remember a chunk; a full shelf is emptied first, and one that is no rule but a heap is not kept."""
        self.misses += 1
        if len(text) > _LARGEST_KEPT:
            return
        if self.used + len(text) > self.room:
            self.clear()
        self.chunks[text] = chunk
        self.used += len(text)

    def clear(self) -> None:
        """Forget everything."""
        self.chunks.clear()
        self.used = 0


SHELF = Shelf(room=2_000_000)


def read_chunk(text: str) -> Chunk:
    """The blocks of `text`; the same text is read once."""
    known = SHELF.chunks.get(text)
    if known is None:
        known = _read(text)
        SHELF.keep(text, known)
    return known


def _read(text: str) -> Chunk:
    findings: list[Diagnostic] = []
    found = list(lines(_checked(text, findings)))
    chunk = _Chunk(text, sum((line[-2:][0].kind == "LBRACE") - (line[0].kind == "RBRACE") for line in found))
    chunk.report(*findings)
    for line in found:
        chunk.feed(line)
    chunk.flush()
    unclosed = chunk.open[0] if chunk.open else None
    chunk.close_all(len(text.rstrip()))
    header = unclosed.header if unclosed and unclosed.opener else None
    return Chunk(blocks=tuple(chunk.blocks), findings=tuple(chunk.findings), open=header)


def _checked(text: str, findings: list[Diagnostic]) -> list[Token]:
    """The tokens of `text`, numbers too long and dates that do not exist replaced and reported."""
    found = tokens(text)
    for index, token in enumerate(found):
        if token.kind in {"DATE", "TIME"} or (
            token.end - token.start > 18 and token.kind not in {NEWLINE, "STRING"}
        ):
            slip = checked(text, token)
            if slip:
                found[index] = slip[0]
                findings.append(slip[1])
    return found
