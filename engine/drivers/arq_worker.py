"""`otoku work`: a worker that Redis wakes, and that needs no Redis to find all its work (reliability fact 1).

arq carries hints only. Its worker dies when Redis restarts, so it is started again here; the loop that does the work
reads the tables on its own and never notices.
"""

import asyncio
import contextlib
import logging
from dataclasses import dataclass, field
from typing import Any

from arq.connections import ArqRedis
from arq.cron import cron
from arq.worker import Worker, func
from redis.exceptions import RedisError

from engine.drivers.arq_waker import JOB, QUEUE, from_json, redis_settings, to_json
from engine.drivers.loop import SWEEP_SECONDS, Loop
from engine.service.engine import Engine
from engine.service.waker import LocalWaker

RESTART_SECONDS = 1.0
JOB_SECONDS = 5

logger = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class WorkerProcess:
    """The loop, and an arq worker that wakes it, for as long as `run` runs."""

    engine: Engine
    waker: LocalWaker
    redis_url: str
    sweep_seconds: float = SWEEP_SECONDS
    _stopping: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    restarts: int = field(default=0, init=False)
    _failing: bool = field(default=False, init=False)

    async def run(self) -> None:
        """Work until `stop`; messages being sent are finished first."""
        loop = Loop(engine=self.engine, waker=self.waker, sweep_seconds=self.sweep_seconds)
        hints = asyncio.create_task(self._listen(), name="otoku hints")
        stop = asyncio.create_task(self._stop_loop(loop), name="otoku stop")
        try:
            await loop.run()
        finally:
            self._stopping.set()
            await asyncio.gather(hints, stop)

    def stop(self) -> None:
        """Let `run` return."""
        self._stopping.set()

    async def _stop_loop(self, loop: Loop) -> None:
        await self._stopping.wait()
        loop.stop()

    async def _listen(self) -> None:
        """Keep an arq worker running until `stop`, whatever Redis does."""
        while not self._stopping.is_set():
            worker = self._worker()
            listening = asyncio.create_task(worker.async_run(), name="otoku arq")
            stopped = asyncio.create_task(self._stopping.wait())
            await asyncio.wait({listening, stopped}, return_when=asyncio.FIRST_COMPLETED)
            stopped.cancel()
            if not listening.done():
                listening.cancel()
            await self._ended(worker, listening)
            if not self._stopping.is_set():
                self.restarts += 1
                await asyncio.sleep(RESTART_SECONDS)

    async def _ended(self, worker: Worker, listening: asyncio.Task[None]) -> None:
        ended, *_ = await asyncio.gather(listening, return_exceptions=True)
        if isinstance(ended, Exception) and not self._failing:
            self._failing = True  # said once, until a hint comes through again
            logger.warning("Redis hung up (%s); until it is back, work is found by looking", ended)
        # Not worker.close(): it writes to Redis first, and leaks its connections when there is none.
        await asyncio.gather(*worker.tasks.values(), return_exceptions=True)
        pool: ArqRedis | None = worker.pool  # None when it never connected
        if pool is not None:
            with contextlib.suppress(RedisError, OSError):
                await pool.aclose(close_connection_pool=True)

    def _worker(self) -> Worker:
        async def wake(ctx: dict[Any, Any], *_: Any, **__: Any) -> None:  # noqa: ARG001 - as arq calls it
            self._failing = False
            self.waker.wake()

        return Worker(
            functions=[func(wake, name=JOB, keep_result=0, timeout=JOB_SECONDS, max_tries=1)],
            cron_jobs=[
                cron(
                    wake,
                    name="sweep",
                    second={0, 15, 30, 45},
                    unique=True,
                    keep_result=0,
                    timeout=JOB_SECONDS,
                )
            ],
            queue_name=QUEUE,
            redis_settings=redis_settings(self.redis_url),
            job_serializer=to_json,
            job_deserializer=from_json,
            handle_signals=False,
            poll_delay=0.2,
            job_timeout=JOB_SECONDS,
            keep_result=0,
            health_check_interval=10,
            health_check_key="otoku:worker",
        )
