"""Performing a decision in SQL: event id first, then each kind of row by one statement, however many rules matched."""

# ruff: noqa: PLR0913, PLR0917 - the signatures are those of the port

from collections.abc import Mapping, Sequence
from datetime import datetime

from engine.model.decision import Decision
from engine.model.events import Event
from engine.model.records import Actor, Committed, MintedCode, Receipt, Timer
from engine.store.announcements import announcements_of
from engine.store.batch import Batch, batch_of, said_of
from engine.store.failpoints import failpoint
from engine.store.list_batch import ListBatch
from engine.store.sql.card_perform import perform_cards
from engine.store.sql.carts import record_recoveries, save_carts
from engine.store.sql.consent_ledger import record_consents, suppress_addresses
from engine.store.sql.contracts import change_contracts, create_contracts
from engine.store.sql.counters import use_counters
from engine.store.sql.coupons import expire, issue
from engine.store.sql.customers import count_orders, save_customers
from engine.store.sql.database import Tx
from engine.store.sql.events import Stored, answer_of, event_row, read_event, store_event
from engine.store.sql.experiments import perform_experiments
from engine.store.sql.holds import release_ended
from engine.store.sql.list_readers import advance_enrolments, end_enrolments, enrol_readers
from engine.store.sql.offers import create_offers, move_offers
from engine.store.sql.orders import save_orders
from engine.store.sql.outbox import note_deliveries, queue
from engine.store.sql.part import SqlPart, write_audit
from engine.store.sql.receipts import FIND, event_of_key, find_receipt, keep_receipt, read_receipt
from engine.store.sql.redemptions import redeem, write_down
from engine.store.sql.refunds import (
    record_refunds,
    return_counters,
    return_uses,
    revoke_unused,
    uncount_orders,
)
from engine.store.sql.sagas import move_sagas, start_sagas
from engine.store.sql.stats import count
from engine.store.sql.timers import settle_timers, start_timers
from engine.store.sql.webhook_announce import announce


class _ServedBefore(Exception):
    """The idempotency key led to an event before; nothing of this transaction stays."""

    def __init__(self, event_id: str) -> None:
        super().__init__(event_id)
        self.event_id = event_id


class Commits(SqlPart):
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
        batch = batch_of(decision)
        row = event_row(shop, event, decision, batch, actor, answer, now)
        minted = {code.coupon_id: code for code in codes}

        async def store(tx: Tx) -> str | None:
            """The event that was stored before, if one was."""
            stored = await store_event(tx, row)
            if stored is Stored.KNOWN:
                return await _known_event(tx, shop, receipt, event.id, now)
            if receipt and not await keep_receipt(tx, shop, receipt, event.id, answer, now):
                raise _ServedBefore(event_of_key(await find_receipt(tx, shop, receipt), receipt))
            expired = await perform(tx, shop, event.id, batch, decision, minted, actor, now)
            await _undo(tx, shop, batch, actor, now)
            await perform_cards(tx, shop, batch.cards, decision.revision, minted, actor, now)
            if said := said_of(event, batch):
                await write_audit(tx, shop, now, actor, *said)
            if stored is Stored.HEARD:
                await announce(
                    tx, shop, event.id, announcements_of(event, batch, expired, decision.telling), now
                )
            failpoint("commit.before")
            return None

        try:
            known = await self._db.write(store)
        except _ServedBefore as before:
            known = before.event_id
        failpoint("commit.after")
        if known is not None:
            return await self._repeated(shop, known)
        return Committed(
            repeated=False,
            revision=decision.revision,
            issued=tuple(batch.issued),
            quote=decision.quote,
            answer=answer,
        )

    async def find_event(self, shop: str, event_id: str) -> Committed | None:
        """What the event led to, or None."""
        return await read_event(self._db, shop, event_id)

    async def receipt_answer(self, shop: str, receipt: Receipt) -> bytes | None:
        """The stored answer of a key."""
        known = read_receipt(await self._db.read(FIND, shop, receipt.key), receipt)
        return known.answer if known else None

    async def _repeated(self, shop: str, event_id: str) -> Committed:
        stored = await self.find_event(shop, event_id)
        if stored is None:
            raise LookupError(event_id)  # keys and events are stored together and never removed
        return stored


async def _known_event(tx: Tx, shop: str, receipt: Receipt | None, event_id: str, now: datetime) -> str:
    """The event that a repeat gets: what its key led to, else the event itself, which the key from now on leads to.

    Raises ReceiptMismatch.
    """
    if receipt is None or await keep_receipt(
        tx, shop, receipt, event_id, await answer_of(tx, shop, event_id), now
    ):
        return event_id
    return event_of_key(await find_receipt(tx, shop, receipt), receipt)


async def perform(
    tx: Tx,
    shop: str,
    event_id: str,
    batch: Batch,
    decision: Decision,
    codes: Mapping[str, MintedCode],
    actor: Actor,
    now: datetime,
    fired: Sequence[Timer] = (),
) -> tuple[str, ...]:
    """Everything that comes about, `fired` timers that end by it included; the coupons that it ended."""
    # An offer first: of two that press and close at once, the second waits here and holds nothing else.
    await move_offers(tx, shop, batch.moved_offers)
    await change_contracts(tx, shop, batch.changed_contracts)
    await move_sagas(tx, shop, batch.moved_sagas)
    await start_sagas(tx, shop, batch.sagas)
    await save_orders(tx, shop, batch.orders, event_id, decision.revision, now)
    await count_orders(tx, shop, batch.customers)
    await save_customers(tx, shop, batch.told)
    await issue(tx, shop, batch.issued, decision.revision, codes)
    await redeem(tx, shop, batch.redeemed, now)
    await write_down(tx, shop, batch.redeemed, batch.grants, batch.is_test)
    await return_uses(tx, shop, batch.returned, now)
    await revoke_unused(tx, shop, batch.revoked, actor, now)
    # What is given back first: a switch frees a limit and uses it again.
    await return_counters(tx, shop, batch.freed, now)
    await use_counters(tx, shop, batch.counters, now)
    await _perform_lists(tx, shop, batch.lists)
    await queue(tx, shop, batch.messages, decision.revision, now)
    await start_timers(tx, shop, batch.timers)
    expired = await expire(tx, shop, batch.expired, now)
    await release_ended(tx, shop, batch.released, now)
    await create_contracts(tx, shop, batch.contracts)
    await create_offers(tx, shop, batch.offers)
    # Timers before carts, as a storefront that saves a cart: the other way round the two would lock crosswise.
    await settle_timers(tx, shop, fired, now)
    await save_carts(tx, shop, batch.carts)
    await record_recoveries(tx, shop, batch.recoveries)
    await count(tx, shop, batch.stats)
    await perform_experiments(tx, shop, batch.experiments)
    return expired


async def _perform_lists(tx: Tx, shop: str, lists: ListBatch) -> None:
    """What happens to readers of lists, and to what people agreed to."""
    await end_enrolments(tx, shop, lists.left)
    await enrol_readers(tx, shop, lists.joined)
    await advance_enrolments(tx, shop, lists.advanced)
    await record_consents(tx, shop, lists.consents)
    await suppress_addresses(tx, shop, lists.suppressed)
    await note_deliveries(tx, shop, lists.delivered)


async def _undo(tx: Tx, shop: str, batch: Batch, actor: Actor, now: datetime) -> None:
    """What a refund gives back."""
    await record_refunds(tx, shop, batch.refunds, actor, now)
    await uncount_orders(tx, shop, batch.uncounted)
