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
    TriggerKind.CUSTOMER_BIRTHDAY: ("a customer's birthday is {wait}", "お客様の誕生日{wait}になっ"),
    TriggerKind.CUSTOMER_INACTIVE: (
        "a customer has bought nothing for {wait}",
        "最後の購入から{wait}たっ",
    ),
    TriggerKind.COUPON_REDEEMED: (
        'a coupon of "{coupon}" is used in a paid order{by_others}',
        "「{coupon}」のクーポンが{by_others}支払い済みの注文で使われ",
    ),
    TriggerKind.EVENT: ('the event "{event}" comes', "できごと「{event}」が起き"),
}
"""English as a clause; Japanese up to the ending that says what follows."""


def trigger_text(trigger: Trigger, speech: Speech) -> str:
    """`an order with any product is paid` · `すべての商品を含む注文が支払われ`."""
    return speech.say(*_SAID[trigger.kind]).format(
        products=speech.products(trigger.selector, all_of=trigger.all_of),
        event=trigger.event,
        wait=_wait(trigger, speech),
        coupon=trigger.coupon,
        by_others=speech.say(" by somebody else than its owner", "本人以外の") if trigger.by_others else "",
    )


def _wait(trigger: Trigger, speech: Speech) -> str:
    length = "" if trigger.wait is None else speech.length(trigger.wait)
    if trigger.kind is not TriggerKind.CUSTOMER_BIRTHDAY:
        return length
    return speech.say(f"in {length}", f"の{length}前") if length else speech.say("today", "当日")
