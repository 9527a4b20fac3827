"""`discount 500 JPY`, `discount 20% up to 2,000 JPY`, `discount free shipping`, of a sale `discount to 500 JPY`."""

from engine.model.program import Discount
from engine.model.reward import PriceEach
from engine.vocabulary.amounts import minor_units
from engine.vocabulary.discounts import worth
from engine.vocabulary.literals import Amount, Literal, Percent
from engine.vocabulary.literals import Word as Spoken
from engine.vocabulary.word import Place, Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> Discount | PriceEach | None:
    """The discount; a `0` is taken as given (D1.d). In an offer `on first order` says what always holds."""
    match _without_first_order(values, reading.place), reading.place:
        case (Spoken(text="to"), Amount() as price), Place.SALE:
            each = minor_units(price, reading)
            return None if each is None else PriceEach(amount=each)
        case written, _:
            return worth(written, reading)


def _without_first_order(values: tuple[Literal, ...], place: Place) -> tuple[Literal, ...]:
    ending = tuple(one.text for one in values[-3:] if isinstance(one, Spoken))
    return values[:-3] if place is Place.OFFER and ending == ("on", "first", "order") else values


def amount_beside_percentage(one: tuple[Literal, ...], other: tuple[Literal, ...]) -> bool:
    """Whether two `discount` lines are an amount and a percentage: then the amount wins (S1.22, D1.c)."""
    kinds = {type(one[0]), type(other[0])}
    return kinds == {Amount, Percent}


WORD = Word(
    label="discount",
    read=read,
    doc={
        "en": "What is taken off: an amount, a percentage (with an optional cap), or the shipping charge. When an "
        "amount and a percentage are both given, the amount is used. In a sale `discount to 500 JPY` names the new "
        "price of each piece.",
        "ja": "値引きの内容です: 金額、割合(上限つきも可)、または送料無料。"
        "金額と割合の両方があるときは、金額が優先されます。"
        "セールでは `discount to 500 JPY` のように、1点あたりの特価も書けます。",
    },
    example="discount 500 JPY",
    widget=Widget.MONEY_OR_PERCENT,
    beside=amount_beside_percentage,
    requirements=("S1.20", "S1.21", "S1.22", "D1.b", "D1.c", "D1.d"),
)
