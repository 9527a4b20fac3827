"""`max late 2 hours`: how late a message may leave."""

from engine.values.duration import Duration
from engine.vocabulary.literals import Length, Literal
from engine.vocabulary.moments import duration
from engine.vocabulary.pick import the
from engine.vocabulary.reports import in_range
from engine.vocabulary.word import Reading, Widget, Word

LONGEST = 36_500


def read(values: tuple[Literal, ...], reading: Reading) -> Duration | None:
    """The longest delay."""
    length = the(values, Length)
    return None if in_range(length, 1, LONGEST, reading, "max late") is None else duration(length)


WORD = Word(
    label="max",
    read=read,
    doc={
        "en": "How late a message may leave at most; later than that it is left out.",
        "ja": "メッセージの遅れの上限です。これより遅れたものは送りません。",
    },
    example="max late 2 hours",
    widget=Widget.DURATION,
)
