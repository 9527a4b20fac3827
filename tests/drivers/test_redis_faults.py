"""Redis is late, frozen, full, killed under a worker: work goes on by looking, and hints come back (F16-F18)."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from redis.asyncio import Redis

from engine.model.records import MessageState, Page
from engine.service import ask
from engine.service.clock import SystemClock
from engine.service.engine import Engine
from engine.settings import new_secrets, read_settings, write_secrets
from engine.store.connect import open_store
from engine.wiring import open_engine
from tests.drivers.test_arq_worker import NEVER, at_work, hinting, listening
from tests.drivers.waiting import wait_for_mails
from tests.service.shop import buy, make_engine, open_shop
from tests.support import servers
from tests.support.mail import MailServer

pytestmark = [pytest.mark.slow, pytest.mark.services]
ALL = Page(limit=100)


@pytest.fixture
async def shop() -> Engine:
    """The open shop in memory, on the machine's clock."""
    engine = make_engine(open_store("memory://"), clock=SystemClock())
    await open_shop(engine)
    return engine


@pytest.fixture
def own_redis(redis_server: servers.Server) -> Iterator[servers.Server]:
    """A Redis that a test may treat as it likes."""
    with servers.redis() as server:
        yield server


async def test_a_redis_that_comes_after_the_worker_is_found(shop: Engine, own_redis: servers.Server) -> None:
    own_redis.kill()
    async with at_work(shop, own_redis.url, NEVER), hinting(shop, own_redis.url) as server:
        await asyncio.sleep(0.5)
        own_redis.start()
        await listening(own_redis.url)
        await buy(server, "1001", "SAMPLE-1")
        await wait_for_mails(shop, 1, 30)


async def test_a_frozen_redis_delays_no_purchase_and_no_mail(shop: Engine, own_redis: servers.Server) -> None:
    async with at_work(shop, own_redis.url, 0.3), hinting(shop, own_redis.url) as server:
        await listening(own_redis.url)
        own_redis.send(signal.SIGSTOP)
        try:
            async with asyncio.timeout(5):
                await buy(server, "1001", "SAMPLE-1")
            await wait_for_mails(shop, 1, 10)
        finally:
            own_redis.send(signal.SIGCONT)
        await buy(server, "1002", "SAMPLE-1")
        await wait_for_mails(shop, 2, 30)


async def test_a_full_redis_loses_hints_only(shop: Engine, own_redis: servers.Server) -> None:
    redis = Redis.from_url(own_redis.url)
    async with at_work(shop, own_redis.url, 0.3), hinting(shop, own_redis.url) as server:
        await listening(own_redis.url)
        await redis.config_set("maxmemory", "1")
        await buy(server, "1001", "SAMPLE-1")
        await wait_for_mails(shop, 1, 10)
        await redis.config_set("maxmemory", "0")
        await buy(server, "1002", "SAMPLE-1")
        await wait_for_mails(shop, 2, 30)
    await redis.aclose()


@asynccontextmanager
async def worker_process(environment: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """`otoku work` in a process of its own, killed at the end."""
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-W", "ignore", "-m", "tests.drivers.victim", "worker",
        stdout=PIPE, cwd=servers.ROOT, env={**os.environ, **environment},
    )  # fmt: skip
    try:
        assert worker.stdout is not None
        assert await worker.stdout.readline() == b"ready\n"
        yield worker
    finally:
        worker.kill()
        await worker.communicate()


async def sent(engine: Engine, count: int) -> None:
    """Wait until so many messages have left. Raises TimeoutError."""
    async with asyncio.timeout(30):
        while sum(one.state is MessageState.SENT for one in await ask.messages(engine, "tea", ALL)) < count:  # noqa: ASYNC110
            await asyncio.sleep(0.1)


async def test_a_worker_process_outlives_redis_and_listens_to_the_next_one(
    sqlite_path: Path, own_redis: servers.Server, smtp_server: MailServer
) -> None:
    environment = {
        "OTOKU_DATABASE_URL": f"sqlite://{sqlite_path}",
        "OTOKU_SECRETS_FILE": f"{sqlite_path}.secrets",
        "OTOKU_SMTP_URL": f"{smtp_server.url}?tls=none",
        "OTOKU_REDIS_URL": own_redis.url,
    }
    write_secrets(Path(environment["OTOKU_SECRETS_FILE"]), new_secrets())
    async with open_engine(read_settings(environment)) as engine:
        await open_shop(engine)
        async with worker_process(environment) as worker:
            await listening(own_redis.url)
            own_redis.kill()
            await buy(engine, "1001", "SAMPLE-1")
            await sent(engine, 1)
            own_redis.start()
            await listening(own_redis.url)
            for number in range(2, 5):
                servers.flush_redis(own_redis)
                await buy(engine, f"100{number}", "SAMPLE-1")
            await sent(engine, 4)
            assert worker.returncode is None
    assert len(smtp_server.mails) == 4
