"""`note "…"`: a remark for colleagues."""

from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> str:
    """The text."""
    return the(values, Text).value


WORD = Word(
    label="note",
    read=read,
    doc={
        "en": "A remark for colleagues. Customers never see it.",
        "ja": "担当者向けのメモです。お客様には表示されません。",
    },
    example='note "店長より: 連休のみ"',
    widget=Widget.TEXT,
)
