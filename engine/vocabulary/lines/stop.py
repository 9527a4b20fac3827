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
        "en": "What keeps the messages that are still to come from going, besides the purchase itself: a refund, a "
        "subscription that is renewed or ends, or becoming a member.",
        "ja": "購入のほかに、残りのメッセージを止めるきっかけです(返金、定期購入の更新や解約、会員登録)。",
    },
    example="stop when refund approved",
    widget=Widget.CHOICE,
    repeats=True,
)
