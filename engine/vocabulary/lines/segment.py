"""`segment buyers`: under which tab a list is found."""

from engine.model.messages import Segment
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> Segment:
    """The choice."""
    return Segment(words(values)[0])


WORD = Word(
    label="segment",
    read=read,
    doc={
        "en": "Under which tab the list is found: general, buyers, subscribers, seminar or salon.",
        "ja": "リストの分類です。general(一般)、buyers(購入者)、subscribers(定期)"
        "、seminar(セミナー)、salon(サロン)。",
    },
    example="segment buyers",
    widget=Widget.CHOICE,
    requirements=(
        "S2.6",
        "S2.7",
        "S2.8",
        "S2.9",
        "S2.10",
    ),
)
