"""Workers woken by Redis: a flush, a restart, an absence, a poisoned queue cost nothing but a moment (F16-F19)."""

import asyncio
import contextlib
import pickle
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest
from redis.asyncio import Redis

from engine.drivers.arq_waker import ArqWaker
from engine.drivers.arq_worker import WorkerProcess
from engine.model.records import Page
from engine.service.clock import SystemClock
from engine.service.engine import Engine
from engine.service.waker import LocalWaker
from engine.store.connect import open_store
from tests.drivers.waiting import wait_for_mails
from tests.service.shop import buy, make_engine, open_shop
from tests.support import servers

pytestmark = [pytest.mark.slow, pytest.mark.services]

NEVER = 60.0
"""A sweep that a test does not live to see: only hints do the work."""


@pytest.fixture
async def shop() -> Engine:
    """The open shop in memory, on the machine's clock."""
    engine = make_engine(open_store("memory://"), clock=SystemClock())
    await open_shop(engine)
    return engine


@pytest.fixture
def own_redis(redis_server: servers.Server) -> Iterator[servers.Server]:
    """A Redis that a test may stop."""
    with servers.redis() as server:
        yield server


@contextlib.asynccontextmanager
async def at_work(engine: Engine, url: str, sweep_seconds: float) -> AsyncIterator[WorkerProcess]:
    """A worker beside what the block does."""
    process = WorkerProcess(engine=engine, waker=LocalWaker(), redis_url=url, sweep_seconds=sweep_seconds)
    task = asyncio.create_task(process.run())
    try:
        yield process
    finally:
        process.stop()
        async with asyncio.timeout(10):
            await task


@contextlib.asynccontextmanager
async def hinting(engine: Engine, url: str) -> AsyncIterator[Engine]:
    """The engine as a server has it: its hints go through Redis."""
    waker = ArqWaker(url=url)
    try:
        yield replace(engine, waker=waker)
    finally:
        await waker.close()


async def listening(url: str) -> None:
    """Wait until a worker has said that it is there. Raises TimeoutError."""
    redis = Redis.from_url(url)
    try:
        async with asyncio.timeout(15):
            while not await redis.exists("otoku:worker"):  # noqa: ASYNC110 - it is in another process
                await asyncio.sleep(0.05)
    finally:
        await redis.aclose()


async def test_a_purchase_in_a_server_wakes_a_worker_through_redis(shop: Engine, redis_url: str) -> None:
    async with at_work(shop, redis_url, NEVER), hinting(shop, redis_url) as server:
        await listening(redis_url)
        await buy(server, "1001", "SAMPLE-1")
        took = await wait_for_mails(shop, 1, 10)

    assert took < 3


async def test_many_hints_are_few_jobs(shop: Engine, redis_url: str) -> None:
    async with hinting(shop, redis_url) as server:
        for number in range(50):
            await buy(server, f"{number}", "SAMPLE-1")
        await asyncio.sleep(0.2)
    redis = Redis.from_url(redis_url)
    queued = await redis.zcard("otoku:hints")
    body = await redis.get((await redis.keys("arq:job:*"))[0])
    await redis.aclose()

    assert 1 <= queued < 50
    assert b"shop.example" not in body
    assert b"wake" in body


async def test_without_redis_the_sweep_finds_the_work(shop: Engine) -> None:
    url = f"redis://127.0.0.1:{servers.free_port()}"
    async with at_work(shop, url, 0.3), hinting(shop, url) as server:
        await buy(server, "1001", "SAMPLE-1")
        took = await wait_for_mails(shop, 1, 10)

    assert took < 2


async def test_a_flush_loses_a_hint_and_no_mail(shop: Engine, own_redis: servers.Server) -> None:
    async with hinting(shop, own_redis.url) as server:
        await buy(server, "1001", "SAMPLE-1")
        await asyncio.sleep(0.2)
        servers.flush_redis(own_redis)
        async with at_work(shop, own_redis.url, 1.0):
            await wait_for_mails(shop, 1, 10)
            servers.flush_redis(own_redis)
            await buy(server, "1002", "SAMPLE-1")
            await wait_for_mails(shop, 2, 10)

    messages = await shop.store.messages("tea", Page(limit=9), state=None, order_id=None, coupon_id=None)
    assert [message.attempt for message in messages] == [1, 1]


async def test_after_a_restart_of_redis_hints_come_through_again(
    shop: Engine, own_redis: servers.Server
) -> None:
    async with (
        at_work(shop, own_redis.url, NEVER) as process,
        hinting(shop, own_redis.url) as server,
    ):
        await listening(own_redis.url)
        own_redis.kill()
        await buy(server, "1001", "SAMPLE-1")
        await asyncio.sleep(1)
        own_redis.start()
        await listening(own_redis.url)
        await buy(server, "1002", "SAMPLE-1")
        took = await wait_for_mails(shop, 2, 15)

    assert process.restarts >= 1
    assert took < 10


async def test_a_poisoned_job_is_never_unpickled_and_the_worker_goes_on(
    shop: Engine, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    harmed = tmp_path_factory.mktemp("poison") / "harmed"

    class Bomb:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return (open, (str(harmed), "w"))  # type: ignore[return-value]

    redis = Redis.from_url(redis_url)
    for number, body in enumerate((pickle.dumps(Bomb()), b"{", b"[]", b'{"t":1}', b"\xff")):
        await redis.set(f"arq:job:bad-{number}", body)
        await redis.zadd("otoku:hints", {f"bad-{number}": 1})
    async with at_work(shop, redis_url, NEVER), hinting(shop, redis_url) as server:
        await listening(redis_url)
        await buy(server, "1001", "SAMPLE-1")
        await wait_for_mails(shop, 1, 10)
        async with asyncio.timeout(10):
            while await redis.zcard("otoku:hints"):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    await redis.aclose()

    assert not harmed.exists()
