"""`when order paid with product "A"`: what starts the rule."""

from engine.model.program import Trigger
from engine.vocabulary.literals import Literal, TriggerPhrase
from engine.vocabulary.pick import the
from engine.vocabulary.trigger_phrases import starting
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> Trigger | None:
    """The trigger, or None after E0308 (an event of a later version) or E0315 (one of other kinds of rules)."""
    return starting(the(values, TriggerPhrase), reading)


WORD = Word(
    label="when",
    read=read,
    doc={
        "en": "What starts the rule. `with product` names the products of which one must be in the order.",
        "ja": "ルールが動くきっかけです。`with product` で、注文に含まれるべき商品を指定します。",
    },
    example='when order paid with product "SAMPLE-1"',
    widget=Widget.PRODUCTS,
    requirements=("S1.11",),
)
