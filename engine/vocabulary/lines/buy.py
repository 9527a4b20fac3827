"""`buy 2 get 1 free`: of so many pieces some cost less or nothing."""

from fractions import Fraction

from engine.model.reward import BuyGet
from engine.vocabulary.amounts import share
from engine.vocabulary.literals import Integer, Literal, Percent, Selection
from engine.vocabulary.pick import first, following, the
from engine.vocabulary.reports import in_range
from engine.vocabulary.selections import selector
from engine.vocabulary.sets import most_sets
from engine.vocabulary.word import Reading, Widget, Word

LARGEST = 9_999
FREE = Fraction(1)


def read(values: tuple[Literal, ...], reading: Reading) -> BuyGet | None:
    """How many are bought, how many are got, for how much less, of what, and how often."""
    buy = in_range(the(values, Integer), 1, LARGEST, reading, WORD.label)
    got = following(values, "get", Integer)
    get = None if got is None else in_range(got, 1, LARGEST, reading, "get")
    percent = first(values, Percent)
    rate = FREE if percent is None else share(percent, reading)
    most = most_sets(values, reading, WORD.label)
    if buy is None or get is None or rate is None or most is None:
        return None
    of = first(values, Selection)
    return BuyGet(buy=buy, get=get, rate=rate, of=selector(of) if of else None, most=most.count)


WORD = Word(
    label="buy",
    read=read,
    doc={
        "en": "Who buys so many items gets more of them free or cheaper: the cheapest, unless `pick dearest`. `for` "
        "says what counts, `of` gets other products instead, `up to 3 times` ends it per order.",
        "ja": "「2点買うと1点無料」のような割引です。安いほうから割り引きます(`pick dearest` なら高いほう)。"
        "`for` は数える商品、`of` は割り引く別の商品、`up to 3 times` は1注文あたりの回数の上限です。",
    },
    example="buy 2 get 1 free",
    widget=Widget.BUY_GET,
    requirements=("V22",),
)
