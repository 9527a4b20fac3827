"""`split by customer`: what an experiment deals to its variants."""

from engine.model.experiment import SplitBy
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> SplitBy:
    """What is dealt."""
    return SplitBy(words(values)[-1])


WORD = Word(
    label="split",
    read=read,
    doc={
        "en": "What is dealt to the variants: each customer (the default), each order, or each visit.",
        "ja": "バリエーションに振り分ける単位: 顧客ごと(既定)、注文ごと、または訪問ごと。",
    },
    example="split by customer",
    widget=Widget.CHOICE,
)
