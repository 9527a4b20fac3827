"""`refund requested`: a customer asked for a refund."""

from engine.model.program import TriggerKind
from engine.vocabulary.word import Occasion, TriggerWord

TRIGGER = TriggerWord(
    words=("refund", "requested"),
    kind=TriggerKind.REFUND_REQUESTED,
    occasion=Occasion.REFUND,
    doc={
        "en": "A customer asked for a refund.",
        "ja": "お客様が返金を申し出たとき。",
    },
    example="when refund requested",
)
