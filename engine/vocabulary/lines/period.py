"""`period "…"` of `terms`: how long a contract runs."""

from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> str:
    """The text."""
    return the(values, Text).value


WORD = Word(
    label="period",
    read=read,
    doc={
        "en": "How long the contract runs, and how it is renewed.",
        "ja": "契約の期間と更新についてです。",
    },
    example='period "期間の定めはなく、解約まで毎月続きます"',
    widget=Widget.TEXT,
)
