"""`lane "season"`: of the discounts in one lane only one applies to an order."""

from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.pick import the
from engine.vocabulary.reports import refuse
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> str | None:
    """The name of the lane; E0328 when it has none."""
    written = the(values, Text)
    name = written.value.strip()
    if not name:
        refuse(reading, "E0328", written)
        return None
    return name


WORD = Word(
    label="lane",
    read=read,
    doc={
        "en": "Discounts in one lane never combine: an order gets the best of them. Across lanes they combine as "
        "`stacking` says.",
        "ja": "同じレーンの割引は併用されず、いちばん得なものだけが適用されます。"
        "別のレーンとは `stacking` のとおりに併用します。",
    },
    example='lane "season"',
    widget=Widget.TEXT,
)
