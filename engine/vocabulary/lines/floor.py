"""`floor 500 JPY`: what a rule leaves to pay at least."""

from engine.model.reward import Floor, FloorKind
from engine.vocabulary.amounts import minor_units, share
from engine.vocabulary.literals import Amount, Literal, Percent
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> Floor | None:
    """The floor under the price of a piece: money, a share of the price before discounts, or what it cost the shop."""
    match values:
        case (Amount() as money,):
            amount = minor_units(money, reading)
            return None if amount is None else Floor(kind=FloorKind.AMOUNT, amount=amount)
        case (Percent() as percent,):
            rate = share(percent, reading)
            return None if rate is None else Floor(kind=FloorKind.SHARE, share=rate)
        case _:
            return Floor(kind=FloorKind.COST)


WORD = Word(
    label="floor",
    read=read,
    doc={
        "en": "The rule takes no piece below this price, other discounts before it counted in: an amount, a share of "
        "the price before discounts, or `cost`, what the product costs the shop (one of unknown cost is not reduced).",
        "ja": "このルールで1点あたりの価格をこれより下げません(先に引かれた割引も含めて数えます): "
        "金額、値引き前の価格に対する割合、または `cost`(商品の原価。原価が未登録の商品は割り引きません)。",
    },
    example="floor 300 JPY",
    widget=Widget.MONEY_OR_PERCENT,
)
