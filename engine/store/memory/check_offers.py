"""Looking for broken invariants of offers in memory."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from engine.model.effects import Metric
from engine.model.events import OfferAccepted
from engine.store.memory.part import of_shop
from engine.store.memory.state import State
from engine.store.offer_checks import OfferRow, broken_figures, broken_offers
from engine.store.sentences import GRACE


def check_offers(state: State, shop: str, now: datetime) -> Iterator[tuple[str, str]]:
    """Invariant and subject of what is broken."""
    offers = [
        OfferRow(
            id=one.id,
            rule=one.rule,
            test=one.test,
            state=one.progress.state,
            shown=one.progress.shown_at is not None,
            presses=one.progress.presses,
            amount=one.first * one.progress.quantity,
            failure=one.progress.failure,
        )
        for one in of_shop(state.offers, shop)
    ]
    pressed = Counter(
        stored.event.offer_id
        for stored in of_shop(state.events, shop)
        if isinstance(stored.event, OfferAccepted)
    )
    sagas = {saga.state.id: saga.state for saga in of_shop(state.sagas, shop)}
    charges = {charge.key: charge for charge in of_shop(state.charges, shop)}
    yield from broken_offers(offers, pressed, sagas, charges)
    yield from broken_figures(offers, _stats(state, shop))
    for saga in of_shop(state.sagas, shop):
        if saga.next_at is not None and saga.next_at + GRACE < now:
            yield "I3 saga", saga.state.id


def _stats(state: State, shop: str) -> Counter[tuple[str, Metric]]:
    stats: Counter[tuple[str, Metric]] = Counter()
    for (owner, rule, _, metric), amount in state.figures.items():
        if owner == shop:
            stats[rule, metric] += amount
    for owner, row in state.deltas.values():
        if owner == shop:
            stats[row.rule, row.metric] += row.amount
    return stats
