"""`bound to email`: who may use a coupon."""

from engine.model.program import Bearer
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> Bearer:
    """The bearer."""
    return Bearer(words(values)[-1])


WORD = Word(
    label="bound",
    read=read,
    doc={
        "en": "Who may use the coupon: only the e-mail address it was issued to (the usual case), only that customer, "
        "or anyone who has the code.",
        "ja": "クーポンを使える人: 発行先のメールアドレスだけ(既定)、その顧客だけ、またはコードを知る人だれでも。",
    },
    example="bound to email",
    widget=Widget.CHOICE,
    requirements=("S1.7", "S1.8"),
)
