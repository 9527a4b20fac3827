"""`offer`: one more product, on a page between payment and thanks (S4)."""

from engine.model.offer import OfferBody, OfferPage, OfferTerms, SeveralPlans
from engine.model.program import Kind, ShopSettings
from engine.vocabulary.discounts import meant
from engine.vocabulary.groups import ABOUT, CAPS, CONTEXT, ONLY_IF, TRIED, WHEN_OPEN
from engine.vocabulary.settings import Button, PageText, Pattern, Quantity, Shown, TimerLine
from engine.vocabulary.word import KindWord, Occasion, Place, Settings


def build(settings: Settings, shop: ShopSettings) -> OfferBody:
    """The body; an offer without terms of its own has the shop's (J6)."""
    pattern, shown = settings.the("pattern", Pattern), settings.the("show", Shown)
    quantity = settings.one("quantity", Quantity) or Quantity(least=1, most=1)
    others = settings.one("others", bool)
    return OfferBody(
        bought=pattern.bought,
        offered=pattern.offered,
        product=shown.product,
        plans=shown.plans,
        discount=meant(settings) if settings.lines("discount") else None,
        least=quantity.least,
        most=quantity.most,
        free_shipping=settings.one("shipping", bool) or False,
        others_allowed=True if others is None else others,
        several_plans=settings.one("on", SeveralPlans) or SeveralPlans.FIRST,
        terms=settings.one("terms", OfferTerms) or shop.terms,
        page=_page(settings),
    )


def _page(settings: Settings) -> OfferPage:
    usual = OfferPage()
    text, timer = settings.one("text", PageText), settings.one("timer", TimerLine)
    labels = {one.which: one.label for one in settings.all("button", Button)}
    return OfferPage(
        headline=settings.one("headline", str) or "",
        text=text.text if text else None,
        timer=timer.timer if timer else usual.timer,
        buy=labels.get("buy") or usual.buy,
        close=labels.get("close", usual.close),
    )


KIND = KindWord(
    kind=Kind.OFFER,
    place=Place.OFFER,
    lines=(
        *ABOUT,
        "when",
        *ONLY_IF,
        *WHEN_OPEN,
        "others",
        "on",
        "pattern",
        "show",
        "headline",
        "text",
        "timer",
        "discount",
        "quantity",
        "shipping",
        "button",
        "terms",
        *CAPS,
        *TRIED,
        *CONTEXT,
    ),
    required=("when", "pattern", "show"),
    build=build,
    occasion=Occasion.ORDER_PAID,
    doc={
        "en": "One more product, offered on a page between payment and thanks, without entering the payment again.",
        "ja": "支払いのあと、サンクスページの前に表示する追加の提案です。決済情報の再入力なしで購入できます。",
    },
    example="""offer "sample-to-pack" {
  title "サンプル購入者にパックをご案内"
  when order paid with product "SAMPLE-1"
  pattern once to once
  show product "UPSELL-1"
  headline "今だけ!まとめ買い20%OFF"
  timer 10 minutes "このページの有効期限"
  discount 20% up to 1,000 JPY
  quantity 1 to 3
  shipping free
  limit 1 per customer
  priority 10
}
""",
    requirements=("S4.18", "S4.19", "S4.34", "S4.35", "S4.36"),
)
