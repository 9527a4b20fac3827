"""Writes what requests only noted: in every server process, with or without a loop of its own."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from engine.service.engine import Engine
from engine.service.outage import StoreUnavailable
from engine.service.refused_uses import write_refused

WRITE_SECONDS = 5.0
"""What a killed process can lose at most."""

logger = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def writing_notes(engine: Engine, seconds: float = WRITE_SECONDS) -> AsyncIterator[None]:
    """Write every few seconds beside what the block does, and once more at its end."""
    stopping = asyncio.Event()
    task = asyncio.create_task(_write_until(engine, stopping, seconds), name="otoku notes")
    try:
        yield
    finally:
        stopping.set()
        await task


async def _write_until(engine: Engine, stopping: asyncio.Event, seconds: float) -> None:
    last = False
    while not last:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), seconds)
        last = stopping.is_set()
        try:
            await write_refused(engine)
        except StoreUnavailable as outage:
            logger.warning("the database is not there, refusals are written later: %s", outage)
        except Exception:
            logger.exception("refusals could not be written; the next round tries again")
