"""Whether Redis is fit to carry hints, as `otoku doctor` tells it."""

from engine.drivers.examine_redis import RedisHealth, examine_redis
from tests.support.servers import free_port


async def test_a_redis_that_answers_tells_its_policy(redis_url: str) -> None:
    assert await examine_redis(redis_url) == RedisHealth(eviction="noeviction")


async def test_a_redis_that_is_not_there_is_trouble() -> None:
    assert (await examine_redis(f"redis://127.0.0.1:{free_port()}")).trouble
