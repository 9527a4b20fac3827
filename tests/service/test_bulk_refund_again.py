"""Bulk refunds whose file, columns or rows come twice: nobody is credited twice, and the report says so."""

from datetime import timedelta

import pytest

from engine.model.card_records import CardWanted, TransferKind
from engine.model.decision import Problem, Rejection
from engine.model.job import Job, JobSide, JobState, JobStep
from engine.model.records import Actor, Page
from engine.model.refund_row import RefundColumns, Twins
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


TWINS = HEAD + "c1,,B1,1000\nc2,,B2,500\nc1,,B1,1000\nc1,,B1,300\n"


async def looked(engine: Engine, job: Job, twins: Twins | None) -> Job:
    started = await start_bulk_refund(engine, "tea", job.id, TEST, check=True, twins=twins)
    assert isinstance(started, Job), started
    assert await run_job(engine)
    return await now(engine, job)


async def balances(engine: Engine) -> list[int]:
    return sorted(one.fact.balance for one in await engine.store.cards("tea", Page(limit=100), CardWanted()))


async def test_rows_alike_are_asked_about_before_anybody_is_refunded(shop: Engine) -> None:
    job = await checked(shop, TWINS)
    assert (2, 0) == (job.totals["twins"], job.totals["repeated"])  # they wait: neither repeats nor failures
    assert (job.total, 0) == (job.done, job.failed)
    alike = [
        (row["line"], row["first_line"], row["amount"]) for row in await table(shop, job, JobSide.OUTPUT)
    ]
    assert [("4", "2", "1000"), ("5", "2", "300")] == alike
    refused = await start_bulk_refund(shop, "tea", job.id, TEST, check=False)
    assert isinstance(refused, Rejection)
    assert (Problem.ROWS_ALIKE, (("count", "2"),)) == (refused.problem, refused.args)
    assert [] == await balances(shop)


async def test_two_refunds_of_one_booking_are_both_given_and_never_again(shop: Engine) -> None:
    job = await looked(shop, await checked(shop, TWINS), Twins.EACH)
    assert (4, 0, 2800) == (job.done, job.failed, job.totals["amount"])
    done = await run(shop, job)
    assert (4, 2800, [300, 500, 1000, 1000]) == (done.done, done.totals["amount"], await balances(shop))
    later(shop)
    again = await looked(shop, await checked(shop, TWINS), Twins.EACH)
    assert (4, 0) == (again.totals["repeated"], again.totals["amount"])
    await run(shop, again)
    assert 4 == len(await balances(shop))
    once = await checked(shop, HEAD + "c1,,B1,1000\n")
    assert 1 == once.totals["repeated"]


async def test_the_same_refund_written_twice_is_given_once(shop: Engine) -> None:
    job = await looked(shop, await checked(shop, TWINS), Twins.ONCE)
    assert (1, 1500) == (job.totals["repeated"], job.totals["amount"])
    failures = [(row["line"], row["reason"]) for row in await table(shop, job, JobSide.FAILURES)]
    assert [("5", "publication_changed")] == failures
    await run(shop, job)
    assert [500, 1000] == await balances(shop)


async def test_rows_with_an_id_of_their_own_are_never_asked_about(shop: Engine) -> None:
    text = "customer,booking,amount,row\nc1,B1,1000,r1\nc1,B1,1000,r2\nc1,B1,1000,r1\n"
    job = await handed_in(shop, text)
    assert isinstance(await start_bulk_refund(shop, "tea", job.id, TEST, check=True, columns=BY_ROW), Job)
    assert await run_job(shop)
    done = await run(shop, await now(shop, job))
    assert (3, 1, [1000, 1000]) == (done.done, done.totals["repeated"], await balances(shop))


async def test_each_of_many_alike_is_given_once_when_the_worker_dies_on_the_way(shop: Engine) -> None:
    text = HEAD + "c1,,B1,1000\n" * 700
    job = await looked(shop, await checked(shop, text), Twins.EACH)
    assert isinstance(await start_bulk_refund(shop, "tea", job.id, TEST, check=False), Job)
    at = shop.clock.now()
    claimed = await shop.store.claim_job(at, at + shop.limits.lease)
    assert claimed is not None
    first = await anext(carry_out_refunds(shop, claimed))
    assert await shop.store.keep_step(claimed, first, at, at + shop.limits.lease) is not None
    later(shop)
    assert await run_job(shop)
    done = await now(shop, job)
    assert (JobState.DONE, 700, 0) == (done.state, done.done, done.totals["repeated"])
    assert 700 == len(await shop.store.cards("tea", Page(limit=900), CardWanted()))


async def test_what_was_decided_of_rows_alike_stays_decided_once_rows_were_given(shop: Engine) -> None:
    job = await looked(shop, await checked(shop, TWINS), Twins.ONCE)
    assert isinstance(await start_bulk_refund(shop, "tea", job.id, TEST, check=False), Job)
    await break_off(shop, job)
    later(shop)
    other = await start_bulk_refund(shop, "tea", job.id, TEST, check=True, twins=Twins.EACH)
    assert isinstance(other, Rejection)
    assert Problem.STATE_NOT_ALLOWED is other.problem


async def test_cards_are_booked_under_who_ran_the_refund_and_not_under_who_prepared_it(shop: Engine) -> None:
    job = await checked(shop, HEAD + rows(1))
    runner = Actor(kind="staff", id="s-runner")
    assert isinstance(await start_bulk_refund(shop, "tea", job.id, runner, check=False), Job)
    assert await run_job(shop)
    [transfer] = await shop.store.transfers("tea", Page(limit=5), kind=TransferKind.CREDIT)
    assert "staff:s-runner" == transfer.actor
