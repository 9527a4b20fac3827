"""`subscription cancelled`: a subscription was cancelled."""

from engine.model.program import TriggerKind
from engine.vocabulary.word import Occasion, TriggerWord

TRIGGER = TriggerWord(
    words=("subscription", "cancelled"),
    kind=TriggerKind.SUBSCRIPTION_CANCELLED,
    occasion=Occasion.SUBSCRIPTION,
    doc={
        "en": "A subscription was cancelled.",
        "ja": "定期購入が解約されたとき。",
    },
    example="when subscription cancelled",
)
