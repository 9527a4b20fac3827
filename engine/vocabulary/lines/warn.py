"""`warn at 80%`: when a budget tells that it is running out."""

from fractions import Fraction

from engine.vocabulary.amounts import share
from engine.vocabulary.literals import Literal, Percent
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> Fraction | None:
    """The share of the budget."""
    return share(the(values, Percent), reading)


WORD = Word(
    label="warn",
    read=read,
    doc={
        "en": "Tell the shop when this share of the budget is used.",
        "ja": "予算のこの割合を使った時点でお知らせします。",
    },
    example="warn at 80%",
    widget=Widget.NUMBER,
)
