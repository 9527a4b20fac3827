"""`legal { … }`: the sender's legal display."""

from engine.vocabulary.literals import Literal
from engine.vocabulary.word import Reading, Widget, Word


def read(_values: tuple[Literal, ...], _reading: Reading) -> bool:
    """The block is there; its lines are read as lines of `legal`."""
    return True


WORD = Word(
    label="legal",
    read=read,
    doc={
        "en": "Who sends, from where, whom to complain to and how to unsubscribe: the law wants these in advertising.",
        "ja": "広告メールに法律上必要な表示です: 送信者・住所・苦情の受付先・配信停止の方法。",
    },
    example='legal {\n    name "お得商店株式会社"\n    contact "support@example.jp"\n  }',
    widget=Widget.TEXT,
)
