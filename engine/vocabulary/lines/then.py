"""`then pause`: what happens at the end of a budget."""

from engine.model.program import BudgetReaction
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> BudgetReaction:
    """The reaction."""
    return BudgetReaction(words(values)[0])


WORD = Word(
    label="then",
    read=read,
    doc={
        "en": "What happens when the budget is used up: `pause` gives nothing more (the default), `notify` only tells.",
        "ja": "予算を使い切ったとき、`pause` は適用を止め(既定)、`notify` は知らせるだけです。",
    },
    example="then pause",
    widget=Widget.CHOICE,
)
