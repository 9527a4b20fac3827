"""`cart lifetime 3 days`: how long a cart is kept."""

from engine.vocabulary.literals import Length, Literal
from engine.vocabulary.moments import duration
from engine.vocabulary.pick import first
from engine.vocabulary.reports import in_range
from engine.vocabulary.settings import Lifetime
from engine.vocabulary.word import Reading, Widget, Word

LONGEST = 36_500 * 24 * 60


def read(values: tuple[Literal, ...], reading: Reading) -> Lifetime | None:
    """The lifetime; None in it means unlimited."""
    length = first(values, Length)
    if length is None:
        return Lifetime(length=None)
    if in_range(length, 1, LONGEST, reading, WORD.label) is None:
        return None
    return Lifetime(length=duration(length))


WORD = Word(
    label="cart lifetime",
    read=read,
    doc={
        "en": "How long an untouched cart is kept, or `unlimited`.",
        "ja": "操作のないカートを残しておく期間です。`unlimited` は無期限です。",
    },
    example="cart lifetime 3 days",
    widget=Widget.DURATION,
    requirements=("S3.15",),
)
