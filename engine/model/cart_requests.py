"""What storefronts report of carts and forms, as typed, and what they are told of a cart that comes back."""

from dataclasses import dataclass

from engine.model.cart import CartLine
from engine.model.messages import Page
from engine.model.quote import Quote
from engine.model.requests import CartRequest
from engine.model.saved_cart import CartStep


@dataclass(frozen=True, slots=True, kw_only=True)
class CartSaveRequest:
    """A report of a cart; `cart.token` is the storefront's id of it, and its codes are not kept.

    `return_url` is the page that opens the cart or form again; a browser may name pages of its own site only.
    `consent` is the sentence that was ticked, empty for no tick, `consent_version` the shop's name of it.
    """

    cart: CartRequest
    step: CartStep
    page: Page
    return_url: str = ""
    ad_url: str = ""
    form_exit: bool = False
    consent: str = ""
    consent_version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Who reports: a shop's own back end is `trusted`; a browser is known by its site and network address."""

    trusted: bool
    origin: str = ""
    ip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveredCart:
    """A cart that a link brought back, priced now; `gone` are products no longer sold. Nothing of its buyer."""

    token: str
    page: Page
    step: CartStep
    lines: tuple[CartLine, ...]
    gone: tuple[str, ...]
    quote: Quote | None
    return_url: str
