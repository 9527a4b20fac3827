"""What webhooks can tell of."""

from enum import StrEnum

from graphql_api.enumeration import described


@described(
    "What can be told. Bodies hold ids and amounts, no codes and no addresses.",
    ORDER_RECORDED="order.recorded: an order came in or changed its state.",
    ORDER_REFUNDED="order.refunded: something of an order was given back.",
    COUPON_ISSUED="coupon.issued.",
    COUPON_REDEEMED="coupon.redeemed: a coupon was used in an order.",
    COUPON_EXPIRED="coupon.expired: its time ended before it was used up.",
    OFFER_SUCCEEDED="offer.succeeded: an offer was bought.",
    OFFER_FAILED="offer.failed: an offer was wanted and could not be carried out.",
    OFFER_DECLINED="offer.declined.",
    OFFER_EXPIRED="offer.expired: its time ran out, or it was never shown.",
    CONTRACT_ENDED="contract.ended: a subscription delivers no more; whoever collects for it stops.",
    GIFT_CARD_ISSUED="gift_card.issued: a card was given to somebody.",
    GIFT_CARD_CREDITED="gift_card.credited: money came onto a card.",
    GIFT_CARD_REDEEMED="gift_card.redeemed: a card paid for an order.",
    GIFT_CARD_REFUNDED="gift_card.refunded: money went back onto a card.",
    GIFT_CARD_EXPIRED="gift_card.expired.",
    CART_RECOVERED="cart.recovered: a left cart was bought through a reminder's link.",
    RULES_PUBLISHED="rules.published: another revision went live.",
    TEST="webhook.test: asked for by `webhookTest`.",
)
class WebhookTopicKind(StrEnum):
    """`model.webhook.WebhookTopic`."""

    ORDER_RECORDED = "order.recorded"
    ORDER_REFUNDED = "order.refunded"
    COUPON_ISSUED = "coupon.issued"
    COUPON_REDEEMED = "coupon.redeemed"
    COUPON_EXPIRED = "coupon.expired"
    OFFER_SUCCEEDED = "offer.succeeded"
    OFFER_FAILED = "offer.failed"
    OFFER_DECLINED = "offer.declined"
    OFFER_EXPIRED = "offer.expired"
    CONTRACT_ENDED = "contract.ended"
    GIFT_CARD_ISSUED = "gift_card.issued"
    GIFT_CARD_CREDITED = "gift_card.credited"
    GIFT_CARD_REDEEMED = "gift_card.redeemed"
    GIFT_CARD_REFUNDED = "gift_card.refunded"
    GIFT_CARD_EXPIRED = "gift_card.expired"
    CART_RECOVERED = "cart.recovered"
    RULES_PUBLISHED = "rules.published"
    TEST = "webhook.test"
