"""Setting a code aside during payment (B14)."""

from dataclasses import replace

from engine.model.answers import HeldCode
from engine.model.cart import Cart
from engine.model.decision import Problem, Rejection
from engine.model.facts import CouponNeed
from engine.model.program import Status
from engine.model.quote import SHOPPER_SAFE, Refusal, RefusalReason
from engine.model.refused_use import RefusedAt
from engine.model.requests import BuyerRequest, CartRequest, Visitor
from engine.runtime.coupon import HELD_FOR, why_stopped, why_unusable
from engine.runtime.prepare import Prepared
from engine.runtime.sale import why_closed
from engine.service.dealt_cart import dealt_cart
from engine.service.engine import Engine
from engine.service.guesses import Guesses, admitted, count_guesses, guesses_of
from engine.service.read_cart import id_problem, read_cart
from engine.service.refused_uses import note_refusals
from engine.service.take import code_lookups
from engine.store.port import Conflict

_FIELD = {"codes": ("code",), "token": ("cart_token",)}
"""Where a part of a cart is in the input of a hold; what a buyer is made of stands there by itself."""


async def hold_code(
    engine: Engine,
    shop: str,
    code: str,
    *,
    cart_token: str,
    buyer: BuyerRequest,
    visitor: Visitor | None = None,
) -> HeldCode | Rejection:
    """Set one use of a code aside for a cart, 15 minutes from now; again renews it.

    CODE_REFUSED says why under `reason` in its args.
    """
    bad_token = id_problem(cart_token, ("cart_token",))
    if bad_token is not None:
        return bad_token
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("shop",))
    # Read as a quote and an order read it, so that the three mean the same buyer, code and cart.
    asked = CartRequest(lines=(), buyer=buyer, codes=(code,), token=cart_token)
    read = read_cart(asked, prepared.program, engine.limits, trusted=False)
    if isinstance(read, Rejection):
        return replace(read, path=_FIELD.get(read.path[0], read.path[1:]))
    guesses = guesses_of(engine, shop, visitor) if visitor is not None else None
    if guesses is not None:
        counted = await admitted(engine, guesses, 1)
        if isinstance(counted, Rejection):
            return counted
        guesses = counted
    held = await _hold(engine, shop, prepared, read)
    if isinstance(held, RefusalReason):
        return await _refused(engine, guesses, held)
    return held


async def release_code(engine: Engine, shop: str, hold_id: str) -> bool:
    """Give a hold back; False when there was no live one."""
    return await engine.store.release(shop, hold_id, engine.clock.now())


async def _hold(engine: Engine, shop: str, prepared: Prepared, cart: Cart) -> HeldCode | RefusalReason:
    now = engine.clock.now()
    until = now + HELD_FOR
    (code,) = cart.codes
    prepared = (await dealt_cart(engine, shop, prepared, cart, now)).rules
    shared = prepared.by_code.get(code)
    if shared is not None and shared.status is Status.LIVE:
        # A shared code has no uses of its own to set aside; its limits are counted when the order comes.
        held = HeldCode(hold_id=None, coupon_id=None, rule=shared.name, until=until)
        return why_closed(shared, now, prepared.zone) or held
    need = CouponNeed(code=code, cart_token=cart.token)
    facts = await engine.store.load(shop, [need], code_lookups(engine, shop, [need]), now)
    coupon = facts.coupons.get(code)
    if coupon is None:
        return RefusalReason.UNKNOWN_CODE if shared is None else RefusalReason.RULE_NOT_LIVE
    # Whether the cart is a sandbox one is not known yet; its price will say whether the coupon fits.
    # A hold outlives the end of its coupon, and is not renewed beyond it.
    new = replace(coupon, own_hold_until=None)
    refusal = why_unusable(new, cart.buyer, now, test=coupon.test)
    refusal = refusal or why_stopped(new, prepared.issuers.get(coupon.rule), now)
    if refusal is not None:
        return _noted(engine, shop, cart, Refusal(reason=refusal, coupon_id=coupon.id))
    try:
        hold = await engine.store.hold(shop, coupon.id, cart.token, cart.buyer.email, until, now)
    except Conflict:
        # Taken between reading and writing.
        return _noted(engine, shop, cart, Refusal(reason=RefusalReason.HELD, coupon_id=coupon.id))
    engine.waker.wake()
    return HeldCode(hold_id=hold.id, coupon_id=coupon.id, rule=coupon.rule, until=hold.until)


def _noted(engine: Engine, shop: str, cart: Cart, refusal: Refusal) -> RefusalReason:
    note_refusals(engine, shop, RefusedAt.HOLD, [refusal], email=cart.buyer.email)
    return refusal.reason


async def _refused(engine: Engine, guesses: Guesses | None, reason: RefusalReason) -> Rejection:
    if guesses is not None and reason not in SHOPPER_SAFE:
        limited = await count_guesses(engine, guesses, 1)
        if limited is not None:
            return limited
    return Rejection(problem=Problem.CODE_REFUSED, path=("code",), args=(("reason", reason),))
