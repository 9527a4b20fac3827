"""PostgreSQL: who ends a card and who holds or pays with it lock in one order; nobody waits for statistics."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from engine.model.card import CardState
from engine.store.port import Conflict
from engine.store.sql.store import SqlStore
from tests.conftest import NewDatabase
from tests.store.builders import NOW, SHOP, after, prepare
from tests.store.conftest import opened
from tests.store.gifts import ENDS, card_of, expire, give_card, happens

HOLDS_OF_A_CART = """
    UPDATE card_holds SET until = until WHERE shop = $1 AND card_id = 'g1' AND cart_token = 'cart' AND state = 'live'
"""
"""What `hold_card` and a payment write first."""

CARD = "UPDATE gift_cards SET held = held WHERE shop = $1 AND id = 'g1'"
"""What they write next."""

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
