"""PINs of gift cards: hashed when they are typed, counted when they are wrong (SEC6, ADR 0080)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from engine.model.card import CardFact
from engine.model.cart import CardPin, Cart
from engine.model.facts import Facts
from engine.service.engine import Engine
from engine.service.guesses import DAY
from engine.values.code import canonical, pin_hash

LONGEST_TYPED = 64
"""Characters of a PIN that are looked at; what is longer is wrong."""


def with_pins(engine: Engine, shop: str, cart: Cart, typed: Iterable[tuple[str, str]]) -> Cart:
    """`cart` with the keyed hashes of the PINs that were `typed` for its gift cards, code and PIN each."""
    peppers = engine.keys.peppers.keys.values()
    pins = []
    for code, pin in typed:
        card = canonical(code[:LONGEST_TYPED])
        if card in cart.gift_cards and pin.strip():
            said = canonical(pin[:LONGEST_TYPED])
            hashes = tuple(pin_hash(pepper, shop, card, said) for pepper in peppers)
            pins.append(CardPin(code=card, hashes=hashes))
    return replace(cart, pins=tuple(pins)) if pins else cart


async def counted_pins(engine: Engine, shop: str, cart: Cart, facts: Facts) -> Cart:
    """`cart` without the PINs of cards at which too many wrong ones were tried: a right one is as good as none there.

    Each is counted before it is looked at and given back when it is right, so that many at once are no more guesses.
    """
    heard = []
    for pin in cart.pins:
        card = facts.gifts.by_code.get(pin.code)
        if card is None or not card.pin or await _admitted(engine, shop, card, pin.hashes):
            heard.append(pin)
    return replace(cart, pins=tuple(heard)) if cart.pins else cart


async def _admitted(engine: Engine, shop: str, card: CardFact, hashes: Sequence[str]) -> bool:
    # By the PIN: a new one is a new count, so staff can free a card that others have locked.
    key = (f"guess:{shop}:pin:{card.id}:{card.pin[:16]}", engine.limits.guesses.per_customer_day, DAY)
    now = engine.clock.now()
    if not await engine.store.take_attempts([key], now):
        return False
    if card.pin in hashes:
        await engine.store.take_attempts([key], now, -1)
    return True
