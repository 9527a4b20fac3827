"""Bulk refunds whose file, columns or rows come twice: nobody is credited twice, and the report says so."""

from datetime import timedelta

import pytest

from engine.model.card_records import CardWanted
from engine.model.decision import Problem, Rejection
from engine.model.job import Job, JobSide, JobState, JobStep
from engine.model.records import Page
from engine.model.refund_row import RefundColumns
from engine.service.bulk_refund import carry_out_refunds
from engine.service.bulk_refund_jobs import start_bulk_refund
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.run_jobs import run_job
from tests.service.shop import TEST, open_shop
from tests.service.test_bulk_refund import FILES, HEAD, checked, handed_in, now, rows, run, table

COLUMNS = RefundColumns(customer="customer", booking="booking", amount="amount")
BY_ROW = RefundColumns(customer="customer", booking="booking", amount="amount", key="row")


@pytest.fixture
async def shop(engine: Engine) -> Engine:
    await open_shop(engine, files=FILES)
    return engine


def later(engine: Engine) -> None:
    assert isinstance(engine.clock, VirtualClock)
    engine.clock.advance(timedelta(minutes=1))


async def break_off(engine: Engine, job: Job) -> None:
    """Carry out some rows, and fail before the rest."""
    at = engine.clock.now()
    claimed = await engine.store.claim_job(at, at + engine.limits.lease)
    assert claimed is not None
    assert claimed.id == job.id
    await anext(carry_out_refunds(engine, claimed))
    failed = JobStep(cursor="", state=JobState.FAILED, done=0, failed=0, problem="the rule is gone")
    assert await engine.store.keep_step(claimed, failed, at, at) is not None


async def test_what_was_begun_goes_on_with_the_columns_that_it_began_with(shop: Engine) -> None:
    text = "customer,booking,amount,row\nc0,B0,1000,r0\nc1,B1,1001,r1\n"
    job = await handed_in(shop, text)
    assert isinstance(await start_bulk_refund(shop, "tea", job.id, TEST, check=True, columns=COLUMNS), Job)
    assert await run_job(shop)
    assert isinstance(await start_bulk_refund(shop, "tea", job.id, TEST, check=False), Job)
    await break_off(shop, job)
    later(shop)
    # Another key for the same rows would credit everybody once more.
    other = await start_bulk_refund(shop, "tea", job.id, TEST, check=True, columns=BY_ROW)
    assert isinstance(other, Rejection)
    assert Problem.STATE_NOT_ALLOWED is other.problem
    for columns in (COLUMNS, None):
        assert isinstance(
            await start_bulk_refund(shop, "tea", job.id, TEST, check=True, columns=columns), Job
        )
        assert await run_job(shop)
        again = await start_bulk_refund(shop, "tea", job.id, TEST, check=True, columns=BY_ROW)
        assert isinstance(again, Rejection)
    done = await run(shop, await now(shop, job))
    assert (JobState.DONE, 2) == (done.state, done.totals["repeated"])
    assert 2 == len(await shop.store.cards("tea", Page(limit=100), CardWanted()))


async def test_a_heading_that_stands_twice_is_asked_back(shop: Engine) -> None:
    job = await checked(shop, "customer,amount,booking,amount\nc1,1000,B1,9999\n")
    assert JobState.FAILED is job.state
    assert "amount" in job.problem
    assert "twice" in job.problem


async def test_columns_without_a_heading_that_nobody_asks_for_are_no_hindrance(shop: Engine) -> None:
    job = await checked(shop, "customer,amount,booking,,\nc1,1000,B1,x,y\n")
    assert (JobState.CHECKED, 1) == (job.state, job.done)


async def test_of_two_jobs_with_one_file_the_second_reports_repeats(shop: Engine) -> None:
    one, two = await checked(shop, HEAD + rows(3)), await checked(shop, HEAD + rows(3))
    later(shop)
    await run(shop, one)
    later(shop)
    done = await run(shop, two)
    assert {"amount": 0, "repeated": 3, "repeated_amount": 3003} == done.totals
    assert ["repeated"] * 3 == [row["status"] for row in await table(shop, done, JobSide.OUTPUT)]
