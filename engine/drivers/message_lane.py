"""Sends messages beside all other work: a slow mail server does not hold up what is due to be decided (A3, A4)."""

import asyncio
import contextlib
import logging
import time
from dataclasses import dataclass, field

from engine.drivers.clock_guard import ClockGuard
from engine.service.deliver import deliver
from engine.service.engine import Engine
from engine.service.outage import StoreUnavailable

SWEEP_SECONDS = 1.0
AFTER_OUTAGE_SECONDS = 1.0

logger = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class MessageLane:
    """What is due is claimed some at a time and sent side by side."""

    engine: Engine
    sweep_seconds: float = SWEEP_SECONDS
    _work: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _stopping: bool = field(default=False, init=False)
    _guard: ClockGuard = field(init=False)

    def __post_init__(self) -> None:
        """One look at the clock for each round."""
        self._guard = ClockGuard(engine=self.engine)

    async def run(self) -> None:
        """Send until `stop`; whatever is being sent is finished first."""
        while not self._stopping:
            self._work.clear()
            if await self._round():
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._work.wait(), self.sweep_seconds)

    def wake(self) -> None:
        """There may be messages now."""
        self._work.set()

    def stop(self) -> None:
        """Let `run` return after the round it is in."""
        self._stopping = True
        self._work.set()

    async def _round(self) -> int:
        try:
            if self._guard.needed:
                await self._guard.look(time.monotonic())
            return await deliver(self.engine)
        except StoreUnavailable as outage:
            logger.warning("the database is not there, messages wait: %s", outage)
        except Exception:
            logger.exception("a round of messages failed, trying again")
        await asyncio.sleep(AFTER_OUTAGE_SECONDS)
        return 0
