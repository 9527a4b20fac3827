"""The driver inside a server process: wakes by hint or by time, sweeps the tables, tidies up now and then."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta

from engine.drivers.job_lanes import JobLanes
from engine.drivers.message_lane import MessageLane
from engine.drivers.webhook_lanes import WebhookLanes
from engine.service.engine import Engine
from engine.service.housekeeping import housekeeping
from engine.service.outage import StoreUnavailable
from engine.service.waker import LocalWaker
from engine.service.work import decide_due

SWEEP_SECONDS = 1.0
"""Work of another process, or of a lost hint, waits no longer than this."""

AFTER_OUTAGE_SECONDS = 1.0
SHORTEST_PAUSE = 0.1
"""Seconds: what is due already, and still there, is a message in its own lane, and looking again helps nobody."""

TIDY_EVERY = timedelta(seconds=30)

logger = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Loop:
    """Works for as long as it is run. Several processes may run one each: leases keep them apart."""

    engine: Engine
    waker: LocalWaker
    sweep_seconds: float = SWEEP_SECONDS
    _stopping: bool = field(default=False, init=False)

    async def run(self) -> None:
        """Work until `stop`; whatever is being sent is finished first."""
        webhooks, jobs = WebhookLanes(engine=self.engine), JobLanes(engine=self.engine)
        messages = MessageLane(engine=self.engine, sweep_seconds=self.sweep_seconds)
        beside = asyncio.gather(webhooks.run(), jobs.run(), messages.run())
        try:
            await self._work(messages)
        finally:
            for lanes in (webhooks, jobs, messages):
                lanes.stop()
            await beside

    async def _work(self, messages: MessageLane) -> None:
        tidied = self.engine.clock.now()
        while not self._stopping:
            found = await self._round()
            messages.wake()  # by a hint, or by what was just decided
            if found:
                continue
            now = self.engine.clock.now()
            if not timedelta() <= now - tidied < TIDY_EVERY:
                tidied = now
                await self._tidy()
            await self.waker.wait(await self._pause())

    def stop(self) -> None:
        """Let `run` return after the round it is in."""
        self._stopping = True
        self.waker.wake()

    async def _round(self) -> int:
        try:
            return await decide_due(self.engine)
        except StoreUnavailable as outage:
            logger.warning("the database is not there, trying again: %s", outage)
        except Exception:
            logger.exception("a round of work failed, trying again")
        await asyncio.sleep(AFTER_OUTAGE_SECONDS)
        return 0

    async def _tidy(self) -> None:
        try:
            await housekeeping(self.engine)
        except StoreUnavailable as outage:
            logger.warning("the database is not there, housekeeping waits: %s", outage)
        except Exception:
            logger.exception("housekeeping failed; the next one makes up for it")

    async def _pause(self) -> float:
        """Seconds until the next thing is due, `sweep_seconds` at most."""
        try:
            due = await self.engine.store.next_due()
        except StoreUnavailable:
            return self.sweep_seconds
        if due is None:
            return self.sweep_seconds
        wait = (due - self.engine.clock.now()).total_seconds()
        return min(max(wait, SHORTEST_PAUSE), self.sweep_seconds)


@contextlib.asynccontextmanager
async def running_loop(engine: Engine, waker: LocalWaker) -> AsyncIterator[Loop]:
    """Run a loop beside what the block does, and let it end in order."""
    loop = Loop(engine=engine, waker=waker)
    task = asyncio.create_task(loop.run(), name="otoku loop")
    try:
        yield loop
    finally:
        loop.stop()
        await task
