"""Looking for work that nothing will end any more, and for what lost its cause, in memory (reliability §5)."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from engine.model.data_subject import ErasureState
from engine.model.events import TimerKind
from engine.model.offer_instance import OfferState
from engine.model.records import HoldState
from engine.store.memory.part import of_shop
from engine.store.memory.state import State

OPEN_OFFERS = frozenset({OfferState.DECIDED, OfferState.SHOWN})


def check_work(state: State, shop: str, _now: datetime) -> Iterator[tuple[str, str]]:
    """Invariant and subject of what is broken."""
    holds = (one.id for one in of_shop(state.holds, shop) if one.state is HoldState.LIVE)
    yield from (("I1 hold", one) for one in _endless(state, shop, TimerKind.HOLD_EXPIRY, holds))
    card_holds = (one.id for one in of_shop(state.gifts.holds, shop) if one.state is HoldState.LIVE)
    yield from (
        ("I1 card hold", one) for one in _endless(state, shop, TimerKind.CARD_HOLD_EXPIRY, card_holds)
    )
    offers = (one.id for one in of_shop(state.offers, shop) if one.progress.state in OPEN_OFFERS)
    yield from (("I1 offer", one) for one in _endless(state, shop, TimerKind.OFFER_DEADLINE, offers))
    for delivery in of_shop(state.webhook_deliveries, shop):
        if (shop, delivery.event_id) not in state.webhook_events:
            yield "I28", delivery.id
    yield from _recoveries(state, shop)
    for erasure in of_shop(state.persons.erasures, shop):
        if (erasure.state is ErasureState.DONE) is ((shop, erasure.id) in state.persons.subjects):
            yield "I35", erasure.id


def _endless(state: State, shop: str, kind: TimerKind, subjects: Iterable[str]) -> Iterator[str]:
    """Those that no waiting timer will end."""
    for subject in subjects:
        timer = state.timers.get((shop, kind, subject))
        if timer is None or timer.next_at is None:
            yield subject


def _recoveries(state: State, shop: str) -> Iterator[tuple[str, str]]:
    """A link brings nobody back that no message carried out."""
    carried = {
        row.message.order.cart_id for row in of_shop(state.messages, shop) if row.handover_at is not None
    }
    known = {cart.id for cart in of_shop(state.carts, shop)}
    for one in of_shop(state.recoveries, shop):
        if not one.assisted and one.cart_id in known - carried:
            yield "I30 recovery", one.order_id
