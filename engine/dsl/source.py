"""Bytes to text with places: UTF-8, size, line ends, columns. Typing is folded in `typing_slips`."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from unicodedata import east_asian_width

from engine.dsl.typing_slips import fold
from engine.model.diagnostic import Diagnostic
from engine.values.span import Span

LARGEST_FILE = 256 * 1024
"""Bytes of one rule file (SEC30)."""


@dataclass(frozen=True, kw_only=True)  # no slots: the line table is made on first use
class Source:
    """A rule file as text.

    `text` is what the merchant wrote, without a byte order mark; `folded` has the same length and the same line
    ends, with full-width typing outside texts and comments turned into plain characters. Spans are offsets of both.
    """

    path: str
    text: str
    folded: str
    diagnostics: tuple[Diagnostic, ...]

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offsets at which lines begin; the first line begins at 0."""
        return (0, *(offset + 1 for offset, character in enumerate(self.folded) if character == "\n"))

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, the column in characters."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line (from 1) as written, without its line end."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] - 1 if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


def width(text: str) -> int:
    """Columns of a terminal that `text` takes: wide and full-width characters take two (East-Asian width)."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def read_source(path: str, data: bytes | str) -> Source:
    """The file as text; when it cannot be read at all `text` is empty and a diagnostic says why."""
    if len(data) > LARGEST_FILE:
        return _unreadable(path, "E0002", kilobytes=str(LARGEST_FILE // 1024))
    if isinstance(data, bytes):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            return _unreadable(path, "E0001", byte=f"{data[error.start]:02X}", line=str(line))
    else:
        text = data
    text = text.removeprefix("\ufeff")
    folded, diagnostics = fold(path, text)
    return Source(path=path, text=text, folded=folded, diagnostics=diagnostics)


def _unreadable(path: str, code: str, **args: str) -> Source:
    nowhere = Span(path=path, start=0, end=0)
    return Source(
        path=path, text="", folded="", diagnostics=(Diagnostic(code=code, span=nowhere, args=args),)
    )
