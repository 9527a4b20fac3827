"""`form abandoned`: somebody typed into the form of a landing page and left."""

from engine.model.program import TriggerKind
from engine.vocabulary.word import Occasion, TriggerWord

TRIGGER = TriggerWord(
    words=("form", "abandoned"),
    kind=TriggerKind.FORM_ABANDONED,
    occasion=Occasion.CART_LEFT,
    doc={
        "en": "Somebody typed into the form of a landing page and left.",
        "ja": "ランディングページの購入フォームに入力して離脱したとき。",
    },
    example="when form abandoned",
)
