"""`mode sandbox`: a rule that acts in test orders only."""

from engine.model.program import World
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> World:
    """The world."""
    return World(words(values)[0])


WORD = Word(
    label="mode",
    read=read,
    doc={
        "en": "`mode sandbox` lets the rule act in test orders only, to try it before going live.",
        "ja": "`mode sandbox` のルールはテスト注文だけで動きます。公開前の確認に使います。",
    },
    example="mode sandbox",
    widget=Widget.CHOICE,
    requirements=("S1.38",),
)
