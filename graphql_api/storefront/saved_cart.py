"""Carts and forms that storefronts report as shoppers go, and the ones that links bring back (S3)."""

from enum import StrEnum

import strawberry

from engine.model.cart_requests import CartSaveRequest, RecoveredCart, Reporter
from engine.model.decision import Rejection
from engine.model.messages import Page
from engine.model.requests import CartRequest
from engine.model.saved_cart import CartStep
from engine.service.recover_cart import recover_cart
from engine.service.save_cart import save_cart
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected
from graphql_api.price import QuoteType, show_quote
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field
from graphql_api.scalars import Amount
from graphql_api.storefront.cart import (
    BuyerInput,
    CartInput,
    CartLineInput,
    buyer_request,
    line_requests,
)


@described(
    "How far a shopper came.",
    CART="Products are in the cart.",
    FORM="Something was typed into the form of a purchase.",
    CONFIRM="The confirmation screen was reached.",
)
class CartStepKind(StrEnum):
    """`model.saved_cart.CartStep`."""

    CART = "cart"
    FORM = "form"
    CONFIRM = "confirm"


@described("Where a shopper is.", LP="A landing page with a form of its own.", SHOP="The shop.")
class CartPage(StrEnum):
    """`model.messages.Page`."""

    LP = "lp"
    SHOP = "shop"


@strawberry.input(description="The advertisement that led the shopper here.")
class AdInput:
    """An advertising URL."""

    url: str = strawberry.field(default="", description="Its address, at most 2,000 characters.")
    form_exit: bool = strawberry.field(
        default=False,
        description="Whether its form-exit setting is on: who leaves may be written to (S3.41).",
    )


@strawberry.input(
    description="A tick to advertising, with its evidence; send it only when the shopper ticked (S3.54, J1)."
)
class FormConsentInput:
    """Consent in a form."""

    wording: str = strawberry.field(description="The sentence beside the tick, 1-1,000 characters.")
    version: str = strawberry.field(default="", description="The shop's own name of this wording.")


@strawberry.input(description="A cart as it is now.")
class CartSaveInput:
    """Input of `cartSave`."""

    cart: CartInput = strawberry.field(
        description="The whole cart with its `token`; no lines: it was emptied. What is known of the buyer stays known."
    )
    step: CartStepKind = strawberry.field(description="How far the shopper came.")
    page: CartPage = strawberry.field(default=CartPage.SHOP, description="Where.")
    return_url: str = strawberry.field(
        default="",
        description=(
            "The page that opens this cart again; the link of a reminder leads there, with `otoku_cart` added. From a"
            " browser it must be of the site that reports (SEC26)."
        ),
    )
    ad: AdInput | None = strawberry.field(default=None, description="Where the shopper came from, if known.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Any text of 1-255 characters; a repeat changes nothing (C23)."
    )


@strawberry.input(description="What was typed into the form of a landing page so far.")
class FormProgressInput:
    """Input of `formProgress`."""

    token: str = strawberry.field(
        description="The storefront's id of this form, the cart token of its order."
    )
    buyer: BuyerInput = strawberry.field(
        description="What was typed: e-mail, telephone number, name (S3.43)."
    )
    lines: list[CartLineInput] = strawberry.field(
        default_factory=list, description="What the form sells, as far as chosen."
    )
    shipping: Amount = strawberry.field(default=Amount(0), description="Shipping charge, minor units.")
    return_url: str = strawberry.field(
        default="", description="The landing page; the link of a reminder leads there (S3.50)."
    )
    ad: AdInput | None = strawberry.field(default=None, description="Where the shopper came from (S3.41).")
    consent: FormConsentInput | None = strawberry.field(
        default=None, description="The tick to advertising; without it nobody is written to (S3.54)."
    )
    test: bool = strawberry.field(default=False, description="A sandbox form: never counted.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Any text of 1-255 characters; a repeat changes nothing (C23)."
    )


@strawberry.type(description="Whether a cart or a form was kept. Nothing that was typed is echoed.")
class CartSavePayload:
    """The answer of `cartSave` and `formProgress`."""

    saved: bool = strawberry.field(description="True when it was kept.")
    errors: list[UserError] = strawberry.field(description="Why it was not; empty when it was.")


@strawberry.input(description="A cart to bring back.")
class CartRecoverInput:
    """Input of `cartRecover`."""

    token: str = strawberry.field(
        description="The parameter `otoku_cart` of the address that the link led to."
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; opening a link again counts nothing again."
    )


@strawberry.type(description="A line of a cart that came back, at the price of now.")
class RecoveredLine:
    """A line."""

    sku: str = strawberry.field(description="The product.")
    quantity: int = strawberry.field(description="Pieces.")
    plan: str = strawberry.field(description="The plan it is bought on; empty: bought once.")


@strawberry.type(
    description="A cart that came back. It says nothing of its buyer and signs nobody in (SEC26)."
)
class RecoveredCartType:
    """A recovered cart."""

    token: str = strawberry.field(
        description="Go on with this cart token: an order with it, within 72 hours, counts as recovered (S3.30)."
    )
    page: CartPage = strawberry.field(
        description="Where it was left: the cart opens again, or the form (S3.29)."
    )
    step: CartStepKind = strawberry.field(description="How far the shopper had come.")
    lines: list[RecoveredLine] = strawberry.field(description="What was in it and is still sold.")
    gone: list[str] = strawberry.field(description="Products that were in it and are no longer sold.")
    quote: QuoteType | None = strawberry.field(
        description="Its price now; null when nothing of it is sold any more."
    )


@strawberry.type(description="A cart that came back, or why not.")
class CartRecoverPayload:
    """The answer of `cartRecover`."""

    cart: RecoveredCartType | None = strawberry.field(
        description="The cart; null when `errors` says why not."
    )
    errors: list[UserError] = strawberry.field(
        description="LINK_DEAD when the link is over or forged, or the cart was bought."
    )


@strawberry.type
class SavedCartMutations:
    """Mutations about carts that are kept."""

    @mutation_field(
        Right.QUOTE,
        "Keep a cart as it is now, whenever it changes or the confirmation screen is reached (S3.4-6)."
        " Publishable or secret token.",
    )
    async def cart_save(self, info: Info, input: CartSaveInput) -> CartSavePayload:  # noqa: A002 - the API's convention
        """Save a cart."""
        ad = input.ad or AdInput()
        request = CartSaveRequest(
            cart=_cart_request(input.cart),
            step=CartStep(input.step.value),
            page=Page(input.page.value),
            return_url=input.return_url,
            ad_url=ad.url,
            form_exit=ad.form_exit,
        )
        return await _saved(info, "cartSave", input, request)

    @mutation_field(
        Right.QUOTE,
        "Keep what was typed into the form of a landing page, as it is typed (S3.36-46). Publishable or secret token.",
    )
    async def form_progress(self, info: Info, input: FormProgressInput) -> CartSavePayload:  # noqa: A002
        """Save a form."""
        ad = input.ad or AdInput()
        request = CartSaveRequest(
            cart=CartRequest(
                lines=line_requests(input.lines),
                buyer=buyer_request(input.buyer),
                shipping=input.shipping,
                test=input.test,
                token=input.token,
            ),
            step=CartStep.FORM,
            page=Page.LP,
            return_url=input.return_url,
            ad_url=ad.url,
            form_exit=ad.form_exit,
            consent="" if input.consent is None else input.consent.wording,
            consent_version="" if input.consent is None else input.consent.version,
        )
        payload = await _saved(info, "formProgress", input, request)
        for error in payload.errors:
            error.field = error.field[1:] if error.field[:1] == ["cart"] else error.field
        return payload

    @mutation_field(
        Right.QUOTE,
        "Bring back the cart or the form of a reminder's link, priced now (S3.28-29). Publishable or secret token.",
    )
    async def cart_recover(self, info: Info, input: CartRecoverInput) -> CartRecoverPayload:  # noqa: A002
        """Recover a cart."""
        context = info.context
        found = await recover_cart(
            context.engine, context.shop, input.token[:500], actor=context.caller.actor
        )
        if isinstance(found, Rejection):
            return CartRecoverPayload(cart=None, errors=rejected(found, context.language))
        return CartRecoverPayload(cart=_recovered(info, found), errors=[])


def _cart_request(cart: CartInput) -> CartRequest:
    return CartRequest(
        lines=line_requests(cart.lines),
        buyer=buyer_request(cart.buyer),
        shipping=cart.shipping,
        channel=cart.channel,
        test=cart.test,
        token=cart.token,
    )


async def _saved(
    info: Info, operation: str, said: CartSaveInput | FormProgressInput, request: CartSaveRequest
) -> CartSavePayload:
    context = info.context
    caller = context.caller
    outcome = await save_cart(
        context.engine,
        context.shop,
        request,
        reporter=Reporter(trusted=caller.trusted, origin=caller.origin or "", ip=caller.actor.ip),
        actor=caller.actor,
        receipt=receipt(operation, {**vars(said), "idempotency_key": None}, said.idempotency_key),
    )
    errors = rejected(outcome, context.language) if isinstance(outcome, Rejection) else []
    return CartSavePayload(saved=not errors, errors=errors)


def _recovered(info: Info, cart: RecoveredCart) -> RecoveredCartType:
    context = info.context
    quote = cart.quote
    return RecoveredCartType(
        token=cart.token,
        page=CartPage(cart.page.value),
        step=CartStepKind(cart.step.value),
        lines=[RecoveredLine(sku=line.sku, quantity=line.quantity, plan=line.plan) for line in cart.lines],
        gone=list(cart.gone),
        quote=None if quote is None else show_quote(quote, context.language, trusted=context.caller.trusted),
    )
