"""An offer: the page between payment and thanks (S4)."""

from dataclasses import dataclass
from enum import StrEnum

from engine.model.catalog import Catalog, Product, Sold
from engine.model.rule_parts import Discount
from engine.values.duration import Duration, Unit

USUAL_TIMER = Duration(count=10, unit=Unit.MINUTE)
"""How long a page waits when its rule does not say (S4.39, D4.f)."""


class Buying(StrEnum):
    """How a product is bought."""

    ONCE = "once"
    SUBSCRIPTION = "subscription"


def why_not_offerable(product: Product, bought: Buying, offered: Buying) -> str:
    """Why the product cannot be offered in this pattern, as a key of E0410; empty when it can (S4.26-27)."""
    if not product.requires_shipping:
        return "shipping"
    if product.sold is Sold.SUBSCRIPTION and (bought, offered) != (Buying.ONCE, Buying.SUBSCRIPTION):
        return "subscription"
    if product.sold is Sold.ONCE and offered is Buying.SUBSCRIPTION:
        return "once"
    return ""


class SeveralPlans(StrEnum):
    """Into which contracts the product goes when the trigger product was bought on several plans (S4.23, D4.e)."""

    ALL = "all"
    FIRST = "first"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """After `length` the page closes; `text` stands before the figures, which may be hidden (S4.38-40)."""

    length: Duration = USUAL_TIMER
    shown: bool = True
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferTerms:
    """What the law wants on the last screen before a subscription, besides quantity and price (J6)."""

    payment: str
    delivery: str
    period: str
    cancel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPage:
    """What the shopper reads. A `text` of None is the product's own; "" is none. A `close` of None is no button."""

    headline: str = ""
    text: str | None = None
    timer: Timer | None = Timer()
    buy: str = "追加注文する"
    close: str | None = "閉じる"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferBody:
    """`offer`: `bought` and `offered` are the pattern (S4.13-16); `plans` are names of plans of `product` (S4.29-33).

    The discount is taken off the first order only (S4.46-52). `least` to `most` is the quantity a shopper may choose.
    """

    bought: Buying
    offered: Buying
    product: str
    plans: tuple[str, ...] = ()
    discount: Discount | None = None
    least: int = 1
    most: int = 1
    free_shipping: bool = False
    others_allowed: bool = True
    several_plans: SeveralPlans = SeveralPlans.FIRST
    terms: OfferTerms | None = None
    page: OfferPage = OfferPage()


def can_be_shown(body: OfferBody, catalog: Catalog) -> bool:
    """Whether the catalogue still has the product as the offer needs it; if not, nobody is shown the offer (S4.28)."""
    product = catalog.products.get(body.product)
    if product is None or not product.in_stock or why_not_offerable(product, body.bought, body.offered):
        return False
    return body.offered is Buying.ONCE or any(plan.name in body.plans for plan in product.plans)
