"""`unless …`: a condition that must not hold."""

from engine.vocabulary.literals import Condition, Literal
from engine.vocabulary.settings import Test
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> Test:
    """The condition as written; the checker looks its facts up and types them."""
    return Test(condition=next(one for one in values if isinstance(one, Condition)))


WORD = Word(
    label="unless",
    read=read,
    doc={
        "en": "A condition that must not hold.",
        "ja": "成り立ってはいけない条件です。",
    },
    example="unless customer.blocked",
    widget=Widget.CONDITION,
    repeats=True,
)
