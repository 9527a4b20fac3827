"""`for product "B" as issued`: what the discount is taken off."""

from engine.model.program import TargetsAt
from engine.vocabulary.literals import Literal, Selection
from engine.vocabulary.pick import the, words
from engine.vocabulary.selections import selector
from engine.vocabulary.settings import Targets
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> Targets:
    """The target products and when they are looked up; without `as …`, as issued (S1.31)."""
    said = words(values)
    at = TargetsAt(said[1]) if said else TargetsAt.ISSUED
    return Targets(selector=selector(the(values, Selection)), at=at)


WORD = Word(
    label="for",
    read=read,
    doc={
        "en": "Which products the discount is taken off. `as issued` keeps the products of the day of issue, "
        "`as current` follows later changes of this line. Without this line: every product.",
        "ja": "値引きの対象商品です。`as issued` は発行時の対象のまま、`as current` は利用時の対象に従います。"
        "省略すると全商品が対象です。",
    },
    example='for product "UPSELL-1" as issued',
    widget=Widget.PRODUCTS,
    requirements=("S1.23", "S1.24", "S1.25", "S1.26", "S1.31"),
)
