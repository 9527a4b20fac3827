"""`rearm after 3 days`: when a cart may be reminded of again."""

from engine.values.duration import Duration
from engine.vocabulary.literals import Length, Literal
from engine.vocabulary.moments import duration
from engine.vocabulary.pick import the
from engine.vocabulary.reports import in_range
from engine.vocabulary.word import Reading, Widget, Word

LONGEST = 36_500


def read(values: tuple[Literal, ...], reading: Reading) -> Duration | None:
    """The pause."""
    length = the(values, Length)
    return None if in_range(length, 1, LONGEST, reading, WORD.label) is None else duration(length)


WORD = Word(
    label="rearm",
    read=read,
    doc={
        "en": "How long after a reminder a shopper who comes back to the same cart can get another one. Only "
        "with `cart lifetime unlimited`.",
        "ja": "リマインドのあと、同じカートに戻ったお客様に再び送れるまでの期間です。`cart lifetim"
        "e unlimited` のときだけ働きます。",
    },
    example="rearm after 3 days",
    widget=Widget.DURATION,
    requirements=("S3.16",),
)
