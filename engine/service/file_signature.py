"""Files that are no plain text, told by their first bytes: they would be read as one column of signs."""

from collections.abc import AsyncIterator
from enum import StrEnum


class FileKind(StrEnum):
    """What was handed in where CSV or JSON Lines is wanted."""

    ZIP = "xlsx / zip"  # an Excel workbook is a zip
    XLS = "xls"  # of old Excel
    PDF = "PDF"
    GZIP = "gzip"
    UTF16 = "UTF-16"  # "Unicode text" of Excel


_SIGNATURES = (
    (b"PK\x03\x04", FileKind.ZIP),
    (b"PK\x05\x06", FileKind.ZIP),  # an empty one
    (b"\xd0\xcf\x11\xe0", FileKind.XLS),
    (b"%PDF", FileKind.PDF),
    (b"\x1f\x8b", FileKind.GZIP),
    (b"\xff\xfe", FileKind.UTF16),
    (b"\xfe\xff", FileKind.UTF16),
)

SEEN_BYTES = 64
"""Of the beginning, which tell what a file is."""


def file_kind(head: bytes) -> FileKind | None:
    """What a file is that begins with `head`, at most `SEEN_BYTES` of it; None for text in UTF-8 or Shift_JIS."""
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    # UTF-16 without its mark: every other byte of Latin letters is zero, and text has none.
    return FileKind.UTF16 if b"\0" in head[:SEEN_BYTES] else None


class NoText(Exception):
    """What is handed in is no text."""

    def __init__(self, kind: FileKind) -> None:
        super().__init__(kind.value)
        self.kind = kind


async def texts_only(content: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same content; raises NoText as soon as its beginning tells."""
    head = b""
    async for part in content:
        if len(head) < SEEN_BYTES:
            head += part[: SEEN_BYTES - len(head)]
            if (kind := file_kind(head)) is not None:
                raise NoText(kind)
        yield part
