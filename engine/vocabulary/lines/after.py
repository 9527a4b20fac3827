"""`after 3 hours`: how long a reminder waits."""

from engine.values.duration import Duration, Unit
from engine.vocabulary.literals import Length, Literal
from engine.vocabulary.moments import duration
from engine.vocabulary.pick import first
from engine.vocabulary.reports import refuse
from engine.vocabulary.word import Reading, Widget, Word

MOST_HOURS = 24


def read(values: tuple[Literal, ...], reading: Reading) -> Duration | None:
    """The wait, or None after E0310."""
    length = first(values, Length)
    if length is None or length.unit is not Unit.HOUR or not 1 <= length.count <= MOST_HOURS:
        refuse(reading, "E0310")
        return None
    return duration(length)


WORD = Word(
    label="after",
    read=read,
    doc={
        "en": "How long after the shopper left the reminder goes: 1 to 24 whole hours. The cart must live "
        "longer than that.",
        "ja": "離脱から送信までの時間です。1〜24時間を1時間単位で書きます。カートの保存期間はこれより長い必"
        "要があります。",
    },
    example="after 3 hours",
    widget=Widget.DURATION,
    requirements=(
        "S3.14",
        "S3.40",
    ),
)
