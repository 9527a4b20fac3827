"""`experiment "spring-depth"`: whose variants the rule has."""

from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> str:
    """The name of the experiment."""
    return the(values, Text).value


WORD = Word(
    label="experiment",
    read=read,
    doc={
        "en": "The experiment block whose variants of this rule customers see.",
        "ja": "このルールのバリエーションを決める実験ブロックの名前です。",
    },
    example='experiment "spring-depth"',
    widget=Widget.CHOICE,
)
