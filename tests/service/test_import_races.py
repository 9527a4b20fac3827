"""Two workers bring the same gift cards at once on PostgreSQL: each comes once, with its balance once."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from engine.model.card_records import CardWanted
from engine.model.job import Job, JobKind, JobState
from engine.model.records import Page
from engine.service.engine import Engine
from engine.service.import_jobs import start_import
from engine.service.run_jobs import run_job
from engine.store.connect import open_store
from tests.service.gifts import FILES, sound
from tests.service.imports import looked_through, standing
from tests.service.shop import TEST, make_engine, open_shop
from tests.support.emptied import emptied

CARDS = 1_200
TEXT = "code,balance\n" + "".join(f"GIFT-{n:06},10\n" for n in range(CARDS))

pytestmark = pytest.mark.slow


@pytest.fixture
async def workers(pg_dsn: str) -> AsyncIterator[tuple[Engine, Engine]]:
    """Two engines with connections of their own on one database."""
    await emptied(pg_dsn)
    stores = [open_store(pg_dsn) for _ in range(2)]
    for store in stores:
        await store.open()
    one, other = (make_engine(store) for store in stores)
    await open_shop(one, files=FILES)
    yield one, other
    for store in stores:
        await store.close()
    await emptied(pg_dsn)


@pytest.mark.parametrize("sources", [("voucherify", "voucherify"), ("voucherify", "shopify")])
async def test_two_jobs_with_the_same_file_at_once_bring_each_card_once(
    workers: tuple[Engine, Engine], sources: tuple[str, str]
) -> None:
    one, _ = workers
    jobs = [await looked_through(one, JobKind.CARD_IMPORT, "open", TEXT, source=source) for source in sources]
    for job in jobs:
        assert isinstance(await start_import(one, "tea", job.id, TEST, check=False), Job)
    assert [True, True] == await asyncio.gather(*(run_job(worker) for worker in workers))
    ended = [await standing(one, job) for job in jobs]
    assert {JobState.DONE} == {job.state for job in ended}, [job.problem for job in ended]
    refused = sum(job.failed for job in ended)
    assert (CARDS if sources[0] != sources[1] else 0) == refused
    assert CARDS * 10 == sum(job.totals["amount"] for job in ended)
    made = await one.store.cards("tea", Page(limit=5_000), CardWanted())
    assert [10] * CARDS == [card.fact.balance for card in made]
    await sound(one)
