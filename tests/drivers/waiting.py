"""Waiting for what drivers do by themselves."""

import asyncio
import time

from engine.service.engine import Engine
from tests.service.shop import inbox_texts


async def wait_for_mails(engine: Engine, count: int, seconds: float) -> float:
    """Seconds until there are `count` mails in the inbox. Raises TimeoutError after `seconds`."""
    began = time.monotonic()
    async with asyncio.timeout(seconds):
        while len(await inbox_texts(engine)) < count:  # noqa: ASYNC110 - a loop beside us fills it
            await asyncio.sleep(0.01)
    return time.monotonic() - began
