"""`confirm abandoned`: somebody left on the confirmation screen, or payment failed."""

from engine.model.program import TriggerKind
from engine.vocabulary.word import Occasion, TriggerWord

TRIGGER = TriggerWord(
    words=("confirm", "abandoned"),
    kind=TriggerKind.CONFIRM_ABANDONED,
    occasion=Occasion.CART_LEFT,
    doc={
        "en": "Somebody left on the confirmation screen, or payment failed.",
        "ja": "確認画面で離脱したとき(決済エラーで戻された場合も)。",
    },
    example="when confirm abandoned",
)
