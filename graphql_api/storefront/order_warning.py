"""What a shop should know of an order that was recorded: things that may fail once the money has come."""

from enum import StrEnum

import strawberry

from engine.model.answers import OrderRecordedAnswer
from engine.model.cart import OrderState
from graphql_api.enumeration import described
from graphql_api.language import Language


@described(
    "What may fail later.",
    TOTAL_NOT_AGREED="A pending order with a discount and no `total`: what ends before it is paid is not given.",
    GIFT_CARD_NOT_HELD="A pending order that a gift card is to pay: the card's money is not set aside by the order.",
)
class OrderWarningCode(StrEnum):
    """Why a shop is warned."""

    TOTAL_NOT_AGREED = "total_not_agreed"
    GIFT_CARD_NOT_HELD = "gift_card_not_held"


TEXTS = {
    OrderWarningCode.TOTAL_NOT_AGREED: (
        (
            "Nothing of this price is promised: a sale or coupon may end before the order is paid, and then PAID is"
            " priced anew or refused. Send `total` with PENDING and the same `total` is taken."
        ),
        (
            "この金額は確定していません。入金までにセールやクーポンが終わると、PAID の報告で金額が変わるか、"
            "受け付けられません。"
            "PENDING に `total` を付けると、同じ `total` の PAID を受け付けます。"
        ),
    ),
    OrderWarningCode.GIFT_CARD_NOT_HELD: (
        (
            "A pending order sets no gift card money aside, and `giftCardHold` does so for 15 minutes only: if the card"
            " is spent meanwhile, PAID is refused. Take gift cards for payments that are made at once."
        ),
        (
            "入金待ちの注文では、ギフトカードの残高は確保されません（`giftCardHold` も 15 分間です）。先に使われると"
            " PAID を受け付けられないため、ギフトカードはその場で支払う方法でご利用ください。"
        ),
    ),
}


@strawberry.type(description="Something that may fail later; the order was recorded.")
class OrderWarning:
    """A warning."""

    code: OrderWarningCode = strawberry.field(description="What.")
    message: str = strawberry.field(description="One or two sentences in the language of Accept-Language.")


def warnings_of(answer: OrderRecordedAnswer, *, total_stated: bool, language: Language) -> list[OrderWarning]:
    """What the shop should know of the order as it was recorded."""
    if answer.state is not OrderState.PENDING:
        return []
    found: list[OrderWarningCode] = []
    if answer.quote.adjustments and not total_stated:
        found.append(OrderWarningCode.TOTAL_NOT_AGREED)
    if answer.quote.tenders:
        found.append(OrderWarningCode.GIFT_CARD_NOT_HELD)
    return [OrderWarning(code=code, message=TEXTS[code][language == "ja"]) for code in found]
