"""`bundle product "A", "B" for 3,000 JPY`: a set at a price of its own."""

from engine.model.reward import Bundle
from engine.vocabulary.amounts import minor_units
from engine.vocabulary.literals import Amount, Integer, Literal, Selection
from engine.vocabulary.pick import following, the
from engine.vocabulary.reports import in_range, refuse
from engine.vocabulary.selections import selector
from engine.vocabulary.sets import most_sets
from engine.vocabulary.word import Reading, Widget, Word

SMALLEST, LARGEST = 2, 9_999


def read(values: tuple[Literal, ...], reading: Reading) -> Bundle | None:
    """What a set is made of, what it costs, and how often; E0327 when that is no set."""
    written = values[0]
    selection = the(values, Selection)
    count = None
    if isinstance(written, Integer):
        count = in_range(written, SMALLEST, LARGEST, reading, WORD.label)
        if count is None:
            return None
    elif selection.by != "product" or len({one.value for one in selection.names}) < SMALLEST:
        refuse(reading, "E0327", selection)
        return None
    money = following(values, "for", Amount)
    price = None if money is None else minor_units(money, reading)
    most = most_sets(values, reading, WORD.label)
    if price is None or most is None:
        return None
    return Bundle(selector=selector(selection), price=price, count=count, most=most.count)


WORD = Word(
    label="bundle",
    read=read,
    doc={
        "en": "A set at a price of its own: one of each product named, or with a number any so many of what is picked "
        '(`bundle 3 of category "tea" for 1,000 JPY`). A set that is cheaper anyway stays as it is; `up to 1 times` '
        "ends it per order.",
        "ja": 'セット価格です: 並べた商品を1点ずつ、または `bundle 3 of category "tea" for 1,000 JPY` のように'
        "よりどり3点。もともとセット価格より安い組み合わせはそのままです。"
        "`up to 1 times` は1注文あたりの回数の上限です。",
    },
    example='bundle product "SAMPLE-1", "UPSELL-1" for 3,000 JPY',
    widget=Widget.BUNDLE,
    requirements=("V22",),
)
