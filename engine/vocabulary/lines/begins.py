"""`begins 2026-04-29 10:00`: the rule acts from then on."""

from datetime import datetime

from engine.vocabulary.literals import Literal, Moment
from engine.vocabulary.moments import beginning
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> datetime:
    """The first instant, in UTC."""
    return beginning(the(values, Moment), reading)


WORD = Word(
    label="begins",
    read=read,
    doc={
        "en": "The rule acts from this moment on, shop time. A date alone means 00:00.",
        "ja": "この日時から動きます(お店の時刻)。日付だけなら 0:00 からです。",
    },
    example="begins 2026-04-29 10:00",
    widget=Widget.MOMENT,
)
