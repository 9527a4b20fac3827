"""Servers and workers are killed at random while orders come in: no coupon mail is lost, none is doubled (A1, A7, F1).

The short form runs with the other tests; `make soak TIME=10m` goes on for as long as it is told.
"""

import asyncio
import contextlib
import os
import random
import re
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from engine.model.records import MessageState, Page
from engine.service import ask
from engine.service.engine import Engine
from engine.settings import new_secrets, read_settings, write_secrets
from engine.wiring import open_engine
from tests.service.shop import open_shop
from tests.store.conftest import empty
from tests.support import servers
from tests.support.mail import Mail, MailServer

ALL = Page(limit=1_000_000)
CODE = re.compile(r"クーポン番号：(\d{8})")

pytestmark = [pytest.mark.slow, pytest.mark.store]


@dataclass(kw_only=True)
class Chaos:
    """Keeps a server and a worker running, feeds orders, and kills what it started."""

    environment: Mapping[str, str]
    orders: int
    dice: random.Random
    acknowledged: set[str] = field(default_factory=set)
    kills: int = 0
    done: asyncio.Event = field(default_factory=asyncio.Event)

    async def start(self, role: str) -> Process:
        """A fresh victim."""
        return await asyncio.create_subprocess_exec(
            sys.executable, "-W", "ignore", "-m", "tests.drivers.victim", role,
            stdin=PIPE, stdout=PIPE, cwd=servers.ROOT, env={**os.environ, **self.environment},
        )  # fmt: skip

    async def kill_later(self, process: Process) -> None:
        """Kill it after a random while."""
        await asyncio.sleep(self.dice.uniform(0.3, 1.5))
        if process.returncode is None and not self.done.is_set():
            process.kill()
            self.kills += 1

    async def serve(self) -> None:
        """Have every order recorded, sending again what was not acknowledged."""
        while len(self.acknowledged) < self.orders:
            process = await self.start("server")
            assert process.stdin is not None
            assert process.stdout is not None
            assert await process.stdout.readline() == b"ready\n"
            killer = asyncio.create_task(self.kill_later(process))
            left = [str(n) for n in range(self.orders) if str(n) not in self.acknowledged]
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                process.stdin.writelines([f"{number}\n".encode() for number in left])
                process.stdin.write_eof()
                while line := await process.stdout.readline():
                    self.acknowledged.add(line.decode().strip())
            await ended(process)
            await killer

    async def work(self) -> None:
        """Keep a worker at work until all is done, killing it again and again."""
        while not self.done.is_set():
            process = await self.start("worker")
            assert process.stdout is not None
            assert await process.stdout.readline() == b"ready\n"
            killer = asyncio.create_task(self.kill_later(process))
            if len(self.acknowledged) >= self.orders:
                killer.cancel()  # the last one may finish
                await self.done.wait()
            await asyncio.gather(killer, return_exceptions=True)
            await ended(process)


async def ended(process: Process) -> None:
    """Kill, reap, and close the pipes."""
    if process.returncode is None:
        process.kill()
    if process.stdin is not None:
        process.stdin.close()
    await process.communicate()


async def check(engine: Engine, mails: list[Mail], chaos: Chaos) -> None:
    """Each order has one coupon, one message that was sent, and its mails all say the same."""
    coupons = await ask.coupons(engine, "tea", ALL)
    messages = await ask.messages(engine, "tea", ALL)
    codes: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for mail in mails:
        found = CODE.search(mail.text)
        assert found is not None
        codes[mail.recipients[0]].add((found[1], str(mail.message["Message-ID"])))

    assert sorted(coupon.order_id for coupon in coupons) == sorted(str(n) for n in range(chaos.orders))
    assert {message.state for message in messages} == {MessageState.SENT}
    assert len(messages) == chaos.orders
    assert set(codes) == {f"b{n}@shop.example" for n in range(chaos.orders)}
    assert {len(said) for said in codes.values()} == {1}
    at_most_once_per_kill = len(mails) - chaos.orders
    assert at_most_once_per_kill <= chaos.kills * 10  # a batch of ten is under way when a worker dies
    assert await engine.store.check_invariants(None, engine.clock.now()) == ()


async def run(engine: Engine, chaos: Chaos, smtp_server: MailServer, seconds: float) -> None:
    """Let chaos reign until every mail is out, then check."""
    serving, working = asyncio.create_task(chaos.serve()), asyncio.create_task(chaos.work())
    try:
        async with asyncio.timeout(seconds):
            await serving
            while await unsent(engine):  # noqa: ASYNC110 - other processes send
                await asyncio.sleep(0.2)
    finally:
        chaos.done.set()
        serving.cancel()
        await asyncio.gather(serving, working, return_exceptions=True)
    await check(engine, smtp_server.mails, chaos)


async def unsent(engine: Engine) -> int:
    """Messages that have not ended yet."""
    messages = await ask.messages(engine, "tea", ALL)
    return sum(message.state is not MessageState.SENT for message in messages)


Play = Callable[..., Awaitable[Chaos]]


@pytest.fixture
def play(database_url: str, smtp_server: MailServer, tmp_path: Path) -> Play:
    """Play one round: `orders`, a `seed`, and whether Redis is there."""

    async def played(*, orders: int, seed: int, redis_url: str = "", seconds: float = 240) -> Chaos:
        environment = {
            "OTOKU_DATABASE_URL": database_url,
            "OTOKU_SECRETS_FILE": str(tmp_path / "secrets"),
            "OTOKU_SMTP_URL": f"{smtp_server.url}?tls=none",
            "OTOKU_REDIS_URL": redis_url,
        }
        if database_url.startswith("postgres"):
            await empty(database_url)  # other tests were here
        write_secrets(tmp_path / "secrets", new_secrets())
        chaos = Chaos(environment=environment, orders=orders, dice=random.Random(seed))
        async with open_engine(read_settings(environment)) as engine:
            await open_shop(engine)
            await run(engine, chaos, smtp_server, seconds)
        return chaos

    return played


async def test_no_coupon_mail_is_lost_or_doubled_while_processes_are_killed(play: Play) -> None:
    chaos = await play(orders=400, seed=int(time.time()) % 1000)

    assert chaos.kills >= 2


@pytest.mark.soak
async def test_no_coupon_mail_is_lost_or_doubled_over_a_long_time(
    play: Play, soak_seconds: float, redis_url: str
) -> None:
    await play(orders=1000, seed=1, redis_url=redis_url, seconds=max(600.0, soak_seconds))
