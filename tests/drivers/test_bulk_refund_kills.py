"""Workers on a bulk refund are killed at random: every row is credited once, and the totals are the same (D5.d).

The short form runs with the other tests; `make soak` runs 100,000 rows with ten kills.
"""

import asyncio
import csv
import io
import os
import random
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from engine.model.card_records import CardWanted, StoredCard
from engine.model.cursor import cursor_of
from engine.model.job import Job, JobSide, JobState
from engine.model.records import Page
from engine.service.bulk_refund_jobs import start_bulk_refund
from engine.service.engine import Engine
from engine.service.job_files import written
from engine.service.run_jobs import run_job
from engine.settings import new_secrets, read_settings, write_secrets
from engine.wiring import open_engine
from tests.service.shop import TEST, open_shop
from tests.service.test_bulk_refund import FILES, HEAD, handed_in, rows
from tests.store.conftest import empty
from tests.support import servers

pytestmark = [pytest.mark.slow, pytest.mark.store]


async def kill_workers(
    engine: Engine, job: Job, environment: dict[str, str], dice: random.Random, times: int
) -> int:
    """Keep a worker at the job until it is done, killing `times` of them after a random while; how many died at it."""
    kills = 0
    while True:
        worker = await asyncio.create_subprocess_exec(
            sys.executable, "-W", "ignore", "-m", "tests.drivers.refund_victim",
            stdout=PIPE, cwd=servers.ROOT, env={**os.environ, **environment},
        )  # fmt: skip
        assert worker.stdout is not None
        assert await worker.stdout.readline() == b"ready\n"
        try:
            if kills < times:
                await asyncio.sleep(dice.uniform(0.1, 1.5))
            else:
                while (await state(engine, job)).state is not JobState.DONE:  # noqa: ASYNC110 - another process works
                    await asyncio.sleep(0.2)
        finally:
            worker.kill()
            await worker.communicate()
        if (await state(engine, job)).state is JobState.DONE:
            return kills
        kills += 1


async def state(engine: Engine, job: Job) -> Job:
    found = await engine.store.job("tea", job.id)
    assert found is not None
    return found


async def all_cards(engine: Engine) -> list[StoredCard]:
    found: list[StoredCard] = []
    page = Page(limit=5000)
    while part := await engine.store.cards("tea", page, CardWanted()):
        found += part
        page = Page(limit=5000, cursor=cursor_of(part[-1]))
    return found


async def survive(database_url: str, folder: Path, *, count: int, kills: int, seed: int) -> int:
    """Refund `count` rows while workers die, and check that nothing was lost or doubled."""
    environment = {"OTOKU_DATABASE_URL": database_url, "OTOKU_SECRETS_FILE": str(folder / "secrets")}
    if database_url.startswith("postgres"):
        await empty(database_url)  # other tests were here
    write_secrets(folder / "secrets", new_secrets())
    async with open_engine(read_settings(environment)) as engine:
        await open_shop(engine, files=FILES)
        job = await handed_in(engine, HEAD + rows(count), notify=False)
        assert isinstance(await start_bulk_refund(engine, "tea", job.id, TEST, check=True), Job)
        assert await run_job(engine)
        planned = await state(engine, job)
        assert isinstance(await start_bulk_refund(engine, "tea", job.id, TEST, check=False), Job)
        killed = await kill_workers(engine, job, environment, random.Random(seed), kills)
        done = await state(engine, job)

        assert (count, 0, planned.totals) == (done.done, done.failed, done.totals)
        cards = await all_cards(engine)
        assert {f"B{n}": 1000 + n for n in range(count)} == {
            dict(card.metadata)["booking_id"]: card.fact.balance for card in cards
        }
        assert count == len(cards)
        outcome = b"".join([part async for part in written(engine, job, JobSide.OUTPUT)]).decode("utf-8-sig")
        told = [row["booking"] for row in csv.DictReader(io.StringIO(outcome))]
        assert [f"B{n}" for n in range(count)] == told
        assert () == await engine.store.check_invariants("tea", engine.clock.now())
        return killed


@pytest.mark.requirement("D5.d", "S5.52")
async def test_no_row_is_lost_or_credited_twice_while_workers_are_killed(
    database_url: str, tmp_path: Path
) -> None:
    """Processes leave and come at any time; the work goes on with those there are."""
    assert await survive(database_url, tmp_path, count=3000, kills=2, seed=3) >= 1


@pytest.mark.soak
@pytest.mark.requirement("D5.d", "S5.11")
async def test_a_hundred_thousand_rows_survive_ten_kills(database_url: str, tmp_path: Path) -> None:
    assert 10 == await survive(database_url, tmp_path, count=100_000, kills=10, seed=4)
