"""`notify webhook "erp" on issued, redeemed`: who is told."""

from engine.model.gift_card import CardEvent, Hook
from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.literals import Word as Spoken
from engine.vocabulary.pick import the, words
from engine.vocabulary.reports import wrong_form
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> Hook | None:
    """The webhook and its events, or None after E0314."""
    channel, _, *said = words(values)
    strange = [
        one
        for one in values
        if isinstance(one, Spoken) and one.text in said and one.text not in set(CardEvent)
    ]
    if channel != "webhook" or strange:
        wrong_form(reading, WORD.label, WORD.example)
        return None
    return Hook(name=the(values, Text).value, events=frozenset(CardEvent(one) for one in said))


WORD = Word(
    label="notify",
    read=read,
    doc={
        "en": "The webhook that is told when a card was issued, redeemed, refunded or expired.",
        "ja": "カードの発行・利用・返金・失効を知らせる webhook です。",
    },
    example='notify webhook "erp" on issued, redeemed',
    widget=Widget.CHOICE,
    repeats=True,
    requirements=(
        "S5.49",
        "S5.50",
    ),
)
