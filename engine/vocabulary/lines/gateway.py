"""`gateway shows list`: the amount that an external payment screen shows."""

from engine.model.program import GatewayShows
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> GatewayShows:
    """What it shows."""
    return GatewayShows(words(values)[-1])


WORD = Word(
    label="gateway",
    read=read,
    doc={
        "en": "What an external payment screen shows: `list`, the price before the discount (usual for one-time "
        "coupons, the confirmation screen then shows the discount), or `payable` (usual for shared codes).",
        "ja": "外部の決済画面に出る金額です。`list` は値引き前(ワンタイムクーポンの既定。値引きは確認画面に表示)、"
        "`payable` は値引き後(共通コードの既定)です。",
    },
    example="gateway shows list",
    widget=Widget.CHOICE,
    requirements=("S1.42", "S1.43", "S1.44", "S1.45"),
)
