"""`owner "…"`: who looks after the rule."""

from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> str:
    """The text."""
    return the(values, Text).value


WORD = Word(
    label="owner",
    read=read,
    doc={
        "en": "Who looks after the rule.",
        "ja": "このルールの担当者です。",
    },
    example='owner "marketing"',
    widget=Widget.TEXT,
)
