"""What staff do with a coupon."""

from engine.model.answers import RevealedCode
from engine.model.decision import OTHER_REQUEST, Problem, Rejection
from engine.model.records import Actor, Receipt, StoredCoupon
from engine.service.engine import Engine
from engine.service.seal_code import unseal_code
from engine.store.port import ReceiptMismatch
from engine.values.code import canonical, derive, printed


async def reveal_code(engine: Engine, shop: str, coupon_id: str, *, actor: Actor) -> RevealedCode | Rejection:
    """Derive a coupon's code again, after writing into the audit trail who looked (SEC4)."""
    coupon = await _find(engine, shop, coupon_id)
    if coupon is None:
        return _not_found(coupon_id)
    now = engine.clock.now()
    await engine.store.add_audit(shop, actor, "coupon.code_shown", coupon_id, {"rule": coupon.fact.rule}, now)
    return RevealedCode(coupon_id=coupon_id, code=printed(code_of(engine, shop, coupon)))


async def revoke_coupon(
    engine: Engine,
    shop: str,
    coupon_id: str,
    *,
    reason: str,
    actor: Actor,
    receipt: Receipt | None = None,
) -> StoredCoupon | Rejection:
    """End a coupon for good; a coupon that is used up or revoked already gives STATE_NOT_ALLOWED.

    The receipt with which it was revoked gives the revoked coupon again (C23).
    """
    now = engine.clock.now()
    try:
        revoked = await engine.store.revoke_coupon(shop, coupon_id, reason[:1000], actor, now, receipt)
    except ReceiptMismatch:
        return OTHER_REQUEST
    coupon = await _find(engine, shop, coupon_id)
    if coupon is None:
        return _not_found(coupon_id)
    if not revoked:
        state = (("state", str(coupon.fact.state)),)
        return Rejection(problem=Problem.STATE_NOT_ALLOWED, path=("coupon_id",), args=state)
    return coupon


def code_of(engine: Engine, shop: str, coupon: StoredCoupon) -> str:
    """The canonical code of a stored coupon. Raises KeyError when its key is not on the ring any more."""
    if coupon.sealed:
        return canonical(unseal_code(engine.keys, shop, coupon.fact.id, coupon.sealed, coupon.key_id))
    key = engine.keys.codes.key(coupon.key_id)
    return derive(key, shop, coupon.fact.id, coupon.attempt, coupon.shape)


async def _find(engine: Engine, shop: str, coupon_id: str) -> StoredCoupon | None:
    found = await engine.store.coupons_by_id(shop, [coupon_id])
    return found[0] if found else None


def _not_found(coupon_id: str) -> Rejection:
    return Rejection(problem=Problem.NOT_FOUND, path=("coupon_id",), args=(("id", coupon_id),))
