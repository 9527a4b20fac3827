"""`pool 1000`: how many cards a campaign gives at most."""

from engine.vocabulary.literals import Integer, Literal
from engine.vocabulary.pick import the
from engine.vocabulary.reports import in_range
from engine.vocabulary.word import Reading, Widget, Word

LARGEST = 10_000_000


def read(values: tuple[Literal, ...], reading: Reading) -> int | None:
    """The number of cards."""
    return in_range(the(values, Integer), 1, LARGEST, reading, WORD.label)


WORD = Word(
    label="pool",
    read=read,
    doc={
        "en": "How many cards the campaign gives at most, over its whole life. Each is made when it is given; when "
        "all are given, no more are. Without this line there is no end.",
        "ja": "このキャンペーンで発行できるカードの総枚数です。カードは渡すときに作られ、"
        "全部渡すとそれ以上は発行しません。省略すると上限はありません。",
    },
    example="pool 1000",
    widget=Widget.NUMBER,
    requirements=("S5.20",),
)
