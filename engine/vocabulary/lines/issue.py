"""`issue at most 1000 every 1 month`: how often the rules of a budget may act."""

from engine.model.program import Limit, Scope
from engine.vocabulary.literals import Integer, Length, Literal
from engine.vocabulary.literals import Word as Spoken
from engine.vocabulary.moments import duration
from engine.vocabulary.pick import following, the
from engine.vocabulary.reports import in_range
from engine.vocabulary.word import Reading, Widget, Word

LARGEST = 1_000_000_000


def read(values: tuple[Literal, ...], reading: Reading) -> Limit | None:
    """The cap; without `per` it counts the whole shop."""
    count = in_range(the(values, Integer), 1, LARGEST, reading, WORD.label)
    scope, every = following(values, "per", Spoken), following(values, "every", Length)
    if count is None or (every and in_range(every, 1, 36_500, reading, "every") is None):
        return None
    return Limit(
        count=count,
        scope=Scope(scope.text) if scope else Scope.SHOP,
        every=duration(every) if every else None,
    )


WORD = Word(
    label="issue",
    read=read,
    doc={
        "en": "How many coupons and discounts the rules of this budget may give in all, or in every period.",
        "ja": "この予算のルール全体で発行・適用できる件数の上限です。期間ごとにもできます。",
    },
    example="issue at most 1000 every 1 month",
    widget=Widget.NUMBER,
)
