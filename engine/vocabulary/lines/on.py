"""`on multiple plans first`: into which contracts the product goes."""

from engine.model.offer import SeveralPlans
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> SeveralPlans:
    """The choice."""
    return SeveralPlans(words(values)[-1])


WORD = Word(
    label="on",
    read=read,
    doc={
        "en": "When the trigger product was bought on several plans: add the offered product to all of those "
        "contracts, to the first only (as without this line), or make no offer (none).",
        "ja": "きっかけの商品が複数のプランで買われたとき、すべての契約(all)に加えるか、最初の契約(fir"
        "st・省略時)だけか、提案しない(none)かです。",
    },
    example="on multiple plans first",
    widget=Widget.CHOICE,
    requirements=("S4.23",),
)
