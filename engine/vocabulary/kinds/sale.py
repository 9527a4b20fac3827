"""`sale`: a discount at checkout, by itself or with a shared code (S1.43)."""

from engine.model.program import (
    GatewayShows,
    Kind,
    SaleBody,
    ShopSettings,
    Stacking,
)
from engine.model.reward import Bundle, BuyGet, Floor, Gift, Pick, PriceEach, Reward, Tier, Tiers
from engine.model.selector import ANY_PRODUCT
from engine.vocabulary.discounts import meant
from engine.vocabulary.groups import ABOUT, CAPS, CONTEXT, ONLY_IF, REWARDS, TRIED, WHEN_OPEN
from engine.vocabulary.settings import SharedCodes, Targets
from engine.vocabulary.word import KindWord, Occasion, Place, Settings


def build(settings: Settings, _shop: ShopSettings) -> SaleBody:
    """The body; an amount beside a percentage wins (S1.22)."""
    targets = settings.one("for", Targets)
    codes = settings.one("code", SharedCodes)
    return SaleBody(
        discount=_reward(settings),
        targets=targets.selector if targets else ANY_PRODUCT,
        codes=frozenset(codes.codes) if codes else frozenset(),
        stacking=settings.one("stacking", Stacking) or Stacking(),
        gateway_shows=settings.one("gateway", GatewayShows) or GatewayShows.PAYABLE,
        pick=settings.one("pick", Pick),
        floor=settings.one("floor", Floor),
        lane=settings.one("lane", str) or "",
    )


def _reward(settings: Settings) -> Reward:
    """The one reward; a second kind beside it is refused (E0324)."""
    tiers = settings.all("tier", Tier)
    return (
        (Tiers(tiers=tiers) if tiers else None)
        or settings.one("buy", BuyGet)
        or settings.one("bundle", Bundle)
        or settings.one("gift", Gift)
        or settings.one("discount", PriceEach)
        or meant(settings)
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
        "tier",
        "buy",
        "bundle",
        "gift",
        "pick",
        "floor",
        "for",
        "gateway",
        "stacking",
        "lane",
        *CAPS,
        *TRIED,
        *CONTEXT,
    ),
    required=(),
    one_of=REWARDS,
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
