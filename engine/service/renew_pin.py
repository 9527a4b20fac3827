"""Staff give a gift card a new PIN, in place of one that was lost, seen by others, or tried too often."""

from dataclasses import replace

from engine.model.decision import OTHER_REQUEST, Problem, Rejection
from engine.model.records import Actor, Receipt
from engine.service.card_codes import card_code, card_pin
from engine.service.engine import Engine
from engine.service.found_card import find_card, no_such_card, state_forbids
from engine.store.port import ReceiptMismatch
from engine.values.code import canonical, pin_hash

LONGEST_REASON = 1_000


async def renew_pin(
    engine: Engine, shop: str, card_id: str, *, reason: str, actor: Actor, receipt: Receipt | None = None
) -> str | Rejection:
    """A new PIN in place of one that was lost, seen by others or tried too often; the old one pays nothing any more.

    CARD_REFUSED when the card has none, STATE_NOT_ALLOWED when it is over.
    """
    if not 1 <= len(reason.strip()) <= LONGEST_REASON:
        return Rejection(problem=Problem.TEXT_INVALID, path=("reason",))
    card = await find_card(engine, shop, card_id)
    if card is None:
        return no_such_card(card_id)
    if not card.fact.pin:
        return Rejection(problem=Problem.CARD_REFUSED, path=("card_id",), args=(("reason", "no_pin"),))
    try:
        code = card_code(engine, shop, card)
        renewed = replace(card, pin_draw=card.pin_draw + 1)
        pin = card_pin(engine, shop, renewed)
    except KeyError:
        return Rejection(problem=Problem.CARD_REFUSED, path=("card_id",), args=(("reason", "key_gone"),))
    kept = pin_hash(engine.keys.peppers.key(), shop, canonical(code), pin)
    now = engine.clock.now()
    try:
        done = await engine.store.renew_card_pin(
            shop, card_id, kept, renewed.pin_draw, reason, actor, now, receipt
        )
    except ReceiptMismatch:
        return OTHER_REQUEST
    card = await find_card(engine, shop, card_id)
    if card is None or not done:
        return no_such_card(card_id) if card is None else state_forbids(card)
    return card_pin(engine, shop, card)  # as stored: a repeat of the request gives what the first one gave
