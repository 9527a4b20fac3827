"""`was "old name"`: a rename that keeps coupons and figures."""

from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import texts
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> tuple[str, ...]:
    """Former names."""
    return tuple(one.value for one in texts(values))


WORD = Word(
    label="was",
    read=read,
    doc={
        "en": "Former names of the rule. Its coupons, limits and figures are carried on.",
        "ja": "ルールの以前の名前です。発行済みクーポン・回数・実績を引き継ぎます。",
    },
    example='was "golden-week-sale"',
    widget=Widget.TEXT,
)
