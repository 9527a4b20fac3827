"""`cap 3 per customer every 7 days`: how many messages one reader gets."""

from engine.model.program import Limit, Scope
from engine.vocabulary.literals import Integer, Length, Literal
from engine.vocabulary.literals import Word as Spoken
from engine.vocabulary.moments import duration
from engine.vocabulary.pick import following, the
from engine.vocabulary.reports import in_range
from engine.vocabulary.word import Reading, Widget, Word

LARGEST = 1_000_000


def read(values: tuple[Literal, ...], reading: Reading) -> Limit | None:
    """The cap; without `per` it counts the messages of one customer."""
    count = in_range(the(values, Integer), 1, LARGEST, reading, WORD.label)
    scope, every = following(values, "per", Spoken), following(values, "every", Length)
    if count is None or (every and in_range(every, 1, 36_500, reading, "every") is None):
        return None
    return Limit(
        count=count,
        scope=Scope(scope.text) if scope else Scope.CUSTOMER,
        every=duration(every) if every else None,
    )


WORD = Word(
    label="cap",
    read=read,
    doc={
        "en": "How many messages of this rule one customer gets in all, or in every period. A reminder without this "
        "line goes to one customer once a day at most, whatever carts they leave.",
        "ja": "1人のお客様に送るこのルールのメッセージの上限です。期間ごとにもできます。reminder で省略すると、"
        "カートがいくつあっても1人に1日1回までです。",
    },
    example="cap 3 per customer every 7 days",
    widget=Widget.NUMBER,
    repeats=True,
)
