"""`coupon`: a one-time code for the buyer of something (S1)."""

from dataclasses import replace

from engine.model.program import (
    Bearer,
    CouponBody,
    CouponTerms,
    GatewayShows,
    Kind,
    MessageClass,
    Send,
    ShopSettings,
    Stacking,
    TargetsAt,
    Validity,
)
from engine.model.selector import ANY_PRODUCT
from engine.values.code import CodeShape
from engine.vocabulary.discounts import meant
from engine.vocabulary.groups import ABOUT, CAPS, CONTEXT, ONLY_IF, TRIED, WHEN_OPEN
from engine.vocabulary.settings import Targets, Uses
from engine.vocabulary.word import KindWord, Occasion, Place, Settings


def build(settings: Settings, _shop: ShopSettings) -> CouponBody:
    """The body; an amount beside a percentage wins (S1.22), no `uses` line means 0 (compat only, S1.19)."""
    discount = meant(settings)
    targets = settings.one("for", Targets) or Targets(selector=ANY_PRODUCT, at=TargetsAt.ISSUED)
    message_class = settings.one("class", MessageClass) or MessageClass.ESSENTIAL
    return CouponBody(
        code=settings.one("code", CodeShape),
        validity=settings.one("valid", Validity) or Validity(),
        uses=(settings.one("uses", Uses) or Uses(count=0)).count,
        terms=CouponTerms(
            discount=discount,
            targets=targets.selector,
            targets_at=targets.at,
            bearer=settings.one("bound", Bearer) or Bearer.EMAIL,
            gateway_shows=settings.one("gateway", GatewayShows) or GatewayShows.LIST,
            stacking=settings.one("stacking", Stacking) or Stacking(),
        ),
        sends=tuple(replace(one, message_class=message_class) for one in settings.all("send", Send)),
    )


KIND = KindWord(
    kind=Kind.COUPON,
    place=Place.COUPON,
    lines=(
        *ABOUT,
        "when",
        *ONLY_IF,
        *WHEN_OPEN,
        "code",
        "valid",
        "uses",
        "discount",
        "for",
        "bound",
        "gateway",
        "stacking",
        *CAPS,
        *TRIED,
        *CONTEXT,
        "class",
        "send",
    ),
    required=("when", "code", "uses", "discount"),
    lenient={"paymentex": frozenset({"code", "uses"})},
    build=build,
    occasion=Occasion.ORDER_PAID,
    doc={
        "en": "A one-time coupon: whoever buys something gets a code by mail, for use on a later purchase.",
        "ja": "ワンタイムクーポン: 商品を購入したお客様に番号を自動発行し、メールで送ります。次の購入で使えます。",
    },
    example="""coupon "thanks-coupon" {
  when order paid with product "SAMPLE-1"
  code 8 digits
  valid 14 days
  uses 1
  discount 500 JPY
  for product "UPSELL-1" as issued
  bound to email
  limit 1000 per shop
  send email "thanks-coupon"
}
""",
    requirements=("S1.2", "S1.3", "S1.4", "S1.5", "S1.10"),
)
