"""`when order paid with product "A"`: what starts the rule."""

from engine.vocabulary.literals import Literal, TriggerPhrase
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> TriggerPhrase:
    """The phrase as written; the checker looks its words up among the triggers."""
    return the(values, TriggerPhrase)


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
