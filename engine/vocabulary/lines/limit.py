"""`limit 1 per customer every 30 days`: how often the rule may act."""

from engine.model.program import Limit, Scope
from engine.vocabulary.literals import Integer, Length, Literal
from engine.vocabulary.literals import Word as Spoken
from engine.vocabulary.moments import duration
from engine.vocabulary.pick import following, the
from engine.vocabulary.reports import in_range
from engine.vocabulary.word import Reading, Widget, Word

LARGEST = 1_000_000_000


def read(values: tuple[Literal, ...], reading: Reading) -> Limit | None:
    """The limit; without `per` it counts the whole shop."""
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
    label="limit",
    read=read,
    doc={
        "en": "How often the rule may act: for the whole shop, or per customer, e-mail or order, and in which period.",
        "ja": "ルールが動く回数の上限です。お店全体、または顧客・メールアドレス・注文ごと、期間ごとに決められます。",
    },
    example="limit 1 per customer every 30 days",
    widget=Widget.NUMBER,
    repeats=True,
    requirements=("D1.e",),
)
