"""Hints between processes: passed on where the store can, gathered, and never needed."""

import asyncio
from contextlib import aclosing

import asyncpg
import pytest

from engine.drivers import change_relay
from engine.drivers.change_relay import relaying_changes
from engine.service.changes import Topic, rules_topic
from engine.service.engine import Engine
from engine.service.follow import Pace, follow
from engine.store.connect import open_store
from tests.conftest import NewDatabase
from tests.service.shop import make_engine
from tests.support import servers

PATIENCE = 60
NO_SWEEP = Pace(pause=0.0, sweep=600.0)
"""Only a hint makes it look again."""


class Looks:
    """Counts how often it was looked."""

    def __init__(self) -> None:
        self.count = 0

    async def look(self) -> int:
        self.count += 1
        return self.count


async def open_engine(url: str) -> Engine:
    store = open_store(url)
    await store.open()
    return make_engine(store)


async def listening(url: str, count: int) -> None:
    """Wait until so many processes listen."""
    connection = await asyncpg.connect(url)
    try:
        async with asyncio.timeout(PATIENCE):
            while count != await connection.fetchval(  # noqa: ASYNC110 - the server tells nobody
                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()"
            ):
                await asyncio.sleep(0.02)
    finally:
        await connection.close()


@pytest.mark.services
async def test_a_change_in_one_process_is_heard_in_another(new_pg_database: NewDatabase) -> None:
    url = await new_pg_database()
    here, there = await open_engine(url), await open_engine(url)
    topic, looks = rules_topic("tea"), Looks()
    async with relaying_changes(here, listening=False), relaying_changes(there):
        await listening(url, 1)
        async with aclosing(follow(there.changes, topic, looks.look, NO_SWEEP)) as states:
            assert await anext(states) == 1
            here.changes.tell(topic)
            assert await asyncio.wait_for(anext(states), PATIENCE) == 2
    await here.store.close()
    await there.store.close()


@pytest.mark.services
@pytest.mark.slow
async def test_hints_of_a_moment_leave_as_few_and_are_not_sent_on(new_pg_database: NewDatabase) -> None:
    url = await new_pg_database()
    here, there = await open_engine(url), await open_engine(url)
    heard: list[str] = []
    ear = await asyncpg.connect(url)
    await ear.add_listener("otoku_hints", lambda *said: heard.append(said[3]))
    async with relaying_changes(here), relaying_changes(there):
        await listening(url, 3)
        for _ in range(1_000):
            here.changes.tell(rules_topic("tea"))
        here.changes.tell(Topic("x" * 5_000))
        here.changes.tell(rules_topic("coffee"))
        async with asyncio.timeout(PATIENCE):
            while len(heard) < 2:  # noqa: ASYNC110 - another process hears it
                await asyncio.sleep(0.02)
        await asyncio.sleep(3 * change_relay.GATHERED_SECONDS)  # nothing more may come
    assert ["rules:tea", "rules:coffee"] == [hint.partition(" ")[2] for hint in heard]
    await ear.close()
    await here.store.close()
    await there.store.close()


@pytest.mark.services
@pytest.mark.slow
async def test_a_server_that_restarts_is_listened_to_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_relay, "AFTER_OUTAGE_SECONDS", 0.1)
    with servers.postgres() as server:
        here, there = await open_engine(server.url), await open_engine(server.url)
        topic, looks = rules_topic("tea"), Looks()
        async with relaying_changes(here, listening=False), relaying_changes(there):
            await listening(server.url, 1)
            cut = await asyncpg.connect(server.url)
            await cut.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE query LIKE 'LISTEN%' AND pid <> pg_backend_pid()"
            )
            await cut.close()
            await listening(server.url, 1)
            async with aclosing(follow(there.changes, topic, looks.look, NO_SWEEP)) as states:
                assert await anext(states) == 1
                here.changes.tell(topic)
                assert await asyncio.wait_for(anext(states), PATIENCE) == 2
        await here.store.close()
        await there.store.close()


@pytest.mark.parametrize("address", ["memory://", "sqlite"])
async def test_without_other_processes_a_relay_does_nothing_and_ends(
    address: str, sqlite_path: object
) -> None:
    engine = await open_engine(f"sqlite://{sqlite_path}" if address == "sqlite" else address)
    async with relaying_changes(engine):
        engine.changes.tell(rules_topic("tea"))
        await asyncio.sleep(0)
    await engine.store.close()
