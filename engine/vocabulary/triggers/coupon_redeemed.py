"""`coupon "friend-code" redeemed by others`: a coupon was used; what the rule gives goes to whom it was issued to."""

from engine.model.program import TriggerKind
from engine.vocabulary.word import Occasion, TriggerWord

TRIGGER = TriggerWord(
    words=("coupon", "redeemed"),
    kind=TriggerKind.COUPON_REDEEMED,
    occasion=Occasion.ORDER_PAID,
    doc={
        "en": "A paid order used a coupon of that rule. What this rule gives goes to the person to whom the used "
        "coupon was issued; `by others` leaves out their own orders. Conditions look at the order and its buyer.",
        "ja": "そのルールのクーポンを使った注文が支払われたとき。特典は、使われたクーポンの発行先の顧客に贈られます。"
        "`by others` を付けると、本人の注文は除きます。条件は、その注文と購入者について調べます。",
    },
    example='when coupon "friend-code" redeemed by others',
)
