"""`valid 14 days`: how long a coupon lives."""

from engine.model.program import Validity
from engine.values.duration import Unit
from engine.vocabulary.literals import Length, Literal, Moment
from engine.vocabulary.moments import duration, end
from engine.vocabulary.pick import first
from engine.vocabulary.reports import in_range
from engine.vocabulary.word import Reading, Widget, Word

LARGEST = 36_500


def read(values: tuple[Literal, ...], reading: Reading) -> Validity | None:
    """The validity; `valid forever` has neither days nor an end."""
    if moment := first(values, Moment):
        return Validity(until=end(moment, reading))
    length = first(values, Length)
    if length is None:
        return Validity()
    if in_range(length, 1, LARGEST, reading, WORD.label) is None:
        return None
    if length.unit is Unit.DAY:
        return Validity(days=length.count)
    return Validity(wait=duration(length))


WORD = Word(
    label="valid",
    read=read,
    doc={
        "en": "How long the coupon or gift card can be used. `1 day` ends with the day after the day of issue, "
        "shop time. Without this line, as with `valid forever`, it never ends.",
        "ja": "有効期間です。`1 day` は発行日の翌日の終わりまで(お店の時刻)です。"
        "省略するか `valid forever` と書くと無期限です。",
    },
    example="valid 14 days",
    widget=Widget.DURATION,
    requirements=("S1.15", "S1.16", "S1.17", "D1.i"),
)
