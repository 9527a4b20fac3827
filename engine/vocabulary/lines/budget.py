"""`budget "spring"`: whose money the rule spends."""

from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> str:
    """The name of the budget."""
    return the(values, Text).value


WORD = Word(
    label="budget",
    read=read,
    doc={
        "en": "The budget block that caps what this rule gives away.",
        "ja": "このルールの値引きを合計する予算ブロックの名前です。",
    },
    example='budget "spring"',
    widget=Widget.CHOICE,
)
