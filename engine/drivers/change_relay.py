"""Passes hints about changes on to other processes and takes theirs in, where the store can; else a sweep finds all."""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import AsyncIterator

from engine.service.changes import Topic
from engine.service.engine import Engine
from engine.service.outage import StoreUnavailable

GATHERED_SECONDS = 0.25
"""Hints of so long leave as one statement, however much is sold."""

AFTER_OUTAGE_SECONDS = 5.0
LONGEST_BYTES = 4_000

logger = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def relaying_changes(engine: Engine, *, listening: bool = True) -> AsyncIterator[None]:
    """Relay beside what the block does; a process that nobody follows anything in need not be `listening`."""
    me = secrets.token_hex(4)
    with engine.changes.relayed():
        tasks = [asyncio.create_task(_send(engine, me), name="otoku hints out")]
        if listening:
            tasks.append(asyncio.create_task(_heed(engine, me), name="otoku hints in"))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _send(engine: Engine, me: str) -> None:
    while True:
        told = await engine.changes.outgoing()
        hints = [hint for topic in told if len((hint := f"{me} {topic}").encode()) <= LONGEST_BYTES]
        try:
            if hints:
                await engine.store.send_hints(hints)
        except StoreUnavailable:
            pass  # a hint is worth no second try: whoever follows looks again by itself
        except Exception:
            logger.exception("hints could not be sent; changes are found by looking")
        await asyncio.sleep(GATHERED_SECONDS)


async def _heed(engine: Engine, me: str) -> None:
    def heard(hint: str) -> None:
        sender, _, topic = hint.partition(" ")
        if sender != me:
            engine.changes.heard(Topic(topic))

    failing = False
    while True:
        try:
            await engine.store.heed_hints(heard)
        except StoreUnavailable as outage:
            if not failing:
                logger.warning(
                    "hints of other processes do not come in, changes are found by looking: %s", outage
                )
            failing = True
        except Exception:
            logger.exception("hints of other processes could not be heard; trying again")
        else:
            return
        await asyncio.sleep(AFTER_OUTAGE_SECONDS)
