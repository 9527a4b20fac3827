"""Setting a code aside during payment (B14)."""

from engine.model.answers import HeldCode
from engine.model.decision import Rejection
from engine.model.requests import Visitor
from engine.service.engine import Engine


async def hold_code(
    engine: Engine,
    shop: str,
    code: str,
    *,
    cart_token: str,
    email: str | None,
    visitor: Visitor | None = None,
) -> HeldCode | Rejection:
    """Set one use of a code aside for a cart, 15 minutes from now; again renews it. CODE_REFUSED says `reason` in args."""
    raise NotImplementedError


async def release_code(engine: Engine, shop: str, hold_id: str) -> bool:
    """Give a hold back; False when there was no live one."""
    raise NotImplementedError
