"""`cancel "…"` of `terms`: how a contract is left."""

from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> str:
    """The text."""
    return the(values, Text).value


WORD = Word(
    label="cancel",
    read=read,
    doc={
        "en": "How and until when the contract can be cancelled.",
        "ja": "解約の方法と期限です。",
    },
    example='cancel "次回お届けの10日前までにマイページで解約できます"',
    widget=Widget.TEXT,
)
