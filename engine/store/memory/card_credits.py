"""What orders earned on gift cards, in memory."""

from collections.abc import Iterator

from engine.model.card import CardState, EarnedCredit
from engine.model.card_records import StoredCard
from engine.store.card_identity import first_lot
from engine.store.memory.part import of_shop
from engine.store.memory.state import State


def earned_credits(state: State, shop: str, order_id: str) -> tuple[EarnedCredit, ...]:
    """What is left of what an order earned on cards of its own, by card."""
    found = []
    for card in _of_order(state, shop, order_id):
        fact = card.fact
        _, lot = state.gifts.lots.get((shop, first_lot(fact.id)), ("", None))
        if fact.state is CardState.ACTIVE and lot and lot.remaining > 0:
            left = min(lot.remaining, fact.balance - fact.held)
            of_card = {
                "card_id": fact.id,
                "campaign": fact.campaign,
                "lot_id": lot.id,
                "budget": fact.terms.budget,
            }
            found.append(EarnedCredit(**of_card, left=left, held=lot.remaining - left))
    return tuple(sorted(found, key=lambda one: one.card_id))


def _of_order(state: State, shop: str, order_id: str) -> Iterator[StoredCard]:
    """Cards that rules gave for the order, not those that its refunds gave."""
    for card in of_shop(state.gifts.cards, shop):
        publication = state.gifts.publications.get((shop, card.publication_id))
        if publication is not None and publication.source_id == f"order:{order_id}":
            yield card
