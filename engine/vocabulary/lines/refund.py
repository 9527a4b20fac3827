"""`refund card first`: what a refund of a mixed payment fills first."""

from engine.model.gift_card import RefundOrder
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> RefundOrder:
    """The choice."""
    return RefundOrder(words(values)[0])


WORD = Word(
    label="refund",
    read=read,
    doc={
        "en": "When an order was paid with a card and with money, what a refund fills first: the card (as "
        "without this line) or the other payment.",
        "ja": "カードと現金などを併用した注文の返金で、先に戻すのはカード(card・省略時)か他の支払い(ot"
        "her)かです。",
    },
    example="refund card first",
    widget=Widget.CHOICE,
)
