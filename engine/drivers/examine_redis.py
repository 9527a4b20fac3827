"""Whether Redis is fit to carry hints."""

import asyncio
from dataclasses import dataclass

from arq import create_pool
from redis.exceptions import RedisError

from engine.drivers.arq_waker import redis_settings

PATIENCE_SECONDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RedisHealth:
    """`trouble` is empty when Redis answers; `eviction` is its policy for a full memory, `noeviction` being right."""

    trouble: str = ""
    eviction: str = ""


async def examine_redis(url: str) -> RedisHealth:
    """Ask Redis for its policy; a refusal, silence or absence becomes `trouble`."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            pool = await create_pool(redis_settings(url))
            try:
                policy = await pool.config_get("maxmemory-policy")
            finally:
                await pool.aclose()
    except (RedisError, OSError, TimeoutError) as failure:
        return RedisHealth(trouble=str(failure) or type(failure).__name__)
    return RedisHealth(eviction=policy.get("maxmemory-policy", ""))
