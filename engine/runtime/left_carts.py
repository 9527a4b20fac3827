"""What a storefront's report makes of a cart: when it counts as left, and when it is looked at next (S3.4-7, V14)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from engine.model.cart import Buyer, Cart
from engine.model.decision import Decision, Rejection
from engine.model.effects import Effect, SaveCart, StartTimer
from engine.model.events import CartSaved, TimerKind
from engine.model.facts import Facts
from engine.model.messages import Page
from engine.model.saved_cart import ALIVE, CartState, CartStep, CartVisit, FormConsent, SavedCart
from engine.runtime.check_cart import check_cart, check_shipping
from engine.runtime.consent import ask_owner
from engine.runtime.prepare import Prepared
from engine.runtime.reminders import expires_at, next_look, rearmed

ECHO = timedelta(minutes=30)
"""A report of the same goods so soon after they were ordered is a late one, not a new cart."""


def decide_saved(prepared: Prepared, event: CartSaved, facts: Facts) -> Decision | Rejection:
    """Keep the cart as it is now; it counts as left from the moment it reaches its point (S3.4-6)."""
    visit = event.visit
    rejection = (
        check_cart(visit.cart, prepared.program.catalog) if visit.cart.lines else check_shipping(visit.cart)
    )
    if rejection is not None:
        return replace(rejection, path=("cart", *rejection.path))
    before = facts.carts.get(visit.cart.token)
    effects = () if _is_echo(before, visit, event.at) else tuple(_saved(prepared, event, before))
    return Decision(revision=prepared.program.revision, effects=effects)


def store_cart(prepared: Prepared, cart: SavedCart, now: datetime) -> Iterator[Effect]:
    """The cart, with the timer of the moment it is looked at next."""
    due = next_look(prepared, cart, now)
    yield SaveCart(cart=replace(cart, due=due))
    if due is not None:
        yield StartTimer(kind=TimerKind.CART, subject=cart.token, due=due)


def new_life(before: SavedCart | None, visit: CartVisit, at: datetime) -> SavedCart:
    """A cart that nobody knew, or one that comes back after its end."""
    return SavedCart(
        token=visit.cart.token,
        life=1 if before is None else before.life + 1,
        version=1,
        cart=kept(visit.cart),
        step=visit.step,
        page=visit.page,
        state=CartState.OPEN,
        begun_at=at,
        seen_at=at,
        total=total_of(visit.cart),
        return_url=visit.return_url,
        ad_url=visit.ad_url,
        form_exit=visit.form_exit,
        consent=visit.consent,
    )


def expired(cart: SavedCart, at: datetime) -> SavedCart:
    """A cart whose time is over."""
    return replace(cart, version=cart.version + 1, state=CartState.EXPIRED, due=None, ended_at=at)


def kept(cart: Cart) -> Cart:
    """What is kept of a cart: its codes are secrets of their owners (SEC4)."""
    return replace(cart, codes=(), gift_cards=())


def total_of(cart: Cart) -> int:
    """Minor units of the goods and the shipping, before any discount."""
    return cart.shipping + sum(line.quantity * line.unit_price for line in cart.lines)


def merged(known: Buyer, said: Buyer) -> Buyer:
    """Who it is: what is not said this time stays, unless somebody else is there now."""
    if _is_other(known, said):
        return said
    return Buyer(
        email=said.email or known.email,
        phone=said.phone or known.phone,
        external_id=said.external_id or known.external_id,
        member=said.member,
        name=said.name or known.name,
        locale=said.locale or known.locale,
    )


def _is_other(known: Buyer, said: Buyer) -> bool:
    """Whether what is said belies what was known: a shared computer, or a cart's token that somebody guessed."""
    if known.external_id and said.external_id:
        return known.external_id != said.external_id
    return bool(known.email and said.email) and known.email != said.email


def _saved(prepared: Prepared, event: CartSaved, before: SavedCart | None) -> Iterator[Effect]:
    visit, at = event.visit, event.at
    ends = None if before is None else expires_at(prepared, before)
    is_over = before is None or before.state not in ALIVE
    if before is not None and not is_over and ends is not None and ends <= at:
        yield SaveCart(cart=expired(before, at))
        is_over = True
    cart = new_life(before, visit, at) if before is None or is_over else _seen(before, visit, at)
    left = _left(cart, visit)
    cart = replace(
        cart,
        left=left,
        state=CartState.OPEN if left is None else CartState.ABANDONED,
        abandoned_at=None if left is None else cart.abandoned_at or at,
    )
    if _is_to_ask(prepared, cart) and cart.consent is not None:
        for entry in cart.consent.entries:
            yield from ask_owner(entry, prepared)
        cart = replace(cart, consent=replace(cart.consent, recorded=True))
    yield from store_cart(prepared, replace(cart, reminded=rearmed(prepared, cart, at)), at)


def _is_to_ask(prepared: Prepared, cart: SavedCart) -> bool:
    """Whether the tick of a form is to be confirmed by the owners of the addresses that were typed (J1)."""
    new = cart.consent is not None and not cart.consent.recorded
    return new and prepared.program.settings.double_optin and not cart.cart.test


def _seen(before: SavedCart, visit: CartVisit, at: datetime) -> SavedCart:
    return replace(
        before,
        version=before.version + 1,
        cart=replace(kept(visit.cart), buyer=merged(before.cart.buyer, visit.cart.buyer)),
        step=visit.step,
        page=visit.page,
        seen_at=at,
        total=total_of(visit.cart),
        return_url=visit.return_url or before.return_url,
        ad_url=visit.ad_url or before.ad_url,
        form_exit=visit.form_exit or before.form_exit,
        consent=_consent(before, visit),
        screening=None,
    )


def _consent(before: SavedCart, visit: CartVisit) -> FormConsent | None:
    """A form says each time whether the tick is there; other pages have none to say."""
    known, said = before.consent, visit.consent
    if visit.step is not CartStep.FORM:
        return said or known
    return known if known is not None and said is not None and known.same_as(said) else said


def _left(cart: SavedCart, visit: CartVisit) -> CartStep | None:
    """Where the cart counts as left: once the confirmation screen was reached, there (S3.4-6, S3.43, S3.46)."""
    buyer, in_shop = cart.cart.buyer, visit.page is Page.SHOP
    typed = buyer.email is not None or buyer.phone is not None
    if visit.step is CartStep.FORM and not in_shop and typed and cart.left is not CartStep.CONFIRM:
        return CartStep.FORM
    if not cart.cart.lines:
        return None
    if visit.step is CartStep.CONFIRM or cart.left is CartStep.CONFIRM:
        return CartStep.CONFIRM
    if buyer.member and in_shop:
        return CartStep.CART
    return cart.left if cart.left is CartStep.FORM else None


def _is_echo(before: SavedCart | None, visit: CartVisit, at: datetime) -> bool:
    if before is None or before.state not in (CartState.PURCHASED, CartState.RECOVERED):
        return False
    lines = {(line.sku, line.quantity) for line in visit.cart.lines}
    same = not before.cart.lines or lines == {(line.sku, line.quantity) for line in before.cart.lines}
    return same and before.ended_at is not None and at - before.ended_at < ECHO
