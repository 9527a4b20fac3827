"""`subscription started with product "SAMPLE-1"`: a subscription began with its first paid order."""

from engine.model.program import TriggerKind
from engine.vocabulary.word import Occasion, TriggerWord

TRIGGER = TriggerWord(
    words=("subscription", "started"),
    kind=TriggerKind.SUBSCRIPTION_STARTED,
    occasion=Occasion.SUBSCRIPTION,
    doc={
        "en": "A subscription began with its first paid order.",
        "ja": "定期購入が始まったとき(初回の支払い完了)。",
    },
    example='when subscription started with product "SAMPLE-1"',
)
