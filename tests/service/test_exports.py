"""Exports of any length as jobs: complete, resumable, safe for spreadsheets, in CSV and JSON Lines."""

import csv
import io
import json
from datetime import timedelta

import pytest

from engine.model.card_requests import PublicationRequest
from engine.model.decision import Rejection
from engine.model.job import Job, JobSide, JobState
from engine.model.requests import BuyerRequest
from engine.service import export_job
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.export_job import LISTINGS
from engine.service.job_files import written
from engine.service.jobs import start_export
from engine.service.publish_cards import publish_cards
from engine.service.run_jobs import run_job
from engine.service.spreadsheet import csv_lines
from tests.service.shop import TEST, buy, open_shop
from tests.service.test_bulk_refund import FILES


async def export(engine: Engine, **asked: str) -> tuple[Job, str]:
    job = await start_export(engine, "tea", asked, TEST)
    assert isinstance(job, Job)
    while await run_job(engine):
        pass
    done = await engine.store.job("tea", job.id)
    assert done is not None
    return done, b"".join([part async for part in written(engine, job, JobSide.OUTPUT)]).decode("utf-8-sig")


@pytest.mark.requirement("S5.42")
async def test_every_row_comes_once_over_many_steps(tea: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_job, "ROWS_AT_ONCE", 3)
    for number in range(10):
        await buy(tea, f"o{number}", "SAMPLE-1", email=f"u{number}@shop.example")
        assert isinstance(tea.clock, VirtualClock)
        tea.clock.advance(timedelta(seconds=1))
    job, text = await export(tea, list="coupons", addresses="yes")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert (JobState.DONE, 10, 10) == (job.state, job.done, job.total)
    assert [f"u{n}@shop.example" for n in reversed(range(10))] == [row["owner"] for row in rows]
    assert all(row["code"].startswith("••••") for row in rows)

    _, lines = await export(tea, list="orders", format="jsonl")
    orders = [json.loads(line) for line in lines.splitlines()]
    assert [f"o{n}" for n in reversed(range(10))] == [order["order"] for order in orders]
    assert "buyer" not in orders[0]


@pytest.mark.requirement("S5.39", "S5.42")
async def test_cards_and_their_ledger_can_be_taken_away(engine: Engine) -> None:
    await open_shop(engine, files=FILES)
    asked = [
        PublicationRequest(
            source_id=f"s{n}",
            buyer=BuyerRequest(email=f"u{n}@shop.example"),
            amount=500,
            metadata=(("booking_id", f"=B{n}"),),
        )
        for n in range(3)
    ]
    await publish_cards(engine, "tea", "refunds", asked, actor=TEST)
    _, cards = await export(engine, list="cards")
    assert [("500", "active", "")] * 3 == [
        (row["balance"], row["state"], row.get("owner", "")) for row in csv.DictReader(io.StringIO(cards))
    ]
    _, ledger = await export(engine, list="ledger")
    assert [("credit", "500")] * 3 == [
        (row["kind"], row["amount"]) for row in csv.DictReader(io.StringIO(ledger))
    ]


@pytest.mark.parametrize("listed", sorted(LISTINGS))
async def test_an_empty_list_is_a_file_with_its_headings(tea: Engine, listed: str) -> None:
    job, text = await export(tea, list=listed)
    assert (JobState.DONE, 0) == (job.state, job.done)
    assert 1 == len(text.splitlines())


async def test_an_unknown_list_is_refused(tea: Engine) -> None:
    assert isinstance(await start_export(tea, "tea", {"list": "secrets"}, TEST), Rejection)
    assert isinstance(await start_export(tea, "nobody", {"list": "coupons"}, TEST), Rejection)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_no_text_is_carried_out_by_a_spreadsheet(sign: str) -> None:
    (cell,) = next(csv.reader(io.StringIO(csv_lines([(f"{sign}1+1",)]).decode(), newline="")))
    assert f"'{sign}1+1" == cell
    assert b"-5\r\n" == csv_lines([(-5,)])


@pytest.mark.requirement("S5.46")
async def test_movements_are_taken_over_as_often_as_the_merchant_likes_each_once(engine: Engine) -> None:
    await open_shop(engine, files=FILES)
    assert isinstance(engine.clock, VirtualClock)
    taken: list[str] = []
    since = engine.clock.now()
    for hours in (1, 24, 24 * 7):
        asked = [
            PublicationRequest(source_id=f"s{hours}", buyer=BuyerRequest(external_id="c1"), amount=hours)
        ]
        assert not isinstance(await publish_cards(engine, "tea", "refunds", asked, actor=TEST), Rejection)
        engine.clock.advance(timedelta(hours=hours))
        until = engine.clock.now()
        _, text = await export(
            engine, list="ledger", format="jsonl", since=since.isoformat(), until=until.isoformat()
        )
        fresh = [json.loads(line) for line in text.splitlines()]
        assert fresh
        taken += [row["transfer"] for row in fresh]
        since = until
    _, everything = await export(engine, list="ledger", format="jsonl")
    assert sorted(taken) == sorted(json.loads(line)["transfer"] for line in everything.splitlines())
