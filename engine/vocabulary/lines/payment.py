"""`payment "…"` of `terms`: when and how is paid."""

from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> str:
    """The text."""
    return the(values, Text).value


WORD = Word(
    label="payment",
    read=read,
    doc={
        "en": "When and how each delivery is paid.",
        "ja": "支払いの時期と方法です。",
    },
    example='payment "お届けごとに、ご登録のカードでお支払い"',
    widget=Widget.TEXT,
)
