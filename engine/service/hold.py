"""Setting a code aside during payment (B14)."""

from dataclasses import dataclass
from datetime import timedelta

from engine.model.answers import HeldCode
from engine.model.decision import Problem, Rejection
from engine.model.facts import CouponFact, CouponNeed, CouponState
from engine.model.program import Bearer
from engine.model.quote import RefusalReason
from engine.model.requests import Visitor
from engine.runtime.prepare import Prepared
from engine.service.engine import Engine
from engine.service.guesses import Guesses, count_guesses, guesses_of, too_many_guesses
from engine.service.read_cart import id_problem
from engine.service.take import code_lookups
from engine.store.port import Conflict
from engine.values.code import canonical
from engine.values.identity import normal_email

HELD_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Holder:
    """Who asks; `email` is in comparable form."""

    cart_token: str
    email: str | None


async def hold_code(
    engine: Engine,
    shop: str,
    code: str,
    *,
    cart_token: str,
    email: str | None,
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
    guesses = guesses_of(engine, shop, visitor) if visitor is not None else None
    if guesses is not None and (refused := await too_many_guesses(engine, guesses)):
        return refused
    who = _Holder(cart_token=cart_token, email=_comparable(email, prepared))
    held = await _hold(engine, shop, prepared, canonical(code), who)
    if isinstance(held, RefusalReason):
        return await _refused(engine, guesses, held)
    return held


async def release_code(engine: Engine, shop: str, hold_id: str) -> bool:
    """Give a hold back; False when there was no live one."""
    return await engine.store.release(shop, hold_id, engine.clock.now())


async def _hold(
    engine: Engine, shop: str, prepared: Prepared, code: str, who: _Holder
) -> HeldCode | RefusalReason:
    now = engine.clock.now()
    until = now + HELD_FOR
    shared = prepared.by_code.get(code)
    if shared is not None:
        # A shared code has no uses of its own to set aside; its limits are counted when the order comes.
        return HeldCode(hold_id=None, coupon_id=None, rule=shared.name, until=until)
    need = CouponNeed(code=code, cart_token=who.cart_token)
    facts = await engine.store.load(shop, [need], code_lookups(engine, shop, [need]), now)
    coupon = facts.coupons.get(code)
    if coupon is None:
        return RefusalReason.UNKNOWN_CODE
    refusal = _refusal(coupon, who.email)
    if refusal is not None:
        return refusal
    try:
        hold = await engine.store.hold(shop, coupon.id, who.cart_token, who.email, until, now)
    except Conflict:
        return RefusalReason.HELD if coupon.held else RefusalReason.USED_UP
    engine.waker.wake()
    return HeldCode(hold_id=hold.id, coupon_id=coupon.id, rule=coupon.rule, until=hold.until)


def _refusal(coupon: CouponFact, owner: str | None) -> RefusalReason | None:
    if coupon.state is CouponState.REVOKED:
        return RefusalReason.REVOKED
    if coupon.state is CouponState.EXPIRED:
        return RefusalReason.EXPIRED
    if coupon.terms.bearer is Bearer.EMAIL and coupon.owner_email is not None and coupon.owner_email != owner:
        return RefusalReason.EMAIL_REQUIRED if owner is None else RefusalReason.NOT_YOURS
    return None


async def _refused(engine: Engine, guesses: Guesses | None, reason: RefusalReason) -> Rejection:
    if guesses is not None and reason is not RefusalReason.EMAIL_REQUIRED:
        limited = await count_guesses(engine, guesses, 1)
        if limited is not None:
            return limited
    return Rejection(problem=Problem.CODE_REFUSED, path=("code",), args=(("reason", reason),))


def _comparable(email: str | None, prepared: Prepared) -> str | None:
    return normal_email(email, fold_plus=prepared.program.settings.fold_plus) if email else None
