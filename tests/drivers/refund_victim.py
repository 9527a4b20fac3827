"""A worker on jobs that is to be killed: `python -m tests.drivers.refund_victim`, settings in the environment."""

import asyncio
import sys
from dataclasses import replace
from datetime import timedelta

from engine.service.run_jobs import run_job
from engine.service.waker import NoWaker
from engine.settings import Settings
from engine.wiring import open_engine

LEASE = timedelta(seconds=5)
"""Shorter than in earnest, so that a test need not wait long for the next worker to take over."""


async def main() -> None:
    """Work on jobs for ever."""
    async with open_engine(Settings.from_environment(), NoWaker()) as engine:
        hurried = replace(engine, limits=replace(engine.limits, lease=LEASE))
        await engine.programs.live(engine.store, "tea")  # nobody is killed before he has begun
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            if not await run_job(hurried):
                await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(main())
