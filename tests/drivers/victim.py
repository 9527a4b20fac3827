"""A server or a worker to be killed: `python -m tests.drivers.victim server|worker`, settings in the environment.

The server reads order numbers from its input and prints each that was recorded; the worker works until it is killed.
"""

import asyncio
import os
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from engine.drivers.arq_waker import ArqWaker
from engine.drivers.arq_worker import WorkerProcess
from engine.drivers.loop import Loop
from engine.service.clock import SystemClock
from engine.service.engine import Engine
from engine.service.waker import LocalWaker, NoWaker
from engine.settings import Settings
from engine.wiring import open_engine
from tests.service.shop import buy

AT_ONCE = 4
LEASE = timedelta(seconds=float(os.environ.get("VICTIM_LEASE", "3")))
"""Shorter than in earnest, so that a test sees many workers taken over."""


async def serve(engine: Engine) -> None:
    """Record the orders whose numbers come in, some at a time."""
    loop = asyncio.get_running_loop()
    room = asyncio.Semaphore(AT_ONCE)

    async def record(number: str) -> None:
        await buy(engine, number, "SAMPLE-1", email=f"b{number}@shop.example")
        say(number)
        room.release()

    async with asyncio.TaskGroup() as group:
        while number := (await loop.run_in_executor(None, sys.stdin.readline)).strip():
            await room.acquire()
            group.create_task(record(number))


class FileClock:
    """The machine's clock and as many seconds more as a file says: whoever writes it makes it later for all victims."""

    def __init__(self, file: Path) -> None:
        self._file, self._real = file, SystemClock()

    def now(self) -> datetime:
        """The present instant, moved on."""
        return self._real.now() + timedelta(seconds=float(self._file.read_text() or 0))


async def work(engine: Engine, redis_url: str) -> None:
    """Send what is due, until killed."""
    ahead = os.environ.get("VICTIM_CLOCK")
    clock = FileClock(Path(ahead)) if ahead else engine.clock
    hurried = replace(engine, clock=clock, limits=replace(engine.limits, lease=LEASE))
    if redis_url:
        await WorkerProcess(engine=hurried, waker=LocalWaker(), redis_url=redis_url).run()
    else:
        await Loop(engine=hurried, waker=LocalWaker()).run()


def say(line: str) -> None:
    """Tell the test, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def main(role: str) -> None:
    """Open the shop and take the role."""
    settings = Settings.from_environment()
    waker = ArqWaker(url=settings.redis_url) if settings.redis_url and role == "server" else NoWaker()
    async with open_engine(settings, waker) as engine:
        await engine.programs.live(engine.store, "tea")  # nobody is killed before he has begun
        say("ready")
        await (serve(engine) if role == "server" else work(engine, settings.redis_url))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
