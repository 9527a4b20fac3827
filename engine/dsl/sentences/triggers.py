"""What starts or ends something, in words."""

from collections.abc import Mapping

from engine.dsl.sentences.speech import Speech
from engine.model.program import Trigger, TriggerKind

_SAID: Mapping[TriggerKind, tuple[str, str]] = {
    TriggerKind.ORDER_PAID: ("an order with {products} is paid", "{products}を含む注文が支払われ"),
    TriggerKind.SUBSCRIPTION_STARTED: (
        "a subscription with {products} starts",
        "{products}の定期購入が始まっ",
    ),
    TriggerKind.SUBSCRIPTION_RENEWED: (
        "a subscription with {products} is renewed",
        "{products}の定期購入が更新され",
    ),
    TriggerKind.SUBSCRIPTION_CANCELLED: (
        "a subscription with {products} is cancelled",
        "{products}の定期購入が解約され",
    ),
    TriggerKind.CART_ABANDONED: ("a cart with {products} is left", "{products}を含むカートが放置され"),
    TriggerKind.CONFIRM_ABANDONED: (
        "the confirmation screen is left with {products}",
        "{products}の確認画面で離脱され",
    ),
    TriggerKind.FORM_ABANDONED: ("a form is left with {products}", "{products}の購入フォームで離脱され"),
    TriggerKind.REFUND_REQUESTED: (
        "a refund of an order with {products} is requested",
        "{products}を含む注文の返金が申請され",
    ),
    TriggerKind.REFUND_APPROVED: (
        "a refund of an order with {products} is approved",
        "{products}を含む注文の返金が承認され",
    ),
    TriggerKind.CUSTOMER_JOINED: ("a customer joins", "会員登録され"),
    TriggerKind.EVENT: ('the event "{event}" comes', "できごと「{event}」が起き"),
}
"""English as a clause; Japanese up to the ending that says what follows."""


def trigger_text(trigger: Trigger, speech: Speech) -> str:
    """`an order with any product is paid` · `すべての商品を含む注文が支払われ`."""
    products = speech.products(trigger.selector, all_of=trigger.all_of)
    return speech.say(*_SAID[trigger.kind]).format(products=products, event=trigger.event)
