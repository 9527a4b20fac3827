"""`customer joined`: somebody became a member."""

from engine.model.program import TriggerKind
from engine.vocabulary.word import Occasion, TriggerWord

TRIGGER = TriggerWord(
    words=("customer", "joined"),
    kind=TriggerKind.CUSTOMER_JOINED,
    occasion=Occasion.PERSON,
    doc={
        "en": "Somebody became a member.",
        "ja": "会員登録したとき。",
    },
    example="when customer joined",
)
