"""Codes of another system over HTTP: opened, handed in, mapped, looked through, taken over."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from engine.model.import_row import ImportColumn
from engine.service.run_jobs import run_job
from engine.store.connect import open_store
from graphql_api.admin.code_import import ImportColumnKind
from tests.graphql.client import Client, connect
from tests.graphql.test_jobs import FOLLOW, JOB, get, upload
from tests.service.gifts import FILES
from tests.service.shop import make_engine, open_shop

OPEN = f"mutation($input: CodeImportOpenInput!) {{ giftCardsImport(input: $input) {{ {JOB} errors {{ code }} }} }}"
COUPONS = (
    f"mutation($input: CodeImportOpenInput!) {{ couponsImport(input: $input) {{ {JOB} errors {{ code }} }} }}"
)
CHECK = f"mutation($input: CodeImportCheckInput!) {{ codeImportCheck(input: $input) {{ {JOB} errors {{ code }} }} }}"
RUN = f"mutation($input: JobInput!) {{ codeImportRun(input: $input) {{ {JOB} errors {{ code }} }} }}"
PREVIEW = """query($id: ID!) { codeImportPreview(jobId: $id) {
  preview { headings rows columns { column heading } } errors { code } } }"""
FILE = "Ticket,残高,Email\nABCD-0001,1000,you@example.com\nABCD-0002,x,you@example.com\n"


@pytest.fixture
async def cards() -> AsyncIterator[Client]:
    store = open_store("memory://")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine, files=FILES)
    client = await connect(engine)
    yield client
    await client.http.aclose()


async def opened(client: Client, **said: str) -> dict[str, Any]:
    asked = {"rule": "open", "source": "voucherify"} | said
    made: dict[str, Any] = (await client.admin(OPEN, input=asked))["giftCardsImport"]
    return made


def test_both_enums_name_the_same_columns() -> None:
    assert {one.value for one in ImportColumn} == {one.value for one in ImportColumnKind}


@pytest.mark.requirement("S5.42")
async def test_an_import_from_file_to_cards(cards: Client) -> None:
    job = (await opened(cards))["job"]
    assert ("CARD_IMPORT", "OPEN", "open") == (job["kind"], job["state"], job["subject"])
    assert 200 == (await upload(cards, job["uploadPath"], FILE.encode())).status_code
    looked = (await cards.admin(PREVIEW, id=job["id"]))["codeImportPreview"]["preview"]
    assert ["Ticket", "残高", "Email"] == looked["headings"]
    assert [("BALANCE", "残高"), ("EMAIL", "Email")] == [
        (one["column"], one["heading"]) for one in looked["columns"]
    ]
    refused = (await cards.admin(CHECK, input={"jobId": job["id"]}))["codeImportCheck"]["errors"]
    assert ["COLUMN_MISSING"] == [error["code"] for error in refused]

    columns = [*looked["columns"], {"column": "CODE", "heading": "Ticket"}]
    await cards.admin(CHECK, input={"jobId": job["id"], "columns": columns})
    await run_job(cards.engine)
    job = (await cards.admin(FOLLOW, id=job["id"]))["job"]
    assert ("CHECKED", 1, 1, None) == (job["state"], job["done"], job["failed"], job["outputPath"])
    assert 1000 == {one["name"]: one["value"] for one in job["totals"]}["amount"]
    assert "Write an amount" in (await get(cards, job["failuresPath"])).text

    await cards.admin(RUN, input={"jobId": job["id"]})
    await run_job(cards.engine)
    job = (await cards.admin(FOLLOW, id=job["id"]))["job"]
    assert ("DONE", 1, 1) == (job["state"], job["done"], job["failed"])
    outcome = await get(cards, job["outputPath"])
    assert "imported-cards" in outcome.headers["content-disposition"]
    assert "ABCD" not in outcome.text
    found = await cards.admin("{ giftCards(first: 9) { edges { node { maskedCode balance { amount } } } } }")
    assert [("••••0001", 1000)] == [
        (edge["node"]["maskedCode"], edge["node"]["balance"]["amount"])
        for edge in found["giftCards"]["edges"]
    ]
    said = await cards.admin("{ audit(first: 9) { edges { node { action } } } }")
    assert "gift cards imported" in {edge["node"]["action"] for edge in said["audit"]["edges"]}


async def test_an_unknown_rule_and_a_nameless_source_are_refused(cards: Client) -> None:
    assert ["NOT_FOUND"] == [error["code"] for error in (await opened(cards, rule="nobody"))["errors"]]
    assert ["TEXT_INVALID"] == [error["code"] for error in (await opened(cards, source=" "))["errors"]]
    unknown = await cards.admin(COUPONS, input={"rule": "open", "source": "x"})
    assert ["NOT_FOUND"] == [error["code"] for error in unknown["couponsImport"]["errors"]]
    assert ["NOT_FOUND"] == [
        error["code"] for error in (await cards.admin(PREVIEW, id="Sm9iOng"))["codeImportPreview"]["errors"]
    ]
