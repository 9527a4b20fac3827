"""`leave when …`: who is a reader no longer."""

from engine.model.program import Trigger
from engine.vocabulary.literals import Literal, TriggerPhrase
from engine.vocabulary.pick import the
from engine.vocabulary.trigger_phrases import trigger
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> Trigger | None:
    """The trigger."""
    return trigger(the(values, TriggerPhrase), reading)


WORD = Word(
    label="leave",
    read=read,
    doc={
        "en": "What takes a reader off the list; messages that are still to come do not go.",
        "ja": "読者をリストから外すきっかけです。残りのメッセージは送りません。",
    },
    example='leave when refund approved with product "SAMPLE-1"',
    widget=Widget.CHOICE,
    repeats=True,
)
