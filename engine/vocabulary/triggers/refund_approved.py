"""`refund approved`: the shop approved a refund."""

from engine.model.program import TriggerKind
from engine.vocabulary.word import Occasion, TriggerWord

TRIGGER = TriggerWord(
    words=("refund", "approved"),
    kind=TriggerKind.REFUND_APPROVED,
    occasion=Occasion.REFUND,
    doc={
        "en": "The shop approved a refund.",
        "ja": "お店が返金を承認したとき。",
    },
    example="when refund approved",
)
