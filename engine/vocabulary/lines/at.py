"""`at 2026-05-20 10:00`: the moment a test stands at."""

from engine.model.timeline import At
from engine.vocabulary.literals import Literal, Moment
from engine.vocabulary.moments import beginning
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> At:
    """The step."""
    return At(at=beginning(the(values, Moment), reading), line=reading.line)


WORD = Word(
    label="at",
    read=read,
    doc={"en": "The moment it is from here on, shop time.", "ja": "ここから先の日時です(お店の時刻)。"},
    example="at 2026-05-20 10:00",
    widget=Widget.MOMENT,
    repeats=True,
)
