"""`customer inactive for 90 days`: somebody has bought nothing for a while."""

from engine.model.program import TriggerKind
from engine.vocabulary.word import Occasion, TriggerWord

TRIGGER = TriggerWord(
    words=("customer", "inactive"),
    kind=TriggerKind.CUSTOMER_INACTIVE,
    occasion=Occasion.PERSON,
    doc={
        "en": "A customer has paid no order for this long; once after each last order. Each new order starts the wait "
        "afresh.",
        "ja": "最後の支払いから、この期間購入がないとき。最後の注文ごとに1回で、新しい注文があると数え直します。",
    },
    example="when customer inactive for 90 days",
)
