"""`pool 1000`: how many codes are made beforehand."""

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
        "en": "How many cards are made beforehand; a publication takes one that nobody has yet. Without this "
        "line each is made when it is given.",
        "ja": "先に作っておくカードの枚数です。発行時に未割当のものを渡します。省略すると、渡すときに作ります。",
    },
    example="pool 1000",
    widget=Widget.NUMBER,
    requirements=("S5.20",),
)
