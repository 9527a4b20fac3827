"""`holdout 10%`: the share of an experiment that gets nothing."""

from fractions import Fraction

from engine.vocabulary.amounts import share
from engine.vocabulary.literals import Literal, Percent
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> Fraction | None:
    """The share that is left out."""
    return share(the(values, Percent), reading)


WORD = Word(
    label="holdout",
    read=read,
    doc={
        "en": "The share for whom the rules of the experiment do nothing, to compare with.",
        "ja": "比較のため、この実験のルールを適用しない割合です。",
    },
    example="holdout 10%",
    widget=Widget.NUMBER,
)
