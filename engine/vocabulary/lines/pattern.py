"""`pattern once to subscription`: what the order is, and what is offered."""

from engine.model.offer import Buying
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.settings import Pattern
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> Pattern:
    """The pattern."""
    bought, _, offered = words(values)
    return Pattern(bought=Buying(bought), offered=Buying(offered))


WORD = Word(
    label="pattern",
    read=read,
    doc={
        "en": "How the trigger product was bought, and how the offered one is sold: once or subscription, four "
        "patterns in all.",
        "ja": "きっかけの商品の買い方と、提案する商品の売り方です。once(都度購入)と subscripti"
        "on(定期)の4通りです。",
    },
    example="pattern once to subscription",
    widget=Widget.CHOICE,
    requirements=(
        "S4.4",
        "S4.6",
    ),
)
