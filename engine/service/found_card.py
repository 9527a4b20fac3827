"""A gift card that somebody names, and what is said when there is none or its state forbids what is asked."""

from engine.model.card_records import StoredCard
from engine.model.decision import Problem, Rejection
from engine.service.engine import Engine


async def find_card(engine: Engine, shop: str, card_id: str) -> StoredCard | None:
    """The card, or None."""
    found = await engine.store.cards_by_id(shop, [card_id])
    return found[0] if found else None


def no_such_card(card_id: str) -> Rejection:
    """NOT_FOUND for a card."""
    return Rejection(problem=Problem.NOT_FOUND, path=("card_id",), args=(("id", card_id),))


def state_forbids(card: StoredCard, field: str = "card_id") -> Rejection:
    """STATE_NOT_ALLOWED; `args` say the state, or that some of the card is held."""
    state = "held" if card.fact.held else card.fact.state.value
    return Rejection(problem=Problem.STATE_NOT_ALLOWED, path=(field,), args=(("state", state),))
