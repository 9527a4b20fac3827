"""`button buy "…"`: what stands on the buttons of the offer page."""

from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.pick import first, words
from engine.vocabulary.reports import refuse
from engine.vocabulary.settings import Button
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> Button | None:
    """The button; the buy button cannot be hidden (E0316)."""
    which, label = words(values)[0], first(values, Text)
    if which == "buy" and (label is None or not label.value.strip()):
        refuse(reading, "E0316")
        return None
    return Button(which=which, label=label.value if label else None)


def other_button(one: tuple[Literal, ...], other: tuple[Literal, ...]) -> bool:
    """Whether two `button` lines are about different buttons."""
    return words(one)[0] != words(other)[0]


WORD = Word(
    label="button",
    read=read,
    doc={
        "en": "What stands on the button that buys and on the one that closes the page; the latter can be "
        "hidden.",
        "ja": "購入ボタンと閉じるボタンの文字です。閉じるボタンは hidden で隠せます。",
    },
    example='button buy "追加注文する"',
    widget=Widget.TEXT,
    beside=other_button,
    requirements=(
        "S4.57",
        "S4.58",
        "S4.59",
    ),
)
