"""`title "…"`: what the rule is called in lists."""

from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> str:
    """The text."""
    return the(values, Text).value


WORD = Word(
    label="title",
    read=read,
    doc={
        "en": "What the rule is called in the admin lists. Customers never see it.",
        "ja": "管理画面の一覧に出る名前です。お客様には表示されません。",
    },
    example='title "お買い上げ御礼"',
    widget=Widget.TEXT,
)
