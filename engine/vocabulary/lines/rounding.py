"""`rounding down`: how what the buyer pays is rounded."""

from engine.values.money import Rounding
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> Rounding:
    """The rounding."""
    return Rounding(words(values)[0])


WORD = Word(
    label="rounding",
    read=read,
    doc={
        "en": "How the amount to pay is rounded when a percentage leaves a fraction: down, half or up. "
        "The same everywhere, so the page and the checkout agree.",
        "ja": "割引率の計算で端数が出たときの、支払額の丸め方です: down(切り捨て)、half(四捨五入)、up(切り上げ)。"
        "どの画面でも同じ結果になります。",
    },
    example="rounding down",
    widget=Widget.CHOICE,
)
