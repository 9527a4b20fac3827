"""PostgreSQL: whoever writes the same rows locks them in one order; nobody waits for statistics."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from engine.model.card import CardState
from engine.model.decision import Decision
from engine.model.effects import SaveCart, StartTimer
from engine.model.events import TimerCame, TimerKind
from engine.model.facts import CartsNeed
from engine.model.records import Timer
from engine.store.port import Conflict
from engine.store.sql.store import SqlStore
from engine.store.timer_port import FiredTimer
from tests.conftest import NewDatabase
from tests.store.builders import ME, NOW, SHOP, after, commit, prepare
from tests.store.conftest import opened
from tests.store.gifts import ENDS, card_of, expire, give_card, happens
from tests.store.test_carts import left_cart

HOLDS_OF_A_CART = """
    UPDATE card_holds SET until = until WHERE shop = $1 AND card_id = 'g1' AND cart_token = 'cart' AND state = 'live'
"""
"""What `hold_card` and a payment write first."""

CARD = "UPDATE gift_cards SET held = held WHERE shop = $1 AND id = 'g1'"
"""What they write next."""

TIMER_OF_A_CART = "UPDATE timers SET due = due WHERE shop = $1 AND kind = 'cart' AND subject = 't1'"
"""What a storefront that saves a cart writes first."""

CART = "UPDATE carts SET total = total WHERE shop = $1 AND token = 't1'"
"""What it writes next."""

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@pytest.fixture
async def url(new_pg_database: NewDatabase) -> str:
    """A PostgreSQL database, whatever the dialect of this run."""
    return await new_pg_database()


@pytest.fixture
async def store(url: str, migrated_file: Path) -> AsyncIterator[SqlStore]:
    async with opened(url, migrated_file) as store:
        await prepare(store)
        yield store


@pytest.fixture
async def other(
    url: str,
    store: SqlStore,
) -> AsyncIterator[asyncpg.Connection]:
    """A second connection, which waits for a lock a quarter of a second at most."""
    connection = await asyncpg.connect(url, server_settings={"lock_timeout": "250"})
    try:
        yield connection
    finally:
        await connection.close()


async def somebody_waits(connection: asyncpg.Connection) -> None:
    async with asyncio.timeout(60):
        while not await connection.fetchval(WAITING):  # noqa: ASYNC110 - the server tells nobody
            await asyncio.sleep(0.01)


async def test_the_end_of_a_card_and_a_payment_that_has_begun_do_not_lock_crosswise(
    store: SqlStore, other: asyncpg.Connection
) -> None:
    await give_card(store, amount=5000)
    await store.hold_card(SHOP, "g1", "cart", 1000, None, None, after(minutes=15), NOW)
    async with other.transaction():
        await other.execute(HOLDS_OF_A_CART, SHOP)
        ending = asyncio.create_task(happens(store, expire(at=ENDS), event="ends", now=ENDS))
        await somebody_waits(other)
        await other.execute(CARD, SHOP)  # waits for nobody: the other one has not got the card yet
    await ending
    card = await card_of(store, now=ENDS)
    assert (card.state, card.balance, card.held) == (CardState.EXPIRED, 0, 0)
    assert await store.check_invariants(None, ENDS) == ()


async def test_a_hold_that_comes_while_a_card_ends_ends_with_it(
    store: SqlStore, other: asyncpg.Connection
) -> None:
    await give_card(store, amount=5000)
    insert = (
        "INSERT INTO card_holds (shop, id, card_id, cart_token, amount, until, state) "
        "VALUES ($1, 'late', 'g1', 'late cart', 700, 9000000000000000, 'live')"
    )
    async with other.transaction():
        await other.execute("UPDATE gift_cards SET held = 700 WHERE shop = $1 AND id = 'g1'", SHOP)
        await other.execute(insert, SHOP)
        ending = asyncio.create_task(end_after_all(store))
        await somebody_waits(other)
    await ending
    card = await card_of(store, now=ENDS)
    assert (card.state, card.balance, card.held) == (CardState.EXPIRED, 0, 0)
    assert await store.check_invariants(None, ENDS) == ()


async def end_after_all(store: SqlStore) -> None:
    """End the card; a hold that came in between is a Conflict, after which `take` tries again."""
    with pytest.raises(Conflict):
        await happens(store, expire(at=ENDS), event="ends", now=ENDS)
    await happens(store, expire(at=ENDS), event="ends", now=ENDS)


async def test_statistics_are_renewed_while_another_one_renews_them(
    store: SqlStore, other: asyncpg.Connection
) -> None:
    await give_card(store)
    async with other.transaction():
        await other.execute(
            "LOCK TABLE gift_cards IN SHARE UPDATE EXCLUSIVE MODE"
        )  # as ANALYZE and VACUUM do
        await store.refresh_statistics()  # leaves that table to the other one
    await store.refresh_statistics()
    known = await other.fetch("SELECT relname FROM pg_class WHERE reltuples > 0")
    assert "gift_cards" in {row[0] for row in known}


async def test_carts_that_are_looked_at_together_and_one_that_is_saved_meanwhile_do_not_lock_crosswise(
    store: SqlStore, other: asyncpg.Connection
) -> None:
    tokens = ("t1", "t2")
    for token in tokens:
        look = StartTimer(kind=TimerKind.CART, subject=token, due=NOW)
        await commit(store, SaveCart(cart=left_cart(token)), look, event=f"left {token}")
    timers = await store.claim_timers(NOW, after(seconds=30), 10)
    fired = [looked_at(one) for one in sorted(timers, key=lambda one: one.subject)]
    async with other.transaction():
        await other.execute(TIMER_OF_A_CART, SHOP)
        looking = asyncio.create_task(store.commit_timers(SHOP, fired, ME, NOW))
        await somebody_waits(other)
        await other.execute(CART, SHOP)  # waits for nobody: the others have not got the cart yet
    await looking
    carts = await store.load(SHOP, [CartsNeed(token=token) for token in tokens], (), NOW)
    assert [2, 2] == [cart.version for cart in carts.carts.values()]
    assert await store.next_due() is None


def looked_at(timer: Timer) -> FiredTimer:
    """The last look at a cart: nothing starts its timer again."""
    event = TimerCame(id=f"looked {timer.id}", at=NOW, kind=timer.kind, subject=timer.subject, due=timer.due)
    effects = (SaveCart(cart=left_cart(timer.subject, version=2)),)
    return FiredTimer(timer=timer, event=event, decision=Decision(revision=1, effects=effects))
