"""Works on jobs beside all other work, two at a time: a long one does not hold up a short one."""

import asyncio
import contextlib
import logging
from dataclasses import dataclass, field

from engine.service.engine import Engine
from engine.service.outage import StoreUnavailable
from engine.service.run_jobs import run_job

SWEEP_SECONDS = 1.0
SIDE_BY_SIDE = 2
AFTER_OUTAGE_SECONDS = 1.0

logger = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class JobLanes:
    """Jobs under way in this process; a lease on each keeps other processes off."""

    engine: Engine
    sweep_seconds: float = SWEEP_SECONDS
    _stopping: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    async def run(self) -> None:
        """Work until `stop`; the step that a job is in is finished first, another process goes on after it."""
        async with asyncio.TaskGroup() as lanes:
            for _ in range(SIDE_BY_SIDE):
                lanes.create_task(self._lane(), name="otoku jobs")

    def stop(self) -> None:
        """Let `run` return."""
        self._stopping.set()

    async def _lane(self) -> None:
        while not self._stopping.is_set():
            if await self._one():
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), self.sweep_seconds)

    async def _one(self) -> bool:
        try:
            return await run_job(self.engine, self._stopping.is_set)
        except StoreUnavailable as outage:
            logger.warning("the database is not there, jobs wait: %s", outage)
        except Exception:
            logger.exception("a job could not be taken up, trying again")
        await asyncio.sleep(AFTER_OUTAGE_SECONDS)
        return False
