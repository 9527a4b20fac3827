"""`link cart`: what the link in a reminder opens."""

from engine.model.messages import LinkTo
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> LinkTo:
    """The choice."""
    return LinkTo(words(values)[0])


WORD = Word(
    label="link",
    read=read,
    doc={
        "en": "What the link in the message opens: the cart with its products, or the form on the landing page.",
        "ja": "メッセージのリンク先です。cart は商品が入ったカート、form はランディングページのフォー"
        "ムです。",
    },
    example="link cart",
    widget=Widget.CHOICE,
    requirements=(
        "S3.28",
        "S3.29",
        "S3.49",
        "S3.50",
    ),
)
