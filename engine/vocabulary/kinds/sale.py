"""`sale`: a discount at checkout, by itself or with a shared code (S1.43)."""

from engine.model.program import (
    GatewayShows,
    Kind,
    SaleBody,
    ShopSettings,
    Stacking,
)
from engine.model.selector import ANY_PRODUCT
from engine.vocabulary.discounts import meant
from engine.vocabulary.groups import ABOUT, CAPS, CONTEXT, ONLY_IF, WHEN_OPEN
from engine.vocabulary.settings import SharedCodes, Targets
from engine.vocabulary.word import KindWord, Occasion, Place, Settings


def build(settings: Settings, _shop: ShopSettings) -> SaleBody:
    """The body; an amount beside a percentage wins (S1.22)."""
    discount = meant(settings)
    targets = settings.one("for", Targets)
    codes = settings.one("code", SharedCodes)
    return SaleBody(
        discount=discount,
        targets=targets.selector if targets else ANY_PRODUCT,
        codes=frozenset(codes.codes) if codes else frozenset(),
        stacking=settings.one("stacking", Stacking) or Stacking(),
        gateway_shows=settings.one("gateway", GatewayShows) or GatewayShows.PAYABLE,
    )


KIND = KindWord(
    kind=Kind.SALE,
    place=Place.SALE,
    lines=(
        *ABOUT,
        *ONLY_IF,
        *WHEN_OPEN,
        "code",
        "discount",
        "for",
        "gateway",
        "stacking",
        *CAPS,
        *CONTEXT,
    ),
    required=("discount",),
    build=build,
    occasion=Occasion.CHECKOUT,
    doc={
        "en": "A discount at checkout: by itself when its conditions hold, or for shoppers who type a shared code.",
        "ja": "購入時の値引き: 条件を満たすと自動で、または共通コードを入力したお客様に適用されます。",
    },
    example="""sale "spring-sale" {
  begins 2026-04-29
  ends 2026-05-06
  if cart.total at least 5,000 JPY
  code "WELCOME10"
  discount 10% up to 2,000 JPY
  for any product except "GIFT-CARD"
  limit 1 per customer
}
""",
    requirements=("S1.43",),
)
