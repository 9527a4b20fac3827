"""`optout "…"` of `legal`: how to unsubscribe."""

from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> str:
    """The text."""
    return the(values, Text).value


WORD = Word(
    label="optout",
    read=read,
    doc={
        "en": "The sentence that tells how to unsubscribe.",
        "ja": "配信停止の方法を知らせる文です。",
    },
    example='optout "配信停止はこちら"',
    widget=Widget.TEXT,
)
