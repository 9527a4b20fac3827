"""`ends 2026-05-06`: the rule acts until then."""

from datetime import datetime

from engine.vocabulary.literals import Literal, Moment
from engine.vocabulary.moments import end
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> datetime:
    """The exclusive end, in UTC."""
    return end(the(values, Moment), reading)


WORD = Word(
    label="ends",
    read=read,
    doc={
        "en": "The rule acts until this moment, shop time. A date alone, or 23:59, means the end of that day.",
        "ja": "この日時まで動きます(お店の時刻)。日付だけ、または 23:59 なら、その日の終わりまでです。",
    },
    example="ends 2026-05-06",
    widget=Widget.MOMENT,
)
