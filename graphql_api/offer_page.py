"""The page of an offer as both schemas show it: a storefront renders it, the preview shows the same (S4.37-60, J6)."""

import strawberry

from engine.model.offer import OfferTerms
from engine.model.offer_instance import OfferInstance
from engine.service.offer_terms import terms_version
from graphql_api.offer_states import BuyingKind
from graphql_api.scalars import Money, money


@strawberry.type(description="The product that is offered, as it was when the offer was made.")
class OfferProduct:
    """A product on the page."""

    sku: str = strawberry.field(description="The shop's own key.")
    name: str = strawberry.field(description="Its name.")
    text: str = strawberry.field(
        description="What the page says of it: its own description or the rule's text; empty: nothing (S4.42-44)."
    )
    image_url: str = strawberry.field(description="Its picture; empty: none.")


@strawberry.type(
    description="What one piece costs, all contracts that it goes into together. For more of them: times the quantity."
)
class OfferPrice:
    """Prices of one piece."""

    regular: Money = strawberry.field(description="The catalogue's price.")
    first: Money = strawberry.field(description="To pay now (S4.45-52).")
    renewal: Money | None = strawberry.field(
        description="In each later order of the contract; null: there is none (D4.b)."
    )


@strawberry.type(description="A plan on which the product is delivered.")
class OfferPlan:
    """A plan."""

    name: str = strawberry.field(description="Its name in the catalogue.")
    cycle: str = strawberry.field(description="The time between deliveries, ISO 8601: P1M, P14D.")


@strawberry.type(
    description="The countdown of the page; the deadline is the server's, seen or not (S4.38-41, J7)."
)
class OfferTimer:
    """A timer."""

    shown: bool = strawberry.field(description="Whether the figures are shown.")
    text: str = strawberry.field(description="What stands just before them (S4.40).")


@strawberry.type(
    name="OfferTerms",
    description="What the law wants on the last screen before a subscription, besides quantity and prices (J6).",
)
class OfferTermsType:
    """Terms of a subscription."""

    version: str = strawberry.field(
        description="Send it with `offerAccept`: it says which terms and prices the page showed (J6)."
    )
    payment: str = strawberry.field(description="When and how it is paid.")
    delivery: str = strawberry.field(description="When it arrives.")
    period: str = strawberry.field(description="For how long the contract runs.")
    cancel: str = strawberry.field(description="How it is cancelled.")


@strawberry.type(
    description="What stands on the page between payment and thanks. It never changes once it was made."
)
class OfferPage:
    """A page."""

    headline: str = strawberry.field(description="Its title (S4.37); empty: the product's name will do.")
    bought: BuyingKind = strawberry.field(description="How the trigger product was bought.")
    offered: BuyingKind = strawberry.field(description="How this one is sold (S4.13-16).")
    product: OfferProduct = strawberry.field(description="What is offered.")
    price: OfferPrice = strawberry.field(description="What one piece costs.")
    plans: list[OfferPlan] = strawberry.field(description="The plans that it is delivered on; none: once.")
    least: int = strawberry.field(description="The smallest quantity that may be chosen (S4.55).")
    most: int = strawberry.field(description="The largest one; the same as `least`: there is no choice.")
    free_shipping: bool = strawberry.field(
        description="It travels with the trigger order at no charge, later orders follow that one's terms (S4.56)."
    )
    timer: OfferTimer = strawberry.field(description="The countdown.")
    terms: OfferTermsType | None = strawberry.field(
        description="To be shown in full beside the button; what is accepted is stored with the order."
    )
    buy_label: str = strawberry.field(description="What stands on the button that buys (S4.57).")
    close_label: str | None = strawberry.field(
        description="What stands on the button that closes the page; null: there is none (S4.58-59)."
    )


def show_page(offer: OfferInstance) -> OfferPage:
    """What a shopper is shown of an offer."""
    page = offer.page
    return OfferPage(
        headline=page.headline,
        bought=BuyingKind(offer.bought.value),
        offered=BuyingKind(offer.offered.value),
        product=OfferProduct(
            sku=offer.product.sku,
            name=offer.product.name,
            text=offer.product.text,
            image_url=offer.product.image_url,
        ),
        price=OfferPrice(
            regular=money(offer.list_price, offer.currency),
            first=money(offer.first, offer.currency),
            renewal=None if offer.renewal is None else money(offer.renewal, offer.currency),
        ),
        plans=[
            OfferPlan(name=target.plan, cycle=target.cycle.iso) for target in offer.targets if target.cycle
        ],
        least=offer.least,
        most=offer.most,
        free_shipping=offer.free_shipping,
        timer=OfferTimer(shown=page.timer_shown, text=page.timer_text),
        terms=_terms(offer.terms, terms_version(offer)),
        buy_label=page.buy,
        close_label=page.close,
    )


def _terms(terms: OfferTerms | None, version: str) -> OfferTermsType | None:
    if terms is None:
        return None
    return OfferTermsType(
        version=version,
        payment=terms.payment,
        delivery=terms.delivery,
        period=terms.period,
        cancel=terms.cancel,
    )
