"""`redeem by owner`: who may pay with a card."""

from engine.model.gift_card import Redeemer
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> Redeemer:
    """The choice."""
    return Redeemer(words(values)[-1])


WORD = Word(
    label="redeem",
    read=read,
    doc={
        "en": "Who may pay with the card: only the customer it was given to (as without this line), or anyone "
        "who has the code.",
        "ja": "カードを使える人です。owner(受け取った本人だけ・省略時)か anyone(コードを知る人だれでも)。",
    },
    example="redeem by owner",
    widget=Widget.CHOICE,
    requirements=("S5.18",),
)
