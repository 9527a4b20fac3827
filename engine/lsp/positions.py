"""Offsets of a text to places as an editor counts them, and back: UTF-16 units, or what was agreed on."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from lsprotocol.types import Position, PositionEncodingKind, Range, TextEdit

_LINE_END = re.compile(r"\r\n|\n|\r")


def units(text: str, encoding: str) -> int:
    """How long `text` is in units of a position encoding."""
    if text.isascii() or encoding == PositionEncodingKind.Utf32:
        return len(text)
    if encoding == PositionEncodingKind.Utf8:
        return len(text.encode("utf-8", errors="surrogatepass"))
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


@dataclass(frozen=True, kw_only=True)  # no slots: the line table is made on first use
class Positions:
    """The places of one text; `encoding` is a `PositionEncodingKind`."""

    text: str
    encoding: str

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return (0, *(match.end() for match in _LINE_END.finditer(self.text)))

    def at(self, offset: int) -> Position:
        """The place of an offset in characters."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset) - 1
        return Position(line=line, character=units(self.text[self._starts[line] : offset], self.encoding))

    def range(self, start: int, end: int) -> Range:
        """The range of the characters `[start, end)`."""
        return Range(start=self.at(start), end=self.at(end))

    def offset(self, position: Position) -> int:
        """The offset of a place; one beyond its line or the text is drawn back to the end of that."""
        if position.line >= len(self._starts):
            return len(self.text)
        start = self._starts[position.line]
        end = self._starts[position.line + 1] if position.line + 1 < len(self._starts) else len(self.text)
        line = self.text[start:end].rstrip("\r\n")
        if line.isascii():
            return start + min(position.character, len(line))
        left = position.character
        for index, character in enumerate(line):
            left -= units(character, self.encoding)
            if left < 0:
                return start + index
        return start + len(line)

    def edits_to(self, changed: str) -> list[TextEdit]:
        """The edits that make the text `changed`: only lines that differ are touched."""
        if changed == self.text:
            return []
        before, after = self.text.splitlines(keepends=True), changed.splitlines(keepends=True)
        starts = [0]
        for line in before:
            starts.append(starts[-1] + len(line))
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        return [
            TextEdit(range=self.range(starts[first], starts[last]), new_text="".join(after[low:high]))
            for kind, first, last, low, high in matcher.get_opcodes()
            if kind != "equal"
        ]
