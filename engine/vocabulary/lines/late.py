"""`late skip`: what happens to a message that could not leave in time."""

from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> bool:
    """Whether it is sent."""
    return words(values)[0] == "send"


WORD = Word(
    label="late",
    read=read,
    doc={
        "en": "What happens to a message that could not leave in time, after an outage for example: sent all "
        "the same (as without this line), or left out: more than an hour late, or as `max late` says.",
        "ja": "障害などで時刻に送れなかったメッセージを、遅れても送る(send・省略時)か、送らない(skip"
        ")かです。skip は1時間(または `max late`)を超えて遅れたものを送りません。",
    },
    example="late skip",
    widget=Widget.CHOICE,
)
