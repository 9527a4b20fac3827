"""`identity fold plus`: a+x@b.jp is a@b.jp."""

from engine.vocabulary.literals import Literal
from engine.vocabulary.word import Reading, Widget, Word


def read(_values: tuple[Literal, ...], _reading: Reading) -> bool:
    """The line is there."""
    return True


WORD = Word(
    label="identity",
    read=read,
    doc={
        "en": "`identity fold plus` takes a+x@b.jp for a@b.jp. Without this line they are two people.",
        "ja": "`identity fold plus` と書くと、a+x@b.jp を a@b.jp と同じ人とみなします。省略すると別の人です。",
    },
    example="identity fold plus",
    widget=Widget.SWITCH,
    requirements=("D1.g",),
)
