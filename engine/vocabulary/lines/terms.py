"""`terms { … }`: what the last screen before a subscription must say."""

from engine.vocabulary.literals import Literal
from engine.vocabulary.word import Reading, Widget, Word


def read(_values: tuple[Literal, ...], _reading: Reading) -> bool:
    """Nothing of its own: its lines are read as a block."""
    return True


WORD = Word(
    label="terms",
    read=read,
    doc={
        "en": "The block with what the law wants on the last screen before a subscription: payment, delivery, "
        "period and cancellation. In the shop it is for every offer that has none of its own.",
        "ja": "定期購入の申込み直前の画面に法律上必要な表示(支払い・引渡し・期間・解約)をまとめるブロックです"
        "。shop に書くと、自分の terms が無いすべてのオファーに使われます。",
    },
    example="terms {",
    widget=Widget.TEXT,
)
