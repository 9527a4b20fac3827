"""`contact "…"` of `legal`: where complaints go."""

from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> str:
    """The text."""
    return the(values, Text).value


WORD = Word(
    label="contact",
    read=read,
    doc={
        "en": "Where complaints and questions go.",
        "ja": "苦情・問い合わせの受付先です。",
    },
    example='contact "support@example.jp"',
    widget=Widget.TEXT,
)
