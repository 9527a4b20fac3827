"""`name "…"` of `legal`: the sender by law."""

from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> str:
    """The text."""
    return the(values, Text).value


WORD = Word(
    label="name",
    read=read,
    doc={
        "en": "The name of the sender that the law wants in every advertising message.",
        "ja": "広告メールに表示が必要な送信者の氏名または名称です。",
    },
    example='name "お得商店株式会社"',
    widget=Widget.TEXT,
)
