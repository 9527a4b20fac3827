"""Where an offer may go in one event; both kinds of store refuse any other move (I14)."""

from collections.abc import Mapping

from engine.model.offer_instance import OFFER_MOVES, OfferState


def _reached(state: OfferState) -> frozenset[OfferState]:
    """Staying, the moves of the graph, and what a press or a close reaches without a beacon: through SHOWN."""
    through = OFFER_MOVES[OfferState.SHOWN] if OfferState.SHOWN in OFFER_MOVES[state] else frozenset()
    return OFFER_MOVES[state] | through | {state}


REACHED: Mapping[OfferState, frozenset[OfferState]] = {state: _reached(state) for state in OfferState}


def states_before(state: OfferState) -> tuple[OfferState, ...]:
    """From where an offer may come to `state`."""
    return tuple(before for before in OfferState if state in REACHED[before])
