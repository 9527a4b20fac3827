"""What staff do with a coupon."""

from engine.model.answers import RevealedCode
from engine.model.decision import Rejection
from engine.model.records import Actor, StoredCoupon
from engine.service.engine import Engine


async def reveal_code(engine: Engine, shop: str, coupon_id: str, *, actor: Actor) -> RevealedCode | Rejection:
    """Derive a coupon's code again, after writing into the audit trail who looked (SEC4)."""
    raise NotImplementedError


async def revoke_coupon(
    engine: Engine, shop: str, coupon_id: str, *, reason: str, actor: Actor
) -> StoredCoupon | Rejection:
    """End a coupon for good; a coupon that is used up or revoked already gives STATE_NOT_ALLOWED."""
    raise NotImplementedError
