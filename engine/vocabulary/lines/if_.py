"""`if …`: a condition that must hold."""

from engine.vocabulary.literals import Condition, Literal
from engine.vocabulary.settings import Test
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> Test:
    """The condition as written; the checker looks its facts up and types them."""
    return Test(condition=next(one for one in values if isinstance(one, Condition)))


WORD = Word(
    label="if",
    read=read,
    doc={
        "en": "A condition that must hold. Several `if` lines must all hold.",
        "ja": "成り立つ必要がある条件です。複数行書くと、すべて成り立つ必要があります。",
    },
    example="if cart.total at least 5,000 JPY",
    widget=Widget.CONDITION,
    repeats=True,
)
