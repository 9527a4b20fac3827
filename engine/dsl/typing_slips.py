"""Typing that is not the language's: full-width characters, foreign quotes, invisible and control characters.

A merchant's keyboard is in Japanese input mode half of the time. `fold` turns such typing outside texts and comments
into plain characters of the same length, so that every later place is a place of the merchant's file, and reports
each run of it once with a sure fix.
"""

import re

from engine.model.diagnostic import Confidence, Diagnostic, Edit, Fix
from engine.values.span import Span

_PAIRS = (
    ("\u3000\u00a0\u2002\u2003\u2009\u202f", " "),
    ("“”„‟〝〞「」『』＂｢｣«»", '"'),
    ("、､，", ","),
    ("〜～", "~"),
    ("‐‑‒–—−", "-"),
    ("【〔［", "["),
    ("】〕］", "]"),
    ("。｡", "."),
    ("￥", "¥"),
    ("￡", "£"),
    ("￦", "₩"),
)
_PLAIN = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    ord(foreign): plain for many, plain in _PAIRS for foreign in many
}
"""Every foreign character the folding knows, with the plain one that takes its place."""

_FOREIGN = "".join(re.escape(chr(code)) for code in sorted(_PLAIN))
_UNSEEN = "\u00ad\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_CONTROLS = "\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"

_SUSPICIOUS = re.compile(rf"[{_FOREIGN}\x00{_UNSEEN}{_CONTROLS}]")
_INVISIBLE = re.compile(rf"[\x00{_UNSEEN}]+")
_CONTROL = re.compile(rf"[{_CONTROLS}]+")
_JOINED_EMOJI = re.compile("(?<=[\u2190-\U0001faff\ufe0f])\u200d(?=[\u2190-\U0001faff])")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_PIECE = re.compile(
    r'(?P<text>"(?:\\.|[^"\\\n])*"?)'
    r"|(?P<comment>[#＃][^\n]*)"
    r"|(?P<quoted>[“”„‟〝＂«](?:\\.|[^\\\n\"”“〞＂‟»])*[\"”“〞＂‟»]"
    r"|[「｢](?:\\.|[^\\\n\"」｣])*[\"」｣]|『(?:\\.|[^\\\n\"』])*[\"』])"
    rf"|(?P<foreign>[{_FOREIGN}]+(?:[^\s\"#{{}}{_FOREIGN}]*[{_FOREIGN}]+)*)"
)
_MOST_EDITS = 1000
_MOST_REPORTS = 101
_CLOSERS = "”〞＂」』｣»"


def fold(path: str, text: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text with plain typing, same length, and what was typed otherwise."""
    found: list[Diagnostic] = []
    if "\r" in text:
        text = _line_ends(path, text, found)
    if not _SUSPICIOUS.search(text):
        return text, tuple(found)
    text = _unseen(path, text, found)
    pieces: list[str] = []
    start = 0
    for line in text.split("\n"):
        pieces.append(_line(path, start, line, found) if not line.isascii() else line)
        start += len(line) + 1
    return "\n".join(pieces), tuple(found)


def _sure(span: Span, text: str) -> Fix:
    return Fix(edits=(Edit(span=span, text=text),), confidence=Confidence.SURE)


def _line_ends(path: str, text: str, found: list[Diagnostic]) -> str:
    lone = [match.start() for match in _LONE_RETURN.finditer(text)]
    if lone:
        spans = [Span(path=path, start=at, end=at + 1) for at in lone[:_MOST_EDITS]]
        edits = tuple(Edit(span=span, text="\n") for span in spans)
        fix = Fix(edits=edits, confidence=Confidence.SURE)
        found.append(Diagnostic(code="E0107", span=spans[0], args={"count": str(len(lone))}, fix=fix))
    return text.replace("\r\n", " \n").replace("\r", "\n")


def _unseen(path: str, text: str, found: list[Diagnostic]) -> str:
    """Report and blank what nobody can see; a joiner inside an emoji is part of the emoji."""
    joiners = {match.start() for match in _JOINED_EMOJI.finditer(text)}
    for code, pattern in (("E0102", _CONTROL), ("E0106", _INVISIBLE)):
        for match in pattern.finditer(text):
            if match.start() in joiners and len(match[0]) == 1:
                continue
            if len(found) > _MOST_REPORTS:
                break
            span = Span(path=path, start=match.start(), end=match.end())
            args = {"point": f"U+{ord(match[0][0]):04X}"}
            found.append(Diagnostic(code=code, span=span, args=args, fix=_sure(span, "")))
        text = pattern.sub(lambda match: match[0] if match.start() in joiners else " " * len(match[0]), text)
    return text


def _line(path: str, start: int, line: str, found: list[Diagnostic]) -> str:
    """One line with plain typing outside its texts and its comment."""
    folded: list[str] = []
    done = 0
    for match in _PIECE.finditer(line):
        folded.append(line[done : match.start()])
        done = match.end()
        span = Span(path=path, start=start + match.start(), end=start + match.end())
        folded.append(_piece(str(match.lastgroup), match[0], span, found))
    folded.append(line[done:])
    return "".join(folded)


def _piece(kind: str, written: str, span: Span, found: list[Diagnostic]) -> str:
    match kind:
        case "comment" if written.startswith("＃"):
            first = Span(path=span.path, start=span.start, end=span.start + 1)
            found.append(Diagnostic(code="E0101", span=first, args={"write": "#"}, fix=_sure(first, "#")))
            return "#" + written[1:]
        case "text" if not written.endswith('"') or len(written) == 1:
            return _half_closed(written, span, found)
        case "quoted":
            found.append(_quotes(written, span))
            return f'"{written[1:-1]}"'
        case "foreign":
            return _run(written, span, found)
        case _:
            return written


def _half_closed(written: str, span: Span, found: list[Diagnostic]) -> str:
    """A text that begins with a plain quote and ends with a foreign one."""
    end = max(written.rfind(closer) for closer in _CLOSERS)
    if end < 1:
        return written
    closed = Span(path=span.path, start=span.start, end=span.start + end + 1)
    found.append(_quotes(written[: end + 1], closed))
    after = Span(path=span.path, start=closed.end, end=span.end)
    return written[:end] + '"' + _run(written[end + 1 :], after, found)


def _quotes(written: str, span: Span) -> Diagnostic:
    first = Span(path=span.path, start=span.start, end=span.start + 1)
    last = Span(path=span.path, start=span.end - 1, end=span.end)
    edits = tuple(
        Edit(span=place, text='"')
        for place, mark in ((first, written[0]), (last, written[-1]))
        if mark != '"'
    )
    args = {"open": written[0], "close": written[-1], "write": f'"{written[1:-1]}"'}
    fix = Fix(edits=edits, confidence=Confidence.SURE)
    return Diagnostic(code="E0101", span=span, args=args, label="quotes", helps=("keyboard",), fix=fix)


def _run(written: str, span: Span, found: list[Diagnostic]) -> str:
    """A run of full-width typing; amounts, ranges and lone quotes have their own messages later."""
    folded = written.translate(_PLAIN)
    start = span.start
    for part in re.split("(~)", folded):
        place = Span(path=span.path, start=start, end=start + len(part))
        as_written = written[start - span.start : place.end - span.start]
        start = place.end
        if part not in {as_written, "~", '"'} and not part.startswith(("¥", "£", "₩")):
            found.append(_typing(part, place))
    return folded


def _typing(part: str, place: Span) -> Diagnostic:
    label = "space" if part.isspace() else ""
    return Diagnostic(
        code="E0101",
        span=place,
        args={"write": part},
        label=label,
        helps=("keyboard",),
        fix=_sure(place, part),
    )
