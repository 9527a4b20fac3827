"""`goal revenue`: what an experiment compares its variants by."""

from engine.model.experiment import Goal
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> Goal:
    """The goal."""
    return Goal(words(values)[0])


WORD = Word(
    label="goal",
    read=read,
    doc={
        "en": "The figure that the variants are compared by.",
        "ja": "バリエーションを比べる指標です。",
    },
    example="goal revenue",
    widget=Widget.CHOICE,
)
