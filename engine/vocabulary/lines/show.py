"""`show product "TEIKI-1" plan "monthly"`: what is offered."""

from engine.vocabulary.literals import Literal, Names, Text
from engine.vocabulary.pick import first, the
from engine.vocabulary.settings import Shown
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> Shown:
    """The product, and its plans for a subscription."""
    plans = first(values, Names)
    return Shown(
        product=the(values, Text).value, plans=tuple(one.value for one in plans.items) if plans else ()
    )


WORD = Word(
    label="show",
    read=read,
    doc={
        "en": "The product that is offered; for a subscription also its plans, one per cycle.",
        "ja": "提案する商品です。定期の場合はプランも書きます(周期ごとに1つ)。",
    },
    example='show product "TEIKI-1" plan "monthly"',
    widget=Widget.PRODUCTS,
    requirements=(
        "S4.25",
        "S4.29",
        "S4.33",
    ),
)
