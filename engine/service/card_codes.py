"""Codes and PINs of gift cards: derived while somebody is entitled to look, found by what is typed (SEC2-4, SEC8)."""

from engine.model.card import CardNeed
from engine.model.card_records import StoredCard
from engine.service.engine import Engine
from engine.service.seal_code import unseal_code
from engine.service.take import code_lookups
from engine.values.code import canonical, derive_pattern, derive_pin
from engine.values.masked_code import DOT


def card_code(engine: Engine, shop: str, card: StoredCard) -> str:
    """The code as it is printed. Raises KeyError when its key is not on the ring any more."""
    if card.sealed:
        return unseal_code(engine.keys, shop, card.fact.id, card.sealed, card.key_id)
    key = engine.keys.codes.key(card.key_id)
    return derive_pattern(key, shop, card.fact.id, card.attempt, card.pattern.text)


def card_pin(engine: Engine, shop: str, card: StoredCard) -> str:
    """The PIN; empty: it has none, or only its owner knows it. Raises KeyError when its key is gone."""
    if not card.pin_draw:
        return ""
    key = engine.keys.codes.key(card.key_id)
    return derive_pin(key, shop, card.fact.id, card.pin_draw, card.fact.terms.pin)


def masked_card(card: StoredCard) -> str:
    """`••••••••1937`: what may be seen of the code."""
    length = len(canonical(card.pattern.text.replace("*", "0").replace("#", "0")))
    return DOT * max(0, length - len(card.last_four)) + card.last_four


async def card_by_code(engine: Engine, shop: str, code: str) -> StoredCard | None:
    """The card of a code as somebody types it or reads it out."""
    need = CardNeed(code=canonical(code))
    facts = await engine.store.load(shop, [need], code_lookups(engine, shop, [need]), engine.clock.now())
    fact = facts.gifts.by_code.get(need.code)
    found = () if fact is None else await engine.store.cards_by_id(shop, [fact.id])
    return found[0] if found else None
