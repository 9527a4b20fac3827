"""`shipping free`: whether the offered product costs shipping."""

from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> bool:
    """Whether it is free."""
    return words(values)[0] == "free"


WORD = Word(
    label="shipping",
    read=read,
    doc={
        "en": "Free: the offered product travels with the trigger order at no charge, in later orders too. "
        "Charged: the shop's usual charge.",
        "ja": "free はきっかけの注文と一緒に無料で届け、2回目以降も同じです。charged は通常の送料"
        "がかかります。",
    },
    example="shipping free",
    widget=Widget.CHOICE,
    requirements=("S4.56",),
)
