"""`priority 10`: who wins a tie."""

from engine.vocabulary.literals import Integer, Literal
from engine.vocabulary.pick import the
from engine.vocabulary.reports import in_range
from engine.vocabulary.word import Reading, Widget, Word

LARGEST = 9_999


def read(values: tuple[Literal, ...], reading: Reading) -> int | None:
    """The number; the smaller one wins."""
    return in_range(the(values, Integer), 0, LARGEST, reading, WORD.label)


WORD = Word(
    label="priority",
    read=read,
    doc={
        "en": "When two rules are worth the same to the buyer, the smaller number wins. Without this line it is 100.",
        "ja": "同じ値引き額のルールが並んだとき、数字の小さいほうが優先されます。省略すると100です。",
    },
    example="priority 10",
    widget=Widget.NUMBER,
)
