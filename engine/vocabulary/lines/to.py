"""`to members, guests`: who a reminder goes to."""

from engine.model.messages import Visitor
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> frozenset[Visitor]:
    """Whom."""
    said = words(values)
    return frozenset(Visitor) if "everyone" in said else frozenset(Visitor(one) for one in said)


WORD = Word(
    label="to",
    read=read,
    doc={
        "en": "Who gets the reminder: members, guests, or everyone (as without this line).",
        "ja": "送る相手です。members(会員)、guests(ゲスト)、everyone(全員・省略時)。",
    },
    example="to members, guests",
    widget=Widget.CHOICE,
    requirements=("S3.13",),
)
