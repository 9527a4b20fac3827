"""Exports and bulk refunds over HTTP: begun, handed in, followed, taken away; who may, and who may not."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from engine.model.job import JobState, JobStep
from engine.model.staff import Role
from engine.service.engine import Engine
from engine.service.run_jobs import run_job
from engine.store.connect import open_store
from graphql_api.ids import own_id
from tests.graphql.client import Client, connect
from tests.graphql.documents import RECORD, order
from tests.graphql.test_account import OWN, ask, enter, later, person
from tests.service.shop import make_engine, open_shop
from tests.service.test_bulk_refund import FILES, HEAD, rows

JOB = """job { id kind state subject checking done failed total problem uploadPath outputPath failuresPath
  totals { name value } }"""
EXPORT = f"mutation($input: ExportStartInput!) {{ exportStart(input: $input) {{ {JOB} errors {{ code }} }} }}"
OPEN = f"mutation($input: BulkRefundOpenInput!) {{ bulkRefundOpen(input: $input) {{ {JOB} errors {{ code field }} }} }}"
CHECK = f"mutation($input: BulkRefundCheckInput!) {{ bulkRefundCheck(input: $input) {{ {JOB} errors {{ code }} }} }}"
RUN = f"mutation($input: JobInput!) {{ bulkRefundRun(input: $input) {{ {JOB} errors {{ code }} }} }}"
CANCEL = f"mutation($input: JobInput!) {{ jobCancel(input: $input) {{ {JOB} errors {{ code }} }} }}"
RESUME = f"mutation($input: JobInput!) {{ jobResume(input: $input) {{ {JOB} errors {{ code }} }} }}"
PREVIEW = """query($id: ID!) { bulkRefundPreview(jobId: $id) {
  preview { headings rows columns { customerColumn bookingColumn } } errors { code } } }"""
FOLLOW = f"query($id: ID!) {{ {JOB.replace('job', 'job(id: $id)', 1)} }}"


@pytest.fixture
async def cards() -> AsyncIterator[Client]:
    """A shop with a gift card rule for refunds."""
    store = open_store("memory://")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine, files=FILES)
    client = await connect(engine)
    yield client
    await client.http.aclose()


async def upload(client: Client, path: str, content: bytes, token: str = "admin") -> Any:
    headers = {"authorization": f"Bearer {client.tokens[token]}"}
    return await client.http.post(path, content=content, headers=headers)


async def get(client: Client, path: str, token: str = "admin") -> Any:
    return await client.http.get(path, headers={"authorization": f"Bearer {client.tokens[token]}"})


async def opened(client: Client) -> dict[str, Any]:
    made: dict[str, Any] = (await client.admin(OPEN, input={"campaign": "refunds"}))["bulkRefundOpen"]["job"]
    return made


@pytest.mark.requirement("S5.42")
async def test_an_export_is_begun_followed_and_taken_away(client: Client) -> None:
    await client.storefront(RECORD, input=order("o1", "SAMPLE-1", email="you@example.com"))
    job = (await client.admin(EXPORT, input={"list": "COUPONS"}))["exportStart"]["job"]
    assert ("WAITING", "coupons", None) == (job["state"], job["subject"], job["outputPath"])
    assert await run_job(client.engine)
    job = (await client.admin(FOLLOW, id=job["id"]))["job"]
    assert ("DONE", 1, 1) == (job["state"], job["done"], job["total"])
    answer = await get(client, job["outputPath"])
    assert (200, "text/csv; charset=utf-8") == (answer.status_code, answer.headers["content-type"])
    assert "attachment" in answer.headers["content-disposition"]
    assert "you@example.com" in answer.text
    said = await client.admin("{ audit(first: 2) { edges { node { action } } } }")
    assert ["job file taken", "job added"] == [edge["node"]["action"] for edge in said["audit"]["edges"]]
    listed = await client.admin("{ jobs(first: 5, kind: EXPORT) { edges { node { id } } } }")
    assert [job["id"]] == [edge["node"]["id"] for edge in listed["jobs"]["edges"]]


@pytest.mark.requirement("S5.1", "S5.8", "D5.d")
async def test_a_bulk_refund_from_file_to_outcome(cards: Client) -> None:
    job = await opened(cards)
    assert ("OPEN", "refunds") == (job["state"], job["subject"])
    answer = await upload(cards, job["uploadPath"], (HEAD + rows(3) + "c9,,B9,zero\n").encode())
    assert (200, True) == (answer.status_code, answer.json()["bytes"] > 50)
    shown = (await cards.admin(PREVIEW, id=job["id"]))["bulkRefundPreview"]["preview"]
    assert (["customer", "email", "booking", "amount"], "booking") == (
        shown["headings"], shown["columns"]["bookingColumn"],
    )  # fmt: skip
    assert ["c0", "c0@shop.example", "B0", "1000"] == shown["rows"][0]

    started = (await cards.admin(CHECK, input={"jobId": job["id"]}))["bulkRefundCheck"]["job"]
    assert ("WAITING", True) == (started["state"], started["checking"])
    await run_job(cards.engine)
    job = (await cards.admin(FOLLOW, id=job["id"]))["job"]
    assert ("CHECKED", 3, 1, 4, None) == (
        job["state"], job["done"], job["failed"], job["total"], job["outputPath"],
    )  # fmt: skip
    assert {"amount": 3003, "repeated": 0, "repeated_amount": 0} == {
        one["name"]: one["value"] for one in job["totals"]
    }
    assert "not_a_number" in (await get(cards, job["failuresPath"])).text

    await cards.admin(RUN, input={"jobId": job["id"]})
    await run_job(cards.engine)
    job = (await cards.admin(FOLLOW, id=job["id"]))["job"]
    assert ("DONE", 3, 1) == (job["state"], job["done"], job["failed"])
    outcome = await get(cards, job["outputPath"])
    assert 4 == len(outcome.text.splitlines())
    found = await cards.admin("{ giftCards(first: 9) { edges { node { id } } } }")
    assert 3 == len(found["giftCards"]["edges"])


async def test_columns_that_nobody_can_guess_are_asked_for(cards: Client) -> None:
    job = await opened(cards)
    await upload(cards, job["uploadPath"], b"who,what,money\nc1,B1,500\n")
    refused = (await cards.admin(CHECK, input={"jobId": job["id"]}))["bulkRefundCheck"]["errors"]
    assert ["COLUMN_MISSING"] == [error["code"] for error in refused]
    columns = {"customerColumn": "who", "bookingColumn": "what", "amountColumn": "money"}
    started = await cards.admin(CHECK, input={"jobId": job["id"], "columns": columns})
    assert "WAITING" == started["bulkRefundCheck"]["job"]["state"]


async def test_a_job_is_cancelled_once_and_only_a_failed_one_resumes(cards: Client) -> None:
    job = await opened(cards)
    own = {"jobId": job["id"]}
    assert ["STATE_NOT_ALLOWED"] == [
        e["code"] for e in (await cards.admin(RUN, input=own))["bulkRefundRun"]["errors"]
    ]
    assert "CANCELLED" == (await cards.admin(CANCEL, input=own))["jobCancel"]["job"]["state"]
    for document, name in ((CANCEL, "jobCancel"), (RESUME, "jobResume"), (CHECK, "bulkRefundCheck")):
        refused = (await cards.admin(document, input=own))[name]["errors"]
        assert ["STATE_NOT_ALLOWED"] == [error["code"] for error in refused]
        unknown = (await cards.admin(document, input={"jobId": "nobody"}))[name]["errors"]
        assert ["NOT_FOUND"] == [error["code"] for error in unknown]
    late = await upload(cards, f"/import/{own_id('Job', job['id'])}", b"x")
    assert (409, "STATE_NOT_ALLOWED") == (late.status_code, late.json()["errors"][0]["extensions"]["code"])


async def test_files_are_for_who_may_have_them(cards: Client) -> None:
    job = (await cards.admin(EXPORT, input={"list": "CARDS"}))["exportStart"]["job"]
    await run_job(cards.engine)
    path = f"/export/{own_id('Job', job['id'])}"
    assert 200 == (await get(cards, path)).status_code
    for token, status in (("ci", 403), ("secret", 401), ("publishable", 401)):
        assert status == (await get(cards, path, token)).status_code
        assert status == (await upload(cards, "/import/x", b"x", token)).status_code
    assert 401 == (await cards.http.get(path)).status_code
    assert 401 == (await cards.http.post("/import/x", content=b"x")).status_code
    assert 404 == (await get(cards, "/export/nobody")).status_code
    assert 404 == (await upload(cards, "/import/nobody", b"x")).status_code


async def test_a_person_needs_the_right_and_a_fresh_proof_and_comes_from_our_own_pages(cards: Client) -> None:
    await enter(cards, await person(cards, Role.ANALYST))
    job = (await ask(cards, EXPORT, input={"list": "CARDS"}))["data"]["exportStart"]["job"]
    await run_job(cards.engine)
    path = f"/export/{own_id('Job', job['id'])}"
    answer = await cards.http.get(path)
    assert 200 == answer.status_code
    assert "owner" not in answer.text.splitlines()[0]
    assert 403 == (await cards.http.post("/import/x", content=b"x", headers=OWN)).status_code

    later(cards, minutes=6)
    stale = await cards.http.get(path)
    assert "STEP_UP_REQUIRED" == stale.json()["errors"][0]["extensions"]["code"]

    await enter(cards, await person(cards, Role.SUPPORT))
    assert 403 == (await cards.http.get(path)).status_code
    refused = await ask(cards, CANCEL, input={"jobId": job["id"]})
    assert "FORBIDDEN" == refused["errors"][0]["extensions"]["code"]
    opened_job = (await ask(cards, OPEN, input={"campaign": "refunds"}))["data"]["bulkRefundOpen"]["job"]
    forged = await cards.http.post(opened_job["uploadPath"], content=b"x")
    assert forged.status_code in (401, 403)
    assert 200 == (await cards.http.post(opened_job["uploadPath"], content=b"x", headers=OWN)).status_code


async def test_who_prepares_a_bulk_refund_need_not_be_who_may_run_it(cards: Client) -> None:
    await enter(cards, await person(cards, Role.SUPPORT))
    job = (await ask(cards, OPEN, input={"campaign": "refunds"}))["data"]["bulkRefundOpen"]["job"]
    assert (
        200
        == (
            await cards.http.post(job["uploadPath"], content=(HEAD + rows(2)).encode(), headers=OWN)
        ).status_code
    )
    checked = (await ask(cards, CHECK, input={"jobId": job["id"]}))["data"]["bulkRefundCheck"]
    assert [] == checked["errors"]
    assert await run_job(cards.engine)
    refused = await ask(cards, RUN, input={"jobId": job["id"]})
    assert ("FORBIDDEN", None) == (refused["errors"][0]["extensions"]["code"], refused["data"])
    cash_out = (
        """mutation { giftCardCashOut(input: {cardId: "x", reason: CARD_DECLINED}) { errors { code } } }"""
    )
    assert "FORBIDDEN" in str(await ask(cards, cash_out))
    await enter(cards, await person(cards, Role.PUBLISHER))
    started = (await ask(cards, RUN, input={"jobId": job["id"]}))["data"]["bulkRefundRun"]
    assert ([], "WAITING") == (started["errors"], started["job"]["state"])


async def test_a_refund_that_broke_off_goes_on_by_whoever_may_run_it(cards: Client) -> None:
    support, publisher = await person(cards, Role.SUPPORT), await person(cards, Role.PUBLISHER)
    await enter(cards, support)
    job = (await ask(cards, OPEN, input={"campaign": "refunds"}))["data"]["bulkRefundOpen"]["job"]
    own = {"jobId": job["id"]}
    file = (HEAD + rows(2)).encode()
    assert 200 == (await cards.http.post(job["uploadPath"], content=file, headers=OWN)).status_code
    await ask(cards, CHECK, input=own)
    assert await run_job(cards.engine)
    await enter(cards, publisher)
    await ask(cards, RUN, input=own)
    await break_off(cards.engine)
    await enter(cards, support)
    refused = await ask(cards, RESUME, input=own)
    assert "FORBIDDEN" == refused["errors"][0]["extensions"]["code"]
    await enter(cards, publisher)
    assert "WAITING" == (await ask(cards, RESUME, input=own))["data"]["jobResume"]["job"]["state"]
    await enter(cards, support)  # who prepared it may stop it
    assert "CANCELLED" == (await ask(cards, CANCEL, input=own))["data"]["jobCancel"]["job"]["state"]


async def break_off(engine: Engine) -> None:
    """The job that waits fails as one does whose rule is gone."""
    now = engine.clock.now()
    job = await engine.store.claim_job(now, now + engine.limits.lease)
    assert job is not None
    failed = JobStep(cursor="", state=JobState.FAILED, done=0, failed=0, problem="the rule is gone")
    assert await engine.store.keep_step(job, failed, now, now) is not None
