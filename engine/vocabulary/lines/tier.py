"""`tier from 3 items discount 10%`: one step of a discount that grows with the cart."""

from engine.model.reward import Tier
from engine.vocabulary.amounts import minor_units
from engine.vocabulary.discounts import worth
from engine.vocabulary.literals import Amount, Integer, Literal
from engine.vocabulary.literals import Word as Spoken
from engine.vocabulary.reports import in_range
from engine.vocabulary.word import Reading, Widget, Word

LARGEST = 9_999


def read(values: tuple[Literal, ...], reading: Reading) -> Tier | None:
    """The step: from how many pieces, or from which price of them, which discount."""
    match values:
        case (_, Integer() as count, Spoken(), Spoken(), *rest):
            items = in_range(count, 1, LARGEST, reading, WORD.label)
            taken = worth(tuple(rest), reading)
            return None if items is None or taken is None else Tier(discount=taken, items=items)
        case (_, Amount() as money, Spoken(), *rest):
            amount = minor_units(money, reading)
            taken = worth(tuple(rest), reading)
            return None if amount is None or taken is None else Tier(discount=taken, amount=amount)
        case _:
            raise ValueError("the grammar has a number of items or money here")


WORD = Word(
    label="tier",
    read=read,
    doc={
        "en": "A step of a discount that grows: from how many items, or from which price of the items, how much is "
        "taken off. Counted is what `for` picks, at prices before any discount; the highest step reached applies.",
        "ja": "まとめ買いの段階割引です: 何点から、またはいくらから、いくら引くか。`for` の対象商品を"
        "値引き前の価格で数え、届いた中でいちばん上の段階だけが適用されます。",
    },
    example="tier from 3 items discount 10%",
    widget=Widget.TIER,
    repeats=True,
    requirements=("V22",),
)
