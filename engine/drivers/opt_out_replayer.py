"""Brings withdrawals from the disk into the ledger: in every process, at its start and every few seconds (J4)."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from engine.service.engine import Engine
from engine.service.opt_out import replay_opt_outs
from engine.service.outage import StoreUnavailable

REPLAY_SECONDS = 5.0
"""How long a withdrawal waits at most once the database is back; the law's minute leaves room."""

logger = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def replaying_opt_outs(engine: Engine, seconds: float = REPLAY_SECONDS) -> AsyncIterator[None]:
    """Replay beside what the block does."""
    task = asyncio.create_task(_replay_on(engine, seconds), name="otoku opt-outs")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _replay_on(engine: Engine, seconds: float) -> None:
    while True:
        try:
            replayed = await replay_opt_outs(engine)
            if replayed:
                logger.info("%s withdrawal(s) that came while the database was away are in force", replayed)
        except StoreUnavailable:
            pass  # they wait
        except Exception:
            logger.exception("withdrawals on the disk could not be replayed; the next round tries again")
        await asyncio.sleep(seconds)
