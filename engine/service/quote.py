"""What a cart costs, and why; writes nothing but failed guesses of codes. Refused coupons are noted for later."""

from dataclasses import dataclass

from engine.model.decision import Problem, Rejection
from engine.model.quote import Quote
from engine.model.refused_use import RefusedAt
from engine.model.requests import CartRequest, Visitor
from engine.runtime.needs import quote_needs
from engine.runtime.prepare import Prepared
from engine.runtime.quote import quote
from engine.service.engine import Engine
from engine.service.guesses import admitted, count_guesses, guesses_of, wrong_codes
from engine.service.read_cart import read_cart
from engine.service.refused_uses import note_refusals
from engine.service.take import code_lookups


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    """Who wants to know what."""

    shop: str
    cart: CartRequest
    trusted: bool
    visitor: Visitor | None


async def quote_cart(
    engine: Engine, shop: str, cart: CartRequest, *, trusted: bool, visitor: Visitor | None = None
) -> Quote | Rejection:
    """Price `cart` now. An untrusted caller (a browser) pays catalogue prices and is counted when it guesses codes.

    One statement, and two for the limits, which run only when a visitor sends codes.
    """
    prepared = await engine.programs.recent(engine.store, shop, engine.clock.now())
    if prepared is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("shop",))
    request = _Request(shop=shop, cart=cart, trusted=trusted, visitor=visitor)
    answer = await _quote(engine, request, prepared)
    if isinstance(answer, Rejection) and answer.problem is not Problem.TOO_MANY_ATTEMPTS:
        live = await engine.programs.live(engine.store, shop)
        if live is not None and live is not prepared:
            # Refused by products of a moment ago; another process changed them since.
            return await _quote(engine, request, live)
    return answer


async def _quote(engine: Engine, request: _Request, prepared: Prepared) -> Quote | Rejection:
    shop, visitor = request.shop, request.visitor
    read = read_cart(request.cart, prepared.program, engine.limits, trusted=request.trusted)
    if isinstance(read, Rejection):
        return read
    guesses = guesses_of(engine, shop, visitor) if visitor is not None and read.codes else None
    if guesses is not None:
        counted = await admitted(engine, guesses, len(read.codes))
        if isinstance(counted, Rejection):
            return counted
        guesses = counted
    now = engine.clock.now()
    wanted = quote_needs(prepared, read, now)
    facts = await engine.store.load(shop, wanted, code_lookups(engine, shop, wanted), now)
    priced = quote(prepared, read, facts, now)
    if isinstance(priced, Quote):
        note_refusals(engine, shop, RefusedAt.QUOTE, priced.refusals, email=read.buyer.email)
    if guesses is not None and isinstance(priced, Quote):
        return await count_guesses(engine, guesses, wrong_codes(priced)) or priced
    return priced
