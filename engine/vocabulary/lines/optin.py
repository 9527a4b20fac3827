"""`optin double`: a consent counts once its owner has pressed the button behind a link that only they got."""

from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> str:
    """`double` or `single`."""
    return words(values)[0]


WORD = Word(
    label="optin",
    read=read,
    doc={
        "en": "With `optin double` a consent waits until its owner has followed the link in a mail or SMS and pressed "
        "the button: nobody can sign up somebody else. `optin single`, or no such line, takes the tick of the page.",
        "ja": "optin double と書くと、同意は、本人がメールまたはSMSのリンクを開いてボタンを押すまで保留になります"
        "(他人のアドレスでは登録できません)。optin single または省略した場合は、ページでの同意がそのまま有効です。",
    },
    example="optin double",
    widget=Widget.CHOICE,
)
