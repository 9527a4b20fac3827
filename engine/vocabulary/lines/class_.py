"""`class essential`: whether the rule's messages are needed or advertising."""

from engine.model.program import MessageClass
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> MessageClass:
    """The class."""
    return MessageClass(words(values)[0])


WORD = Word(
    label="class",
    read=read,
    doc={
        "en": "Essential messages (an issued code) are sent at least once. Advertising goes only to buyers who agreed, "
        "at most once, and must say how to unsubscribe. Without this line: essential in coupons and gift cards, "
        "advertising in reminders and lists.",
        "ja": "essential(クーポンの案内など必要な連絡)は必ず届くように送ります。advertising(広告)は同意のある人だけに"
        "1回まで送り、配信停止の方法が必要です。省略すると、クーポンとギフトカードは essential、"
        "リマインドとリストは advertising です。",
    },
    example="class essential",
    widget=Widget.CHOICE,
)
