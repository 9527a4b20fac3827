"""Long files of products as jobs: opened, handed in, looked through, stored; who may, and what is refused."""

from typing import Any

import pytest

from engine.service import ask
from engine.service.run_jobs import run_job
from tests.graphql.client import Client
from tests.graphql.test_jobs import CANCEL, FOLLOW, JOB, get, upload

OPEN = f"mutation($input: ProductImportOpenInput!) {{ productImportOpen(input: $input) {{ {JOB} errors {{ code }} }} }}"
CHECK = f"mutation($input: JobInput!) {{ productImportCheck(input: $input) {{ {JOB} errors {{ code }} }} }}"
RUN = f"mutation($input: JobInput!) {{ productImportRun(input: $input) {{ {JOB} errors {{ code }} }} }}"
AT_ONCE = (
    "mutation($input: ProductsImportInput!) { productsImport(input: $input) { rows problems { code } } }"
)
FILE = "sku,name,price\n{0}-1,新茶,1200\n{0}-2,番茶,いくら\n{0}-3,玉露,2400\n"


async def opened(client: Client, content: bytes, form: str = "CSV") -> dict[str, Any]:
    """An import with its file, to be looked through."""
    job: dict[str, Any] = (await client.admin(OPEN, input={"format": form}))["productImportOpen"]["job"]
    assert 200 == (await upload(client, job["uploadPath"], content)).status_code
    return job


async def skus(client: Client) -> set[str]:
    return set((await ask.catalog(client.engine, "tea")).products)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
async def test_a_file_is_looked_through_and_then_stored_without_its_bad_rows(
    memory_client: Client, encoding: str
) -> None:
    client = memory_client
    one, two = f"{encoding}-1", f"{encoding}-3"
    job = await opened(client, FILE.format(encoding).encode(encoding))
    own = {"jobId": job["id"]}
    assert ["STATE_NOT_ALLOWED"] == [
        error["code"] for error in (await client.admin(RUN, input=own))["productImportRun"]["errors"]
    ]
    assert (await client.admin(CHECK, input=own))["productImportCheck"]["job"]["checking"]
    assert await run_job(client.engine)
    checked = (await client.admin(FOLLOW, id=job["id"]))["job"]
    assert ("CHECKED", 2, 1, 3) == tuple(checked[name] for name in ("state", "done", "failed", "total"))
    assert not {one, two} & await skus(client)
    failures = (await get(client, checked["failuresPath"])).text.splitlines()
    assert "3,price,not_a_number,いくら," == failures[1]

    await client.admin(RUN, input=own)
    assert await run_job(client.engine)
    done = (await client.admin(FOLLOW, id=job["id"]))["job"]
    assert ("DONE", 2, 1, None) == tuple(done[name] for name in ("state", "done", "failed", "outputPath"))
    assert {one, two} <= await skus(client)


@pytest.mark.parametrize("form", ["CSV", "JSONL"])
async def test_only_line_ends_end_rows(memory_client: Client, form: str) -> None:
    client = memory_client
    text = {
        "CSV": "sku,name,price\nLS-1,煎茶\u2028FREE,1200\nLS-2,a\x85LS-3,5\r\n",
        "JSONL": '{"sku": "LS-1", "name": "煎茶\u2028FREE", "price": 1}\n{"sku": "LS-2", "name": "a\x85b", "price": 5}',
    }[form]
    job = await opened(client, text.encode(), form)
    await client.admin(CHECK, input={"jobId": job["id"]})
    assert await run_job(client.engine)
    checked = (await client.admin(FOLLOW, id=job["id"]))["job"]
    assert ("CHECKED", 2, 0) == tuple(checked[name] for name in ("state", "done", "failed"))
    at_once = {"content": text, "format": form, "dryRun": True}
    report = (await client.admin(AT_ONCE, input=at_once))["productsImport"]
    assert ([], 2) == (report["problems"], report["rows"])


async def test_a_price_that_could_mean_another_is_asked_back(memory_client: Client) -> None:
    client = memory_client
    job = await opened(client, b'sku,name,price\nPR-1,a,"12,50"\nPR-2,b,"1,250"\n')
    await client.admin(CHECK, input={"jobId": job["id"]})
    assert await run_job(client.engine)
    checked = (await client.admin(FOLLOW, id=job["id"]))["job"]
    assert ("CHECKED", 1, 1) == tuple(checked[name] for name in ("state", "done", "failed"))
    assert (
        '2,price,not_a_number,"12,50",' == (await get(client, checked["failuresPath"])).text.splitlines()[1]
    )


async def test_rows_of_json_are_read_too_and_a_cancelled_import_stores_nothing(memory_client: Client) -> None:
    client = memory_client
    job = await opened(client, b'{"sku": "NEW-9", "name": "x", "price": 5}\n', "JSONL")
    own = {"jobId": job["id"]}
    await client.admin(CHECK, input=own)
    assert await run_job(client.engine)
    assert "CHECKED" == (await client.admin(FOLLOW, id=job["id"]))["job"]["state"]
    await client.admin(CANCEL, input=own)
    for document, name in ((CHECK, "productImportCheck"), (RUN, "productImportRun")):
        refused = (await client.admin(document, input=own))[name]["errors"]
        assert ["STATE_NOT_ALLOWED"] == [error["code"] for error in refused]
    assert "NEW-9" not in await skus(client)


async def test_a_file_in_no_known_encoding_says_so_and_another_job_is_not_an_import(
    memory_client: Client,
) -> None:
    client = memory_client
    job = await opened(client, b"sku,name,price\n\x81\x20,x,1\n")
    await client.admin(CHECK, input={"jobId": job["id"]})
    assert await run_job(client.engine)
    failed = (await client.admin(FOLLOW, id=job["id"]))["job"]
    assert ("FAILED", "the file is neither UTF-8 nor Shift_JIS") == (failed["state"], failed["problem"])
    unknown = (await client.admin(CHECK, input={"jobId": "nobody"}))["productImportCheck"]["errors"]
    assert ["NOT_FOUND"] == [error["code"] for error in unknown]


async def test_who_may_not_change_the_catalogue_may_not_import(memory_client: Client) -> None:
    refused = await memory_client.run("admin", "ci", OPEN, input={})
    assert "FORBIDDEN" == refused["errors"][0]["extensions"]["code"]
