"""`cash refund allowed`: whether the balance can be paid out."""

from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> bool:
    """Whether it can."""
    return words(values)[-1] == "allowed"


WORD = Word(
    label="cash",
    read=read,
    doc={
        "en": "Whether a customer who wants cash can have the balance paid out. Without this line not.",
        "ja": "お客様が現金を望むとき、残高を払い戻せるかどうかです。省略すると払い戻しません。",
    },
    example="cash refund allowed",
    widget=Widget.CHOICE,
    requirements=("S5.43",),
)
