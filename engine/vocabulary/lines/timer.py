"""`timer 10 minutes "…"`: how long the offer page waits."""

from engine.model.offer import USUAL_TIMER, Timer
from engine.vocabulary.literals import Length, Literal, Text
from engine.vocabulary.moments import duration
from engine.vocabulary.pick import first, words
from engine.vocabulary.reports import in_range
from engine.vocabulary.settings import TimerLine
from engine.vocabulary.word import Reading, Widget, Word

LONGEST = 1440


def read(values: tuple[Literal, ...], reading: Reading) -> TimerLine | None:
    """The timer; None in it means that the page waits for the shopper."""
    length, text = first(values, Length), first(values, Text)
    if length is None:
        return TimerLine(timer=None if "off" in words(values) else Timer(length=USUAL_TIMER, shown=False))
    if in_range(length, 1, LONGEST, reading, WORD.label) is None:
        return None
    return TimerLine(timer=Timer(length=duration(length), text=text.value if text else ""))


WORD = Word(
    label="timer",
    read=read,
    doc={
        "en": "How long the offer can be taken, with a text before the figures. Hidden: no timer is seen and "
        "the page closes after 10 minutes. Off: the page waits.",
        "ja": "提案を受け付ける時間と、その前に出す文章です。hidden は表示なしで10分後に閉じ、off "
        "は時間制限なしです。",
    },
    example='timer 10 minutes "このページの有効期限"',
    widget=Widget.DURATION,
    requirements=(
        "S4.38",
        "S4.39",
        "S4.40",
        "S4.41",
    ),
)
