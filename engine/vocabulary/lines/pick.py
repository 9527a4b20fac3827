"""`pick 1 cheapest`: which pieces the discount is for."""

from engine.model.reward import Extreme, Pick
from engine.vocabulary.literals import Integer, Literal
from engine.vocabulary.pick import first, words
from engine.vocabulary.reports import in_range
from engine.vocabulary.word import Reading, Widget, Word

LARGEST = 9_999


def read(values: tuple[Literal, ...], reading: Reading) -> Pick | None:
    """The cheapest or the dearest, and how many of them if that is said."""
    which = Extreme(words(values)[-1])
    written = first(values, Integer)
    if written is None:
        return Pick(which=which)
    count = in_range(written, 1, LARGEST, reading, WORD.label)
    return None if count is None else Pick(which=which, count=count)


WORD = Word(
    label="pick",
    read=read,
    doc={
        "en": "Only some pieces of what `for` picks are discounted: the cheapest or the dearest, one of them or so "
        "many. Beside `buy … get …` it says which ones are got.",
        "ja": "対象商品のうち一部だけを割り引きます: いちばん安いもの(cheapest)か高いもの(dearest)を、"
        "1点または指定の点数。`buy … get …` では、割り引くのがどちらかを決めます。",
    },
    example="pick cheapest",
    widget=Widget.CHOICE,
)
