"""`giftcard`: money on a code that its owner spends later (S5)."""

from dataclasses import replace

from engine.model.gift_card import (
    Balance,
    CodePattern,
    Consideration,
    GiftCardBody,
    Hook,
    Meta,
    Redeemer,
    RefundOrder,
)
from engine.model.program import Kind, MessageClass, Send, ShopSettings, Validity
from engine.model.selector import ANY_PRODUCT
from engine.vocabulary.groups import ABOUT, CAPS, CONTEXT, ONLY_IF, TRIED, WHEN_OPEN
from engine.vocabulary.settings import Targets
from engine.vocabulary.word import KindWord, Occasion, Place, Settings


def build(settings: Settings, _shop: ShopSettings) -> GiftCardBody:
    """The body."""
    targets = settings.one("for", Targets)
    message_class = settings.one("class", MessageClass) or MessageClass.ESSENTIAL
    return GiftCardBody(
        code=settings.the("code", CodePattern),
        validity=settings.the("valid", Validity),
        balance=settings.one("balance", Balance) or Balance(),
        redeem=settings.one("redeem", Redeemer) or Redeemer.OWNER,
        consideration=settings.one("consideration", Consideration) or Consideration.PAID,
        cash_refund=settings.one("cash", bool) or False,
        refund_order=settings.one("refund", RefundOrder) or RefundOrder.CARD,
        targets=targets.selector if targets else ANY_PRODUCT,
        pin=settings.one("pin", int) or 0,
        pool=settings.one("pool", int),
        meta=settings.all("meta", Meta),
        hooks=settings.all("notify", Hook),
        sends=tuple(replace(one, message_class=message_class) for one in settings.all("send", Send)),
    )


KIND = KindWord(
    kind=Kind.GIFT_CARD,
    place=Place.GIFT_CARD,
    lines=(
        *ABOUT,
        "when",
        *ONLY_IF,
        *WHEN_OPEN,
        "code",
        "balance",
        "valid",
        "consideration",
        "redeem",
        "pin",
        "for",
        "cash",
        "refund",
        "pool",
        "meta",
        *CAPS,
        *TRIED,
        *CONTEXT,
        "class",
        "send",
        "notify",
    ),
    required=("code", "valid"),
    build=build,
    occasion=Occasion.PERSON,
    doc={
        "en": "Money on a code: given by a trigger such as an approved refund, or published and credited by the API.",
        "ja": "残高のあるコードです。返金の承認などで自動発行するか、API で発行・入金します。",
    },
    example="""giftcard "refund-card" {
  when refund approved
  code pattern "GIFT-####-####"
  balance 100% of order.total
  valid 365 days
  redeem by owner
  cash refund allowed
  meta "booking_id" from order.note
  send email "giftcard-refund"
  notify webhook "erp" on issued, redeemed, refunded
}
""",
    requirements=("S5.5", "S5.6", "S5.12", "S5.13", "S5.16", "S5.18"),
)
