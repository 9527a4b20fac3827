"""`open sat, sun from 10:00 to 22:00`: weekly opening hours of a rule."""

from datetime import time

from engine.model.program import Opening
from engine.vocabulary.literals import Clock, Literal
from engine.vocabulary.moments import LAST_MINUTE
from engine.vocabulary.pick import following, words
from engine.vocabulary.reports import refuse
from engine.vocabulary.word import Reading, Widget, Word

DAYS = {
    **{
        day: frozenset({number})
        for number, day in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 1)
    },
    "weekdays": frozenset({1, 2, 3, 4, 5}),
    "weekends": frozenset({6, 7}),
    "daily": frozenset({1, 2, 3, 4, 5, 6, 7}),
}


def read(values: tuple[Literal, ...], reading: Reading) -> Opening | None:
    """The opening; `to 23:59` means the end of the day."""
    days = frozenset[int]().union(*(DAYS[one] for one in words(values) if one in DAYS))
    since, until = following(values, "from", Clock), following(values, "to", Clock)
    if since is None or until is None:
        return Opening(weekdays=days)
    if since.value == until.value:
        refuse(reading, "E0704", until, at=f"{until.value:%H:%M}")
        return None
    closing = time() if until.value == LAST_MINUTE else until.value
    return Opening(weekdays=days, since=since.value, until=closing)


WORD = Word(
    label="open",
    read=read,
    doc={
        "en": "On which weekdays, and between which hours, the rule acts. Hours may run past midnight.",
        "ja": "動く曜日と時間帯です。深夜0時をまたぐ指定もできます。",
    },
    example="open sat, sun from 10:00 to 22:00",
    widget=Widget.MOMENT,
    repeats=True,
)
