"""`consideration paid`: whether money was paid for the balance."""

from engine.model.gift_card import Consideration
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> Consideration:
    """The choice."""
    return Consideration(words(values)[0])


WORD = Word(
    label="consideration",
    read=read,
    doc={
        "en": "Whether the customer paid for the balance: a refund turned into a card is paid (as without this "
        "line), a present is free. The law treats the two apart.",
        "ja": "残高に対価があるかどうかです。返金をカードにしたものは paid(省略時)、無償の進呈は fre"
        "e です。法律上の扱いが違います。",
    },
    example="consideration paid",
    widget=Widget.CHOICE,
)
