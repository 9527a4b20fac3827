"""`address "…"` of `legal`: the postal address."""

from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> str:
    """The text."""
    return the(values, Text).value


WORD = Word(
    label="address",
    read=read,
    doc={
        "en": "The postal address of the sender.",
        "ja": "送信者の住所です。",
    },
    example='address "東京都千代田区1-1"',
    widget=Widget.TEXT,
)
