"""`subscription renewed`: a later order of a subscription was paid."""

from engine.model.program import TriggerKind
from engine.vocabulary.word import Occasion, TriggerWord

TRIGGER = TriggerWord(
    words=("subscription", "renewed"),
    kind=TriggerKind.SUBSCRIPTION_RENEWED,
    occasion=Occasion.SUBSCRIPTION,
    doc={
        "en": "A later order of a subscription was paid.",
        "ja": "定期購入の2回目以降の支払いが完了したとき。",
    },
    example="when subscription renewed",
)
