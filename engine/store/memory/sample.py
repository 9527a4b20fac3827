"""Sample data in memory."""

from collections.abc import Iterator
from datetime import datetime

from engine.model.events import OrderRecorded, TimerKind
from engine.model.records import Actor, Committed, StatRow
from engine.model.sample import Sample, is_sample_order
from engine.store.identity import sample_lookup
from engine.store.memory.part import MemoryPart, write_audit
from engine.store.memory.state import MessageRow, State, StoredEvent, TimerRow
from engine.store.memory.table import Table


class Samples(MemoryPart):
    """Adding and removing."""

    async def add_sample(self, shop: str, sample: Sample, actor: Actor, now: datetime) -> bool:
        """Add a sample."""
        async with self._tx() as state:
            if shop in state.samples:
                return False
            write_audit(state, shop, now, actor, "sample data added", shop, orders=str(len(sample.orders)))
            state.samples.put(shop, sample)
            _insert(state, shop, sample, actor)
            _add_figures(state, shop, sample.figures)
            return True

    async def remove_sample(self, shop: str, actor: Actor, now: datetime) -> bool:
        """Remove what was added."""
        async with self._tx() as state:
            sample = state.samples.get(shop)
            if sample is None:
                return False
            write_audit(state, shop, now, actor, "sample data removed", shop)
            for table, key in list(_rows(state, shop, sample)):
                if key in table:
                    table.drop(key)
            for key, row in list(state.messages.items()):
                if key[0] == shop and is_sample_order(row.message.order.order_id):
                    state.messages.drop(key)
            _take_figures(state, shop, sample.figures)
            state.samples.drop(shop)
            return True

    async def has_sample(self, shop: str) -> bool:
        """Whether there is any."""
        return shop in self._state.samples


def _insert(state: State, shop: str, sample: Sample, actor: Actor) -> None:
    for stored in sample.orders:
        order = stored.order
        event = OrderRecorded(id=order.id, at=stored.recorded_at, order=order)
        outcome = Committed(repeated=False, revision=stored.revision, quote=stored.quote)
        state.events.put((shop, order.id), StoredEvent(event=event, actor=actor, outcome=outcome, uses=()))
        state.orders.put((shop, order.id), stored)
    for coupon in sample.coupons:
        fact = coupon.fact
        state.coupons.put((shop, fact.id), coupon)
        state.lookups.put((shop, sample_lookup(fact.id)), fact.id)
        if fact.valid_until is not None:
            row = TimerRow(id=f"sample {fact.id}", due=fact.valid_until, next_at=None)
            state.timers.put((shop, TimerKind.COUPON_EXPIRY, fact.id), row)
    for use in sample.redemptions:
        state.redemptions.put((shop, use.id), use)
    for message in sample.messages:
        state.messages.put((shop, message.id), MessageRow(message=message, next_at=None))
    for mail in sample.mails:
        state.inbox.put((shop, mail.id), mail)


def _rows(state: State, shop: str, sample: Sample) -> Iterator[tuple[Table[object, object], object]]:
    tables: list[tuple[object, object]] = []
    for stored in sample.orders:
        tables += [(state.events, (shop, stored.order.id)), (state.orders, (shop, stored.order.id))]
    for coupon in sample.coupons:
        identity = coupon.fact.id
        tables += [
            (state.coupons, (shop, identity)),
            (state.lookups, (shop, sample_lookup(identity))),
            (state.timers, (shop, TimerKind.COUPON_EXPIRY, identity)),
        ]
    tables += [(state.redemptions, (shop, use.id)) for use in sample.redemptions]
    tables += [(state.messages, (shop, message.id)) for message in sample.messages]
    tables += [(state.inbox, (shop, mail.id)) for mail in sample.mails]
    yield from tables  # type: ignore[misc]


def _add_figures(state: State, shop: str, figures: tuple[StatRow, ...]) -> None:
    for row in figures:
        key = (shop, row.rule, row.day, row.metric)
        state.figures.put(key, state.figures.get(key, 0) + row.amount)


def _take_figures(state: State, shop: str, figures: tuple[StatRow, ...]) -> None:
    for row in figures:
        key = (shop, row.rule, row.day, row.metric)
        left = state.figures.get(key, 0) - row.amount
        if left:
            state.figures.put(key, left)
        elif key in state.figures:
            state.figures.drop(key)
