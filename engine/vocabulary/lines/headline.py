"""`headline "…"`: the title of the offer page."""

from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> str:
    """The text."""
    return the(values, Text).value


WORD = Word(
    label="headline",
    read=read,
    doc={
        "en": "The title at the top of the offer page.",
        "ja": "提案ページの一番上に出る見出しです。",
    },
    example='headline "今だけ!初回20%OFF"',
    widget=Widget.TEXT,
    requirements=("S4.37",),
)
