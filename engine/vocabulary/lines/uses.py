"""`uses 1`: how many times a coupon may be used."""

from engine.vocabulary.literals import Integer, Literal
from engine.vocabulary.pick import first
from engine.vocabulary.reports import in_range
from engine.vocabulary.settings import Uses
from engine.vocabulary.word import Reading, Widget, Word

LARGEST = 1_000_000


def read(values: tuple[Literal, ...], reading: Reading) -> Uses | None:
    """The number of uses; 0 only where a compat mode gives it a meaning (S1.19)."""
    number = first(values, Integer)
    if number is None:
        return Uses(count=None)
    least = 0 if reading.settings.compat else 1
    found = in_range(number, least, LARGEST, reading, WORD.label)
    return None if found is None else Uses(count=found)


WORD = Word(
    label="uses",
    read=read,
    doc={
        "en": "How many times each coupon can be used: a number, or `unlimited`.",
        "ja": "1枚のクーポンを使える回数です。数字か `unlimited`(無制限)で書きます。",
    },
    example="uses 1",
    widget=Widget.NUMBER,
    requirements=("S1.18", "S1.19", "D1.j"),
)
