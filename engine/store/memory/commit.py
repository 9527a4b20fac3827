"""Performing a decision in memory: event id first, then every effect, or nothing at all."""

# ruff: noqa: PLR0913, PLR0917 - the signatures are those of the port

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from engine.model.cart import ORDER_MOVES
from engine.model.decision import Decision
from engine.model.effects import SaveOrder, UseCounter
from engine.model.events import Event
from engine.model.records import Actor, Committed, MintedCode, Receipt, StoredOrder
from engine.store.announcements import announcements_of
from engine.store.batch import Batch, batch_of, said_of, uses_of
from engine.store.memory.cards import perform_cards
from engine.store.memory.carts import record_recoveries, save_carts
from engine.store.memory.consent_ledger import record_consents, suppress_addresses
from engine.store.memory.contracts import change_contracts, create_contracts
from engine.store.memory.coupons import expire, issue
from engine.store.memory.customers import count_order, save_customer
from engine.store.memory.experiments import perform_experiments
from engine.store.memory.holds import release_ended
from engine.store.memory.list_readers import advance_enrolments, end_enrolments, enrol_readers
from engine.store.memory.offers import create_offers, move_offers
from engine.store.memory.outbox import note_deliveries, queue
from engine.store.memory.part import MemoryPart, write_audit
from engine.store.memory.receipts import keep_receipt, known_receipt
from engine.store.memory.redemptions import grant, redeem
from engine.store.memory.refunds import (
    record_refunds,
    return_counters,
    return_uses,
    revoke_unused,
    uncount_orders,
)
from engine.store.memory.sagas import move_sagas, start_sagas
from engine.store.memory.state import Counter, State, StoredEvent
from engine.store.memory.stats import count
from engine.store.memory.timers import start_timer
from engine.store.memory.webhook_announce import announce
from engine.store.port import Conflict, ReceiptMismatch


class Commits(MemoryPart):
    """The one path of everything that happens."""

    async def commit(
        self,
        shop: str,
        event: Event,
        decision: Decision,
        codes: Sequence[MintedCode],
        actor: Actor,
        receipt: Receipt | None,
        answer: bytes | None,
        now: datetime,
    ) -> Committed:
        """Store the event and perform every effect."""
        async with self._tx() as state:
            if repeated := _repeated(state, shop, event, receipt):
                return repeated
            batch = batch_of(decision)
            minted = {code.coupon_id: code for code in codes}
            expired = _perform(state, shop, batch, decision.revision, minted, actor, now)
            _undo(state, shop, batch, actor, now)
            perform_cards(state, shop, batch.cards, decision.revision, minted, actor, now)
            if said := said_of(event, batch):
                action, subject, detail = said
                write_audit(state, shop, now, actor, action, subject, **detail)
            announce(state, shop, event.id, announcements_of(event, batch, expired, decision.telling), now)
            outcome = Committed(
                repeated=False,
                revision=decision.revision,
                issued=tuple(batch.issued),
                quote=decision.quote,
                answer=answer,
            )
            state.events.put(
                (shop, event.id),
                StoredEvent(event=event, actor=actor, outcome=outcome, uses=uses_of(batch)),
            )
            if receipt:
                keep_receipt(state, shop, receipt, event_id=event.id, answer=answer)
            return outcome

    async def find_event(self, shop: str, event_id: str) -> Committed | None:
        """What the event led to, or None."""
        stored = self._state.events.get((shop, event_id))
        return replace(stored.outcome, repeated=True) if stored else None

    async def receipt_answer(self, shop: str, receipt: Receipt) -> bytes | None:
        """The stored answer of a key."""
        stored = known_receipt(self._state, shop, receipt)
        return stored.answer if stored else None


def _repeated(state: State, shop: str, event: Event, receipt: Receipt | None) -> Committed | None:
    """What the same key or the same event led to before."""
    known = known_receipt(state, shop, receipt) if receipt else None
    if receipt and known and known.event_id is None:
        raise ReceiptMismatch(receipt.key)  # it led to something else, such as a publication
    event_id = known.event_id if known and known.event_id else event.id
    stored = state.events.get((shop, event_id))
    if stored is None:
        return None
    if receipt and known is None:
        keep_receipt(state, shop, receipt, event_id=event_id, answer=stored.outcome.answer)
    return replace(stored.outcome, repeated=True)


def _perform(  # noqa: PLR0915 - one line per kind of row
    state: State,
    shop: str,
    batch: Batch,
    revision: int,
    codes: dict[str, MintedCode],
    actor: Actor,
    now: datetime,
) -> tuple[str, ...]:
    """Everything that comes about; the coupons that it ended."""
    for order in batch.orders:
        _save_order(state, shop, order, revision, now)
    for customer in batch.customers:
        count_order(state, shop, customer)
    for told in batch.told:
        save_customer(state, shop, told)
    issue(state, shop, batch.issued, revision, codes)
    redeem(state, shop, batch.redeemed, batch.is_test, now)
    grant(state, shop, batch.grants, batch.is_test)
    return_uses(state, shop, batch.returned, now)
    revoke_unused(state, shop, batch.revoked, actor, now)
    # What is given back first: a switch frees a limit and uses it again.
    return_counters(state, shop, batch.freed, now)
    for use in batch.counters:
        _use(state, shop, use, now)
    end_enrolments(state, shop, batch.lists.left)
    enrol_readers(state, shop, batch.lists.joined)
    advance_enrolments(state, shop, batch.lists.advanced)
    record_consents(state, shop, batch.lists.consents)
    suppress_addresses(state, shop, batch.lists.suppressed)
    note_deliveries(state, shop, batch.lists.delivered)
    queue(state, shop, batch.messages, revision, now)
    for timer in batch.timers:
        start_timer(state, shop, timer)
    expired = expire(state, shop, batch.expired, now)
    release_ended(state, shop, [effect.hold_id for effect in batch.released], now)
    create_contracts(state, shop, batch.contracts)
    change_contracts(state, shop, batch.changed_contracts)
    move_sagas(state, shop, batch.moved_sagas)
    start_sagas(state, shop, batch.sagas)
    create_offers(state, shop, batch.offers)
    move_offers(state, shop, batch.moved_offers)
    save_carts(state, shop, batch.carts)
    record_recoveries(state, shop, batch.recoveries)
    count(state, shop, batch.stats)
    perform_experiments(state, shop, batch.experiments)
    return expired


def _undo(state: State, shop: str, batch: Batch, actor: Actor, now: datetime) -> None:
    """What a refund gives back."""
    record_refunds(state, shop, batch.refunds, actor, now)
    uncount_orders(state, shop, batch.uncounted)


def _save_order(state: State, shop: str, saved: SaveOrder, revision: int, now: datetime) -> None:
    """Insert, or move along the graph of states; a move without a price keeps the stored one (I14)."""
    order = saved.order
    before = state.orders.get((shop, order.id))
    quote = saved.quote or (before.quote if before else None)
    was = before.order.state if before else order.state
    if quote is None or (was is not order.state and order.state not in ORDER_MOVES[was]):
        raise Conflict(order.id)
    state.orders.put(
        (shop, order.id), StoredOrder(order=order, quote=quote, revision=revision, recorded_at=now)
    )


def _use(state: State, shop: str, use: UseCounter, now: datetime) -> None:
    """Add to a counter; a window that has ended starts afresh, and so does the first one after a count in all."""
    before = state.counters.get((shop, use.key))
    ends = None if before is None else before.window_ends
    if before is None or (use.window_ends is not None if ends is None else ends <= now):
        before = Counter(used=0, window_ends=use.window_ends, ceiling=None)
    used = before.used + use.amount
    if use.limit is not None and used > use.limit:
        raise Conflict(f"{use.key.area}/{use.key.name}/{use.key.subject}")
    ends = None if use.window_ends is None else before.window_ends
    state.counters.put((shop, use.key), replace(before, used=used, window_ends=ends, ceiling=use.limit))
