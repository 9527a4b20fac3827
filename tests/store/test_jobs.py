"""Jobs in the stores: one worker at a time, steps written whole or not at all, files, cancelling, forgetting."""

import asyncio
from typing import Any

import pytest

from engine.model.job import Job, JobKind, JobSide, JobState, JobStep
from engine.model.records import Receipt
from engine.store.port import ReceiptMismatch, Store
from tests.store.builders import ALL, ME, NOW, OTHER, SHOP, after

OUT, IN = JobSide.OUTPUT, JobSide.INPUT


def job(identity: str = "j1", **parts: Any) -> Job:
    """An export that waits."""
    usual: dict[str, Any] = {
        "shop": SHOP,
        "kind": JobKind.EXPORT,
        "state": JobState.WAITING,
        "asked": {"list": "coupons"},
        "actor_kind": "staff",
        "actor_id": "me",
        "created_at": NOW,
        "next_at": NOW,
    }
    return Job(id=identity, **(usual | parts))


async def claim(store: Store, seconds: float = 0) -> Job | None:
    return await store.claim_job(after(seconds=seconds), after(seconds=seconds + 30))


async def written(store: Store, side: JobSide, shop: str = SHOP) -> bytes:
    return b"".join(content for _, content in await store.job_parts(shop, "j1", side, 0, 100))


async def test_a_job_runs_step_by_step_to_its_end(store: Store) -> None:
    await store.add_job(job(), ME, NOW)
    running = await claim(store, 1)
    assert running is not None
    assert (JobState.RUNNING, 1, after(seconds=1)) == (running.state, running.attempt, running.started_at)
    assert None is await claim(store, 2)

    step = JobStep(cursor="10", done=10, total=20, totals={"amount": 7}, wrote=((OUT, b"a"), (OUT, b"b")))
    kept = await store.keep_step(running, step, after(seconds=2), after(seconds=32))
    assert kept is not None
    assert ("10", 10, {"amount": 7}) == (kept.cursor, kept.done, kept.totals)
    assert None is await claim(store, 31)
    last = JobStep(cursor="", state=JobState.DONE, done=20, total=20, wrote=((OUT, b"c"),))
    assert await store.keep_step(kept, last, after(seconds=3), after(seconds=33))
    done = await store.job(SHOP, "j1")
    assert done is not None
    assert (JobState.DONE, after(seconds=3), b"abc") == (done.state, done.ended_at, await written(store, OUT))
    assert None is await claim(store, 9999)


async def test_a_worker_that_was_too_slow_writes_nothing_any_more(store: Store) -> None:
    await store.add_job(job(), ME, NOW)
    slow = await claim(store)
    other = await claim(store, 31)
    assert slow is not None
    assert other is not None
    step = JobStep(cursor="1", wrote=((OUT, b"x"),))
    assert None is await store.keep_step(slow, step, after(seconds=32), after(seconds=62))
    assert b"" == await written(store, OUT)
    assert await store.keep_step(other, step, after(seconds=32), after(seconds=62))
    assert b"x" == await written(store, OUT)


async def test_ten_workers_share_three_jobs(store: Store) -> None:
    for number in range(3):
        await store.add_job(job(f"j{number}"), ME, NOW)
    got = [one.id for one in await asyncio.gather(*(claim(store) for _ in range(10))) if one is not None]
    assert ["j0", "j1", "j2"] == sorted(got)


async def upload(store: Store, name: str, *content: bytes) -> None:
    for number, piece in enumerate(content):
        assert await store.add_job_input(SHOP, "j1", name, number, piece)


async def test_a_file_is_handed_in_while_the_job_is_open_and_can_be_handed_in_again(store: Store) -> None:
    await store.add_job(job(state=JobState.OPEN, next_at=None), ME, NOW)
    assert None is await claim(store)
    await upload(store, "u1", b"one", b"two", b"three")
    assert await store.cut_job_input(SHOP, "j1", "u1", 3)
    await upload(store, "u2", b"ONE", b"two")
    assert await store.cut_job_input(SHOP, "j1", "u2", 2)
    assert b"ONEtwo" == await written(store, IN)
    assert ((1, b"two"),) == await store.job_parts(SHOP, "j1", IN, 1, 5)
    assert b"" == await written(store, IN, OTHER)
    assert not await store.add_job_input(OTHER, "j1", "u3", 0, b"x")
    assert await store.start_job(SHOP, "j1", {"dry": "1"}, ME, NOW)
    assert not await store.add_job_input(SHOP, "j1", "u4", 0, b"late")
    assert not await store.cut_job_input(SHOP, "j1", "u4", 0)


async def test_a_file_counts_only_when_all_of_it_was_handed_in(store: Store) -> None:
    await store.add_job(job(state=JobState.OPEN, next_at=None), ME, NOW)
    await upload(store, "u1", b"one", b"two", b"three")
    assert b"" == await written(store, IN)  # nobody said yet that this is all
    assert await store.cut_job_input(SHOP, "j1", "u1", 3)
    await upload(store, "u2", b"ANOTHER")  # and then the line goes dead
    assert b"onetwothree" == await written(store, IN)
    assert not await store.cut_job_input(SHOP, "j1", "u2", 2)  # the second piece never came
    assert b"onetwothree" == await written(store, IN)


async def test_two_uploads_at_once_never_make_one_file(store: Store) -> None:
    await store.add_job(job(state=JobState.OPEN, next_at=None), ME, NOW)
    await upload(store, "u1", b"A1", b"A2")
    await upload(store, "u2", b"B1")
    assert not await store.add_job_input(SHOP, "j1", "u1", 2, b"A3")
    assert not await store.cut_job_input(SHOP, "j1", "u1", 3)
    assert not await store.cut_job_input(SHOP, "j1", "u1", 2)
    assert not await store.add_job_input(SHOP, "j1", "u2", 2, b"B3")  # its second piece is not there yet
    assert await store.add_job_input(SHOP, "j1", "u2", 1, b"B2")
    assert await store.cut_job_input(SHOP, "j1", "u2", 2)
    assert b"B1B2" == await written(store, IN)


async def test_a_file_that_nobody_started_is_forgotten_too(store: Store) -> None:
    await store.add_job(job(state=JobState.OPEN, next_at=None), ME, NOW)
    assert await store.add_job_input(SHOP, "j1", "u", 0, b"names and addresses")
    assert await store.cut_job_input(SHOP, "j1", "u", 1)
    assert 0 == await store.forget_jobs(NOW, 10)
    assert 1 == await store.forget_jobs(after(days=1), 10)
    assert (None, b"") == (await store.job(SHOP, "j1"), await written(store, IN))


async def test_a_checked_job_runs_from_its_beginning_and_a_failed_one_from_where_it_stopped(
    store: Store,
) -> None:
    await store.add_job(job(), ME, NOW)
    running = await claim(store)
    assert running is not None
    checked = JobStep(cursor="", state=JobState.CHECKED, done=5, wrote=((OUT, b"looked"),))
    await store.keep_step(running, checked, NOW, NOW)
    assert await store.start_job(SHOP, "j1", {"dry": "no"}, ME, NOW)
    assert not await store.start_job(SHOP, "j1", {}, ME, NOW)
    assert b"" == await written(store, OUT)

    again = await claim(store)
    assert again is not None
    assert {"list": "coupons", "dry": "no"} == again.asked
    failed = JobStep(cursor="3", state=JobState.FAILED, problem="no disk", wrote=((OUT, b"half"),))
    await store.keep_step(again, failed, NOW, NOW)
    assert await store.start_job(SHOP, "j1", {}, ME, NOW)
    third = await claim(store)
    assert third is not None
    assert ("3", "", 3, b"half") == (third.cursor, third.problem, third.attempt, await written(store, OUT))


async def test_a_cancelled_job_stops_at_its_next_step(store: Store) -> None:
    await store.add_job(job(), ME, NOW)
    running = await claim(store)
    assert running is not None
    assert not await store.cancel_job(OTHER, "j1", ME, NOW)
    assert await store.cancel_job(SHOP, "j1", ME, NOW)
    assert not await store.cancel_job(SHOP, "j1", ME, NOW)
    assert None is await store.keep_step(running, JobStep(cursor="1"), NOW, after(seconds=30))
    assert not await store.start_job(SHOP, "j1", {}, ME, NOW)


async def test_requests_repeat_and_leave_an_audit_row_each(store: Store) -> None:
    key = Receipt(key="k", request_hash=b"r")
    assert "j1" == await store.add_job(job(), ME, NOW, key)
    assert "j1" == await store.add_job(job("j2"), ME, NOW, key)
    with pytest.raises(ReceiptMismatch):
        await store.add_job(job("j3"), ME, NOW, Receipt(key="k", request_hash=b"x"))
    cancel = Receipt(key="c", request_hash=b"r")
    assert await store.cancel_job(SHOP, "j1", ME, NOW, cancel)
    assert await store.cancel_job(SHOP, "j1", ME, NOW, cancel)
    assert ["job cancelled", "job added"] == [entry.action for entry in await store.audit(SHOP, ALL)][:2]


async def test_jobs_are_listed_newest_first_and_forgotten_with_their_files(store: Store) -> None:
    await store.add_job(job("j1"), ME, NOW)
    await store.add_job(job("j2", created_at=after(hours=1), kind=JobKind.BULK_REFUND), ME, NOW)
    assert ["j2", "j1"] == [one.id for one in await store.jobs(SHOP, ALL)]
    assert ["j1"] == [one.id for one in await store.jobs(SHOP, ALL, kind=JobKind.EXPORT)]
    assert () == await store.jobs(OTHER, ALL)
    running = await claim(store)
    assert running is not None
    end = JobStep(cursor="", state=JobState.DONE, wrote=((OUT, b"x"),))
    await store.keep_step(running, end, NOW, NOW)
    assert 1 == await store.forget_jobs(after(days=1), 10)
    assert (None, b"") == (await store.job(SHOP, "j1"), await written(store, OUT))
    assert 1 == len(await store.jobs(SHOP, ALL))
