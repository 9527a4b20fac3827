"""`tags "a", "b"`: words to find the rule by."""

from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import texts
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> frozenset[str]:
    """The tags."""
    return frozenset(one.value for one in texts(values))


WORD = Word(
    label="tags",
    read=read,
    doc={
        "en": "Words to find the rule by in the admin lists.",
        "ja": "管理画面でルールを探すための目印です。",
    },
    example='tags "spring", "tea"',
    widget=Widget.TEXT,
)
