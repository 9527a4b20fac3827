"""`order paid`: the shop reports that an order was paid."""

from engine.model.program import TriggerKind
from engine.vocabulary.word import Occasion, TriggerWord

TRIGGER = TriggerWord(
    words=("order", "paid"),
    kind=TriggerKind.ORDER_PAID,
    occasion=Occasion.ORDER_PAID,
    doc={
        "en": "The shop's back end reports that an order was paid; once per order.",
        "ja": "注文の支払いが完了したとき。1つの注文につき1回です。",
    },
    example='when order paid with product "SAMPLE-1"',
)
