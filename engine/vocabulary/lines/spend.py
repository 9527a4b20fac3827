"""`spend at most 500,000 JPY every 1 month`: the money of a budget."""

from engine.vocabulary.amounts import minor_units
from engine.vocabulary.literals import Amount, Length, Literal
from engine.vocabulary.moments import duration
from engine.vocabulary.pick import following, the
from engine.vocabulary.reports import in_range, refuse
from engine.vocabulary.settings import Spend
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> Spend | None:
    """The cap, in minor units."""
    written = the(values, Amount)
    amount, every = minor_units(written, reading), following(values, "every", Length)
    if amount == 0:
        refuse(reading, "E0311", written, label=WORD.label, found="0", least="1", most="10^15")
        return None
    if amount is None or (every and in_range(every, 1, 36_500, reading, "every") is None):
        return None
    return Spend(amount=amount, every=duration(every) if every else None)


WORD = Word(
    label="spend",
    read=read,
    doc={
        "en": "How much money the rules of this budget may take off in all, or in every period.",
        "ja": "この予算のルール全体で値引きできる金額の上限です。期間ごとにもできます。",
    },
    example="spend at most 500,000 JPY every 1 month",
    widget=Widget.MONEY_OR_PERCENT,
)
