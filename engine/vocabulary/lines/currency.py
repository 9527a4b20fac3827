"""`currency JPY`: the shop's only currency."""

from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> str:
    """The ISO 4217 code."""
    return words(values)[0]


WORD = Word(
    label="currency",
    read=read,
    doc={"en": "The currency of all amounts.", "ja": "すべての金額の通貨です。"},
    example="currency JPY",
    widget=Widget.CHOICE,
)
