"""`others refused`: whether other products may be in the order."""

from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> bool:
    """Whether they may."""
    return words(values)[0] == "allowed"


WORD = Word(
    label="others",
    read=read,
    doc={
        "en": "Whether the offer is also made when other products were bought together with the trigger "
        "product. Without this line it is.",
        "ja": "きっかけの商品と一緒に他の商品を買った場合にも提案するかどうかです。省略すると提案します。",
    },
    example="others allowed",
    widget=Widget.CHOICE,
    requirements=("S4.24",),
)
