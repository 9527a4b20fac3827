"""What a cart costs, and why; writes nothing but failed guesses of codes. Refused coupons are noted for later."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from engine.model.cart import Cart
from engine.model.decision import Problem, Rejection
from engine.model.hint import Hint, Near
from engine.model.quote import Quote
from engine.model.refused_use import RefusedAt
from engine.model.requests import CartRequest, Visitor
from engine.runtime.check_cart import check_cart
from engine.runtime.hints import hint_needs, hints, near_rules
from engine.runtime.needs import quote_needs
from engine.runtime.prepare import Prepared
from engine.runtime.quote import price
from engine.service.card_pins import counted_pins, with_pins
from engine.service.dealt_cart import dealt_cart
from engine.service.engine import Engine
from engine.service.guesses import admitted, count_guesses, guesses_of, wrong_codes
from engine.service.note_shown import note_shown
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
    with_hints: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A price, and what the cart is near."""

    quote: Quote
    hints: tuple[Hint, ...] = ()


async def quote_cart(
    engine: Engine, shop: str, cart: CartRequest, *, trusted: bool, visitor: Visitor | None = None
) -> Quote | Rejection:
    """The price alone; see `quote_with_hints`."""
    answer = await quote_with_hints(engine, shop, cart, trusted=trusted, visitor=visitor, wanted=False)
    return answer.quote if isinstance(answer, Quoted) else answer


async def quote_with_hints(
    engine: Engine,
    shop: str,
    cart: CartRequest,
    *,
    trusted: bool,
    visitor: Visitor | None = None,
    wanted: bool = True,
) -> Quoted | Rejection:
    """Price `cart` now, with hints if `wanted`; the first price that an experiment shapes is noted (ADR 0075).

    An untrusted caller (a browser) pays catalogue prices and is counted when it guesses codes. One statement, and two
    for the limits, which run only when a visitor sends codes; hints cost none.
    """
    prepared = await engine.programs.recent(engine.store, shop, engine.clock.now())
    if prepared is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("shop",))
    request = _Request(shop=shop, cart=cart, trusted=trusted, visitor=visitor, with_hints=wanted)
    answer = await _quote(engine, request, prepared)
    if isinstance(answer, Rejection) and answer.problem is not Problem.TOO_MANY_ATTEMPTS:
        live = await engine.programs.live(engine.store, shop)
        if live is not None and live is not prepared:
            # Refused by products of a moment ago; another process changed them since.
            return await _quote(engine, request, live)
    return answer


async def _quote(engine: Engine, request: _Request, prepared: Prepared) -> Quoted | Rejection:
    shop, visitor = request.shop, request.visitor
    read = read_cart(request.cart, prepared.program, engine.limits, trusted=request.trusted)
    if isinstance(read, Rejection):
        return read
    read = with_pins(engine, shop, read, request.cart.pins)
    tried = len(read.codes) + len(read.gift_cards)
    guesses = guesses_of(engine, shop, visitor) if visitor is not None and tried else None
    if guesses is not None:
        counted = await admitted(engine, guesses, tried)
        if isinstance(counted, Rejection):
            return counted
        guesses = counted
    now = engine.clock.now()
    if (rejection := check_cart(read, prepared.program.catalog)) is not None:
        return rejection
    dealt = await dealt_cart(engine, shop, prepared, read, now)
    # What has to be known does not depend on the arm; what acts does.
    widest, prepared = prepared.widest, dealt.rules
    found = await _near(prepared, read, now) if request.with_hints else ()
    wanted = tuple(dict.fromkeys((*quote_needs(widest, read, now), *hint_needs(widest, found, now))))
    facts = await engine.store.load(shop, wanted, code_lookups(engine, shop, wanted), now)
    read = await counted_pins(engine, shop, read, facts)
    pricing = price(prepared, read, facts, now)
    quoted = Quoted(quote=pricing.quote, hints=hints(prepared, found, pricing, facts))
    await note_shown(engine, shop, tuple(dealt.shown(read, facts, now, pricing.quote)), visitor)
    note_refusals(engine, shop, RefusedAt.QUOTE, quoted.quote.refusals, email=read.buyer.email)
    if guesses is not None:
        return await count_guesses(engine, guesses, wrong_codes(quoted.quote)) or quoted
    return quoted


async def _near(prepared: Prepared, cart: Cart, now: datetime) -> tuple[Near, ...]:
    """What the cart may be near; the first to ask waits for an index, in a thread of its own."""
    if not prepared.near.ready:
        await asyncio.to_thread(prepared.near.build)
    return near_rules(prepared, cart, now)
