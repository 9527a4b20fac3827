"""`quantity 1 to 3`: how many a shopper may take."""

from engine.vocabulary.literals import Integer, Literal
from engine.vocabulary.reports import in_range, refuse
from engine.vocabulary.settings import Quantity
from engine.vocabulary.word import Reading, Widget, Word

LARGEST = 999


def read(values: tuple[Literal, ...], reading: Reading) -> Quantity | None:
    """The range; one number leaves no choice."""
    numbers = [one for one in values if isinstance(one, Integer)]
    found = [in_range(one, 1, LARGEST, reading, WORD.label) for one in numbers]
    least, most = found[0], found[-1]
    if least is None or most is None:
        return None
    if most < least:
        refuse(reading, "E0506", field=WORD.label)
        return None
    return Quantity(least=least, most=most)


WORD = Word(
    label="quantity",
    read=read,
    doc={
        "en": "How many pieces the shopper may choose; one number leaves no choice. Without this line it is 1.",
        "ja": "お客様が選べる数量の範囲です。数字1つなら固定です。省略すると1個です。",
    },
    example="quantity 1 to 3",
    widget=Widget.NUMBER,
    requirements=("S4.55",),
)
