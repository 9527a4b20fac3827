"""`wait 14 days`: time passes in a test."""

from engine.model.timeline import Wait
from engine.vocabulary.literals import Length, Literal
from engine.vocabulary.moments import duration
from engine.vocabulary.pick import the
from engine.vocabulary.reports import in_range
from engine.vocabulary.word import Reading, Widget, Word

LONGEST = 36_500


def read(values: tuple[Literal, ...], reading: Reading) -> Wait | None:
    """The step."""
    length = the(values, Length)
    if in_range(length, 1, LONGEST, reading, WORD.label) is None:
        return None
    return Wait(wait=duration(length), line=reading.line)


WORD = Word(
    label="wait",
    read=read,
    doc={
        "en": "Time passes; whatever falls due meanwhile happens.",
        "ja": "時間を進めます。その間に予定されていたことも起こります。",
    },
    example="wait 14 days",
    widget=Widget.DURATION,
    repeats=True,
)
