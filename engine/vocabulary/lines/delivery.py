"""`delivery "…"` of `terms`: when things arrive."""

from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> str:
    """The text."""
    return the(values, Text).value


WORD = Word(
    label="delivery",
    read=read,
    doc={
        "en": "When each delivery arrives.",
        "ja": "商品の引渡し(お届け)の時期です。",
    },
    example='delivery "初回は3日以内、以後は毎月同じ日にお届け"',
    widget=Widget.TEXT,
)
