"""`stacking alone`: with which other discounts this one combines."""

from engine.model.program import Stacking, StackingKind
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import texts, words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> Stacking:
    """The way of stacking."""
    return Stacking(kind=StackingKind(words(values)[0]), names=frozenset(one.value for one in texts(values)))


WORD = Word(
    label="stacking",
    read=read,
    doc={
        "en": "Whether the discount combines with others: alone (the default), any, or with the rules named.",
        "ja": "他の値引きとの併用: alone(併用しない・既定)、any(併用可)、with(指定したルールとだけ併用)。",
    },
    example="stacking any",
    widget=Widget.CHOICE,
)
