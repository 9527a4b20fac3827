"""Bulk refunds: a file is looked through, carried out once, and taken up again after any death."""

import csv
import io
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from engine.model.answers import Published
from engine.model.card_records import CardWanted
from engine.model.decision import Problem, Rejection
from engine.model.job import Job, JobSide, JobState
from engine.model.records import Page, SourceFile
from engine.model.refund_row import RefundColumns, Twins
from engine.service.bulk_refund_jobs import open_bulk_refund, preview_bulk_refund, start_bulk_refund
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.hand_in import hand_in
from engine.service.job_files import written
from engine.service.jobs import cancel_job, resume_job
from engine.service.kept_mails import kept_mails
from engine.service.publish import publish
from engine.service.run_jobs import run_job
from engine.service.work import work
from tests.service.shop import TEST, open_shop

RULES = """otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
  sender email "shop@example.com"
}

giftcard "refunds" {
  code pattern "GIFT-****-****-****"
  valid 365 days
  send email "card"
}
"""
MAIL = """category: giftcard
class: essential
subject: {{ giftcard.balance }}
---
{{ giftcard.code }}
"""
FILES = (
    SourceFile(path="rules.otoku", text=RULES),
    SourceFile(path="templates/card.ja.liquid", text=MAIL),
)
HEAD = "customer,email,booking,amount\n"


@pytest.fixture
async def shop(engine: Engine) -> Engine:
    await open_shop(engine, files=FILES)
    return engine


async def pieces(content: bytes, size: int = 1000) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


def rows(count: int, first: int = 0) -> str:
    return "".join(f"c{n},c{n}@shop.example,B{n},{1000 + n}\n" for n in range(first, first + count))


async def handed_in(engine: Engine, text: str | bytes, **parts: Any) -> Job:
    job = await open_bulk_refund(engine, "tea", "refunds", TEST, **parts)
    assert isinstance(job, Job)
    content = text if isinstance(text, bytes) else text.encode()
    assert len(content) == await hand_in(engine, "tea", job.id, pieces(content))
    return job


async def checked(engine: Engine, text: str | bytes, twins: Twins | None = None, **parts: Any) -> Job:
    job = await handed_in(engine, text, **parts)
    started = await start_bulk_refund(engine, "tea", job.id, TEST, check=True, twins=twins)
    assert isinstance(started, Job), started
    assert await run_job(engine)
    return await now(engine, job)


async def run(engine: Engine, job: Job) -> Job:
    started = await start_bulk_refund(engine, "tea", job.id, TEST, check=False)
    assert isinstance(started, Job), started
    assert await run_job(engine)
    return await now(engine, job)


async def now(engine: Engine, job: Job) -> Job:
    found = await engine.store.job("tea", job.id)
    assert found is not None
    return found


async def table(engine: Engine, job: Job, side: JobSide) -> list[dict[str, str]]:
    content = b"".join([part async for part in written(engine, job, side)])
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


async def credited(engine: Engine) -> dict[str, int]:
    """Balance by booking of every card there is."""
    found: dict[str, int] = {}
    page = Page(limit=5000)
    for card in await engine.store.cards("tea", page, CardWanted()):
        booking = dict(card.metadata)["booking_id"]
        assert booking not in found
        found[booking] = card.fact.balance
    return found


@pytest.mark.requirement("S5.1", "S5.6", "S5.7", "S5.15", "S5.26", "D5.d")
async def test_a_file_becomes_cards_with_balances_metadata_and_mails(shop: Engine) -> None:
    job = await checked(shop, HEAD + rows(3))
    assert (JobState.CHECKED, 3, 0, 3003) == (job.state, job.done, job.failed, job.totals["amount"])
    assert {} == await credited(shop)

    job = await run(shop, job)
    assert (JobState.DONE, 3, 3) == (job.state, job.done, job.total)
    assert {"B0": 1000, "B1": 1001, "B2": 1002} == await credited(shop)
    outcome = await table(shop, job, JobSide.OUTPUT)
    assert [("2", "B0", "1000", "done"), ("3", "B1", "1001", "done"), ("4", "B2", "1002", "done")] == [
        (row["line"], row["booking"], row["amount"], row["status"]) for row in outcome
    ]
    while await work(shop):
        pass
    mails = await kept_mails(shop, "tea", Page(limit=10))
    assert {"c0@shop.example", "c1@shop.example", "c2@shop.example"} == {mail.recipient for mail in mails}
    (card,) = await shop.store.cards("tea", Page(limit=5), CardWanted(metadata=("booking_id", "B1")))
    assert ("c1", "c1@shop.example") == (card.fact.owner_id, card.fact.owner_email)


async def test_an_upload_that_broke_off_is_no_file(shop: Engine) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"#" * 300_000
        raise ConnectionError

    job = await handed_in(shop, HEAD + rows(2))
    with pytest.raises(ConnectionError):
        await hand_in(shop, "tea", job.id, broken())
    looked = await start_bulk_refund(shop, "tea", job.id, TEST, check=True)
    assert isinstance(looked, Job), looked
    assert await run_job(shop)
    assert ((await now(shop, job)).done, (await now(shop, job)).failed) == (2, 0)


async def test_of_two_uploads_at_once_one_is_the_file_and_the_other_is_refused(shop: Engine) -> None:
    job = await handed_in(shop, "")
    text = (HEAD + rows(20_000)).encode()

    async def interrupted() -> AsyncIterator[bytes]:
        for start in range(0, len(text), 100_000):
            yield text[start : start + 100_000]
            if start == 300_000:
                second = (HEAD + rows(3)).encode()
                assert len(second) == await hand_in(shop, "tea", job.id, pieces(second))

    first = await hand_in(shop, "tea", job.id, interrupted())
    assert isinstance(first, Rejection)
    assert Problem.STATE_NOT_ALLOWED is first.problem
    assert isinstance(await start_bulk_refund(shop, "tea", job.id, TEST, check=True), Job)
    assert await run_job(shop)
    assert (3, 0) == ((await now(shop, job)).done, (await now(shop, job)).failed)


async def test_totals_count_what_the_rule_itself_puts_on_each_card(shop: Engine) -> None:
    text = RULES.replace("valid 365 days", "balance 500 JPY\n  valid 365 days")
    files = (replace(FILES[0], text=text), *FILES[1:])
    assert isinstance(await publish(shop, "tea", files, expected=1, actor=TEST), Published)
    job = await checked(shop, HEAD + rows(2))
    assert job.totals["amount"] == 1500 + 1501
    done = await run(shop, job)
    assert done.totals["amount"] == sum((await credited(shop)).values()) == 1500 + 1501


async def test_the_shop_may_send_the_codes_itself(shop: Engine) -> None:
    await run(shop, await checked(shop, HEAD + rows(2), notify=False))
    assert 2 == len(await credited(shop))
    assert 0 == await work(shop)


async def test_the_same_file_again_gives_nothing_again(shop: Engine) -> None:
    await run(shop, await checked(shop, HEAD + rows(3)))
    assert isinstance(shop.clock, VirtualClock)
    shop.clock.advance(timedelta(minutes=1))
    job = await checked(shop, HEAD + rows(5))
    assert (5, 3, 2007) == (job.done, job.totals["repeated"], job.totals["amount"])
    job = await run(shop, job)
    assert (5, 3, 5) == (job.done, job.totals["repeated"], len(await credited(shop)))
    statuses = [row["status"] for row in await table(shop, job, JobSide.OUTPUT)]
    assert ["repeated"] * 3 + ["done"] * 2 == statuses


async def test_a_row_that_stands_in_the_file_twice_is_told_once_before_and_after(shop: Engine) -> None:
    again = HEAD + rows(600) + rows(1) + rows(2, 599)  # beyond one step, and in the same one
    looked = await checked(shop, again, Twins.ONCE)
    told = {"amount": sum(range(1000, 1601)), "repeated": 2, "repeated_amount": 2599}
    assert told == looked.totals

    job = await run(shop, looked)

    assert told == job.totals
    assert told["amount"] == sum((await credited(shop)).values())
    outcome = [row["line"] for row in await table(shop, job, JobSide.OUTPUT) if row["status"] == "repeated"]
    assert ["602", "603"] == outcome


async def test_rows_that_cannot_be_carried_out_are_listed_and_hinder_no_other(shop: Engine) -> None:
    text = HEAD + (
        "c1,,B1,1000\n"
        ",,B2,1000\n"
        "c3,,,1000\n"
        "c4,,B4,a lot\n"
        "c5,,B5,0\n"
        "c6,,B6,10.5\n"
        "c7,not an address,B7,700\n"
        "c1,,B1,999\n"
        "c1,,B1,1000\n"
        "c9,,B9,1,2,3\n"
        '"c10",,"B\n10","￥１，２００"\n'
        'c11,,"B11,5\n'
        "c12,,B12,-5\n"
        "c13,,=B13,500\n"
    )
    job = await checked(shop, text, Twins.ONCE)
    failures = {row["line"]: row["reason"] for row in await table(shop, job, JobSide.FAILURES)}
    expected = {
        "3": "missing", "4": "missing", "5": "not_a_number", "6": "amount_out_of_range", "7": "not_a_number",
        "9": "publication_changed", "11": "too_many_cells", "14": "not_csv", "15": "amount_out_of_range",
    }  # fmt: skip
    assert expected == failures
    assert (5, 9, 1) == (job.done, job.failed, job.totals["repeated"])

    job = await run(shop, job)
    assert {"B1": 1000, "B 10": 1200, "=B13": 500} == await credited(shop)
    reasons = {row["line"]: row["reason"] for row in await table(shop, job, JobSide.FAILURES)}
    assert expected | {"8": "email_invalid"} == reasons
    assert "'=B13" in [row["booking"] for row in await table(shop, job, JobSide.OUTPUT)]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("9e9999999", "amount_out_of_range"),
        ("-9e9999999", "amount_out_of_range"),
        ("1e-9999999", "amount_out_of_range"),
        ('"12,50"', "not_a_number"),
        ('"1,2000"', "not_a_number"),
        ('",500"', "not_a_number"),
        ('"1.234,500"', "not_a_number"),
    ],
)
async def test_an_amount_that_could_mean_another_is_asked_back_and_stops_no_other_row(
    shop: Engine, written: str, reason: str
) -> None:
    job = await checked(shop, f'{HEAD}c1,,B1,{written}\nc2,,B2,"1,234,500"\n')
    assert (JobState.CHECKED, 1, 1) == (job.state, job.done, job.failed)
    assert [reason] == [row["reason"] for row in await table(shop, job, JobSide.FAILURES)]
    await run(shop, job)
    assert {"B2": 1_234_500} == await credited(shop)


@pytest.mark.parametrize(
    "content",
    [
        '顧客ID,メールアドレス,予約番号,返金額\r\nc1,c1@shop.example,予約1,"12,000"\r\n'.encode("cp932"),
        "﻿顧客ID,メールアドレス,予約番号,返金額\r\nc1,c1@shop.example,予約1,１２０００円".encode(),
        '{"customer": "c1", "email": "c1@shop.example", "booking": "予約1", "amount": 12000}\n'.encode(),
    ],
)
async def test_files_of_excel_and_json_lines_are_understood(shop: Engine, content: bytes) -> None:
    job = await checked(shop, content)
    assert (1, 12000) == (job.done, job.totals["amount"])
    await run(shop, job)
    assert {"予約1": 12000} == await credited(shop)


async def test_columns_are_guessed_shown_and_can_be_named(shop: Engine) -> None:
    job = await handed_in(shop, "who,what,money\nc1,B1,500\nc2,B2,600\n")
    shown = await preview_bulk_refund(shop, "tea", job.id)
    assert not isinstance(shown, Rejection)
    assert (("who", "what", "money"), {"who": "c1", "what": "B1", "money": "500"}) == (
        shown.headings, shown.rows[0],
    )  # fmt: skip
    refused = await start_bulk_refund(shop, "tea", job.id, TEST, check=True)
    assert isinstance(refused, Rejection)
    assert Problem.COLUMN_MISSING is refused.problem
    columns = RefundColumns(customer="who", booking="what", amount="money")
    assert isinstance(await start_bulk_refund(shop, "tea", job.id, TEST, check=True, columns=columns), Job)
    await run_job(shop)
    assert 1100 == (await now(shop, job)).totals["amount"]


async def test_nothing_runs_that_was_not_looked_through(shop: Engine) -> None:
    job = await handed_in(shop, HEAD + rows(1))
    assert isinstance(await start_bulk_refund(shop, "tea", job.id, TEST, check=False), Rejection)
    assert isinstance(await start_bulk_refund(shop, "tea", "nobody", TEST, check=True), Rejection)
    assert isinstance(await resume_job(shop, "tea", job.id, TEST), Rejection)
    assert isinstance(await open_bulk_refund(shop, "tea", "no such rule", TEST), Rejection)
    assert isinstance(await hand_in(shop, "tea", "nobody", pieces(b"x")), Rejection)
    assert not await run_job(shop)


async def test_an_empty_file_fails_with_the_reason_and_can_be_handed_in_again(shop: Engine) -> None:
    job = await handed_in(shop, "customer,booking,amount\n")
    await start_bulk_refund(shop, "tea", job.id, TEST, check=True)
    await run_job(shop)
    assert (JobState.CHECKED, 0) == ((await now(shop, job)).state, (await now(shop, job)).done)


async def test_a_job_whose_rule_is_gone_fails_says_why_and_goes_on_when_it_is_back(shop: Engine) -> None:
    job = await checked(shop, HEAD + rows(2))
    without = RULES[: RULES.index("giftcard")]
    await publish(shop, "tea", [SourceFile(path="rules.otoku", text=without)], expected=1, actor=TEST)
    job = await run(shop, job)
    assert (JobState.FAILED, {}) == (job.state, await credited(shop))
    assert 'no live gift card rule "refunds"' in job.problem

    await publish(shop, "tea", FILES, expected=2, actor=TEST)
    assert isinstance(await resume_job(shop, "tea", job.id, TEST), Job)
    assert await run_job(shop)
    assert (JobState.DONE, "", 2) == (
        (await now(shop, job)).state, (await now(shop, job)).problem, len(await credited(shop)),
    )  # fmt: skip


async def test_a_worker_that_dies_between_cards_and_progress_credits_nothing_twice(shop: Engine) -> None:
    job = await checked(shop, HEAD + rows(1200), notify=False)
    await start_bulk_refund(shop, "tea", job.id, TEST, check=False)
    assert isinstance(shop.clock, VirtualClock)
    random = Random(7)
    deaths = 0
    while (await now(shop, job)).state is not JobState.DONE:
        left = random.randrange(1, 4)

        class Dying:
            """The store of a worker that is killed before it can write its n-th step down."""

            def __init__(self, steps: int) -> None:
                self.steps = steps

            def __getattr__(self, name: str) -> Any:
                return getattr(shop.store, name)

            async def keep_step(self, *given: Any) -> Any:
                self.steps -= 1
                if self.steps <= 0:
                    raise KeyboardInterrupt
                return await shop.store.keep_step(*given)

        try:
            await run_job(replace(shop, store=Dying(left)))  # type: ignore[arg-type]
        except KeyboardInterrupt:
            deaths += 1
        shop.clock.advance(timedelta(seconds=31))
    done = await now(shop, job)
    assert (1200, 0, sum(1000 + n for n in range(1200))) == (done.done, done.failed, done.totals["amount"])
    assert {f"B{n}": 1000 + n for n in range(1200)} == await credited(shop)
    outcome = await table(shop, job, JobSide.OUTPUT)
    assert [f"B{n}" for n in range(1200)] == [row["booking"] for row in outcome]
    assert {"done"} == {row["status"] for row in outcome}
    assert deaths > 0
    assert () == await shop.store.check_invariants("tea", shop.clock.now())


async def test_a_cancelled_refund_stops_and_keeps_what_it_did(shop: Engine) -> None:
    job = await checked(shop, HEAD + rows(1200))
    await start_bulk_refund(shop, "tea", job.id, TEST, check=False)
    stopped = 0

    def stopping() -> bool:
        nonlocal stopped
        stopped += 1
        return True

    await run_job(shop, stopping)
    assert isinstance(await cancel_job(shop, "tea", job.id, TEST), Job)
    assert isinstance(shop.clock, VirtualClock)
    shop.clock.advance(timedelta(minutes=1))
    assert not await run_job(shop)
    assert 500 == len(await credited(shop))
    assert isinstance(await cancel_job(shop, "tea", job.id, TEST), Rejection)
