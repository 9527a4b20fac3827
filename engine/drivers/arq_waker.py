"""Hints through Redis: a server tells the workers that there is work. Losing one loses nothing (reliability fact 1)."""

import asyncio
import json
import logging
from dataclasses import dataclass, field
from typing import Any

from arq import create_pool
from arq.connections import ArqRedis, RedisSettings
from redis.exceptions import RedisError

QUEUE = "otoku:hints"
JOB = "wake"
AFTER_FAILURE_SECONDS = 1.0
HINT_LIVES_MS = 60_000

logger = logging.getLogger(__name__)


def to_json(job: dict[str, Any]) -> bytes:
    """The serializer of both ends: arq's own is pickle, which lets whoever writes Redis run code here (SEC31)."""
    return json.dumps(job, default=str).encode()


def from_json(job: bytes) -> dict[str, Any]:
    """The other direction. Raises ValueError, which arq takes for a broken job and drops."""
    read = json.loads(job)
    if not isinstance(read, dict):
        raise TypeError("a job is an object")
    return read


def redis_settings(url: str) -> RedisSettings:
    """Settings that fail fast: a hint is never worth waiting for."""
    settings = RedisSettings.from_dsn(url)
    settings.conn_timeout = 1
    settings.conn_retries = 0
    return settings


@dataclass(slots=True, kw_only=True)
class ArqWaker:
    """Queues a hint after each commit, at most one at a time, in the background; failures are logged once."""

    url: str
    _pool: ArqRedis | None = field(default=None, init=False)
    _task: asyncio.Task[None] | None = field(default=None, init=False)
    _again: bool = field(default=False, init=False)
    _failing: bool = field(default=False, init=False)

    def wake(self) -> None:
        """Send a hint soon; hints asked for meanwhile become one."""
        if self._task is not None and not self._task.done():
            self._again = True
            return
        self._task = asyncio.get_running_loop().create_task(self._send(), name="otoku hint")

    async def close(self) -> None:
        """Let the last hint go, and disconnect."""
        if self._task is not None:
            await self._task
        if self._pool is not None:
            await self._pool.aclose()

    async def _send(self) -> None:
        while True:
            self._again = False
            try:
                if self._pool is None:
                    pool = await create_pool(
                        redis_settings(self.url), job_serializer=to_json, job_deserializer=from_json
                    )
                    self._pool = pool
                await self._pool.enqueue_job(JOB, _queue_name=QUEUE, _expires=HINT_LIVES_MS)
                self._failing = False
            except (RedisError, OSError) as failure:
                await self._failed(failure)
            if not self._again:
                return

    async def _failed(self, failure: Exception) -> None:
        if not self._failing:
            logger.warning("Redis is not there (%s); workers find their work by looking", failure)
        self._failing, self._again = True, False
        # Whoever asks meanwhile is served by this one pause: no storm of connections to a dead host.
        await asyncio.sleep(AFTER_FAILURE_SECONDS)
