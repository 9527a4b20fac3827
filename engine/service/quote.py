"""What a cart costs, and why; writes nothing but failed guesses of codes."""

from engine.model.decision import Rejection
from engine.model.quote import Quote
from engine.model.requests import CartRequest, Visitor
from engine.service.engine import Engine


async def quote_cart(
    engine: Engine, shop: str, cart: CartRequest, *, trusted: bool, visitor: Visitor | None = None
) -> Quote | Rejection:
    """Price `cart` now. An untrusted caller (a browser) pays catalogue prices and is counted when it guesses codes."""
    raise NotImplementedError
