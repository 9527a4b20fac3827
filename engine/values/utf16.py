"""Offsets as browsers and editors count them: in UTF-16 units, where `𠮷` takes two."""

from bisect import bisect_left
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Utf16:
    """Converts offsets of a text between characters and UTF-16 units; `wide` are the characters that take two."""

    wide: tuple[int, ...]

    def units(self, offset: int) -> int:
        """UTF-16 units before the character offset."""
        return offset + bisect_left(self.wide, offset)

    def characters(self, units: int) -> int:
        """The character offset after so many units; the middle of a pair counts as its beginning."""
        before = bisect_left(range(len(self.wide)), units, key=lambda index: self.wide[index] + index)
        return units - before


def utf16_of(text: str) -> Utf16:
    """How offsets of `text` are counted."""
    if text.isascii():
        return Utf16(wide=())
    return Utf16(wide=tuple(at for at, character in enumerate(text) if ord(character) > 0xFFFF))
