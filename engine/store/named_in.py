"""Whether the raw bytes of a file name a person, however they are typed: in capitals, full width, with hyphens."""

import re
import unicodedata
from functools import lru_cache

from engine.model.data_subject import DataSubject

OVERLAP = 800
"""Bytes of the end of a piece that are looked at again with the next one: no address is longer."""

_MARKS = r"[\s()\-‐‑‒–—―−ー./]*"
_JAPAN = "+81"


def is_named(content: bytes, subject: DataSubject) -> bool:
    """Whether an address or number of the person stands in `content`, UTF-8 or Shift_JIS.

    A character that is cut at either end does not count.
    """
    pattern = _pattern(subject)
    if pattern is None:
        return False
    if content.isascii():
        return pattern.search(content.decode("ascii").lower()) is not None
    # Which of the two it is, one piece alone does not always tell.
    texts = (content.decode(encoding, errors="ignore") for encoding in ("utf-8", "cp932"))
    return any(pattern.search(unicodedata.normalize("NFKC", text).lower()) for text in texts)


@lru_cache(maxsize=16)
def _pattern(subject: DataSubject) -> re.Pattern[str] | None:
    mails = [re.escape(one.lower()) for one in subject.emails]
    every = [*mails, *map(_number, subject.phones)]
    return re.compile("|".join(every)) if every else None


def _number(phone: str) -> str:
    """`+819012345678` is also `090-1234-5678`, `+81 (0)90 1234 5678` and `00819012345678`."""
    national = phone.removeprefix(_JAPAN) if phone.startswith(_JAPAN) else ""
    digits = _MARKS.join(national or phone.removeprefix("+"))
    if national:
        trunk = rf"(?:\+|00)?{_MARKS}8{_MARKS}1{_MARKS}0?"
        return rf"(?<!\d)(?:{trunk}|0){_MARKS}{digits}(?!\d)"
    return rf"(?<!\d)(?:\+|00)?{_MARKS}{digits}(?!\d)"
