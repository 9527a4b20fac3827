"""The check of invariants finds work that nothing will end any more, and effects that lost their cause (I1-I35)."""

from typing import Any

import pytest

from engine.model.data_subject import DataSubject
from engine.model.effects import CreateOffer, RecordRecovery, StartTimer
from engine.model.events import TimerKind
from engine.model.saved_cart import CartStep, Recovery
from engine.store.memory import MemoryStore
from engine.store.memory.table import Table
from engine.store.port import Store
from engine.store.sql.store import SqlStore
from tests.store.builders import ME, NOW, OTHER, SHOP, after, commit, give_coupon, prepare, send
from tests.store.gifts import give_card
from tests.store.test_carts import keep, left_cart
from tests.store.test_guards import change
from tests.store.test_offers import offer
from tests.store.webhooks import add


async def work_of_every_kind(store: Store) -> None:
    """Holds, an offer that waits, a webhook on its way, an order that a reminder brought, an erasure that runs."""
    await add(store)
    await give_coupon(store)
    await store.hold(SHOP, "c1", "cart", None, after(minutes=15), NOW)
    await give_card(store)
    await store.hold_card(SHOP, "g1", "cart", 100, None, None, after(minutes=15), NOW)
    made = offer()
    due = StartTimer(kind=TimerKind.OFFER_DEADLINE, subject=made.id, due=made.show_until)
    await commit(store, CreateOffer(offer=made), due, event="offers")
    cart = left_cart()
    await keep(store, cart)
    await commit(store, send("to the cart", cart_id=cart.id), event="reminds")
    for message in await store.claim_messages(NOW, after(minutes=1), 10):
        await store.hand_over(message, NOW, after(minutes=1))
    brought = Recovery(
        order_id="o9",
        cart_id=cart.id,
        rule="r",
        left=CartStep.CONFIRM,
        assisted=False,
        amount=1900,
        at=NOW,
    )
    await commit(store, RecordRecovery(recovery=brought), event="brings back")
    await store.begin_erasure(SHOP, "x1", DataSubject(emails=("gone@x.jp",)), [], "asked", ME, NOW)


FOUND = {
    "I1: hold": "UPDATE timers SET next_at = NULL WHERE kind = 'hold_expiry'",
    "money of a gift card": "DELETE FROM timers WHERE kind = 'card_hold_expiry'",
    "I1: offer f1": "DELETE FROM timers WHERE kind = 'offer_deadline'",
    "I28: webhook delivery": "DELETE FROM webhook_events",
    "I30: order o9": "UPDATE messages SET handover_at = NULL",
    "I35: erasure x1": "UPDATE erasures SET subject = ''",
}


@pytest.mark.parametrize(("found", "statement"), FOUND.items(), ids=FOUND.keys())
async def test_what_will_never_end_and_what_has_no_cause_is_found(
    sql_store: SqlStore, found: str, statement: str
) -> None:
    await work_of_every_kind(sql_store)
    assert await sql_store.check_invariants(None, NOW) == ()
    await change(sql_store, statement)
    sentences = await sql_store.check_invariants(SHOP, NOW)
    assert any(found in sentence for sentence in sentences), sentences
    assert await sql_store.check_invariants(OTHER, NOW) == ()


async def test_the_memory_store_finds_it_too() -> None:
    store = MemoryStore()
    await prepare(store)
    await work_of_every_kind(store)
    assert await store.check_invariants(None, NOW) == ()
    state = store._state
    tables: tuple[Table[Any, Any], ...] = (
        state.timers,
        state.webhook_events,
        state.messages,
        state.persons.subjects,
    )
    for table in tables:
        for key in list(table):
            table.drop(key)
    sentences = await store.check_invariants(None, NOW)
    assert [one for one in FOUND if not any(one in sentence for sentence in sentences)] == []
