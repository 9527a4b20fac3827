"""`skip screening hold, review, ng`: carts that get no reminder."""

from engine.model.messages import Skips, Verdict
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> Skips:
    """What is left out."""
    said = words(values)
    return Skips(
        verdicts=frozenset(Verdict(one) for one in said[1:]) if said[0] == "screening" else frozenset(),
        redirected=said[0] == "redirected",
        out_of_stock=said[0] == "out",
    )


def other_reason(one: tuple[Literal, ...], other: tuple[Literal, ...]) -> bool:
    """Whether two `skip` lines leave out for different reasons."""
    return words(one)[0] != words(other)[0]


WORD = Word(
    label="skip",
    read=read,
    doc={
        "en": "Carts that get no reminder: with these results of a fraud screening, redirected by it (with both "
        "lines: only those that are both), or with a product that is sold out.",
        "ja": "送らないカートです。不正検知の結果、そのリダイレクト(両方書くと両方に当たるものだけ)、在庫切れ"
        "の商品。",
    },
    example="skip screening hold, review, ng",
    widget=Widget.CHOICE,
    beside=other_reason,
    requirements=("S3.8",),
)
