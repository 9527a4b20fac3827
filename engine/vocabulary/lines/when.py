"""`when order paid with product "A"`: what starts the rule."""

from engine.model.program import Trigger, TriggerKind
from engine.model.selector import ANY_PRODUCT
from engine.vocabulary.literals import Literal, TriggerPhrase
from engine.vocabulary.pick import the
from engine.vocabulary.reports import not_available
from engine.vocabulary.selections import selector
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> Trigger | None:
    """The trigger, or None after E0308 (an event of a later version)."""
    phrase = the(values, TriggerPhrase)
    kind = "_".join(phrase.words)
    if kind not in set(TriggerKind):
        not_available(reading, f"when {' '.join(phrase.words)}", phrase)
        return None
    return Trigger(
        kind=TriggerKind(kind),
        selector=selector(phrase.selection) if phrase.selection else ANY_PRODUCT,
        all_of=phrase.all_of,
    )


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
