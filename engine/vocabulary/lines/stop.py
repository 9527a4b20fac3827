"""`stop when …`: what keeps the rest of a series from going."""

from engine.model.program import Trigger
from engine.vocabulary.literals import Literal, TriggerPhrase
from engine.vocabulary.pick import the
from engine.vocabulary.trigger_phrases import trigger
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> Trigger | None:
    """The trigger."""
    return trigger(the(values, TriggerPhrase), reading)


WORD = Word(
    label="stop",
    read=read,
    doc={
        "en": "What keeps the messages that are still to come from going, besides the purchase itself.",
        "ja": "購入のほかに、残りのメッセージを止めるきっかけです。",
    },
    example="stop when refund requested",
    widget=Widget.CHOICE,
    repeats=True,
)
