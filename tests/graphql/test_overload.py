"""A server that is full says so early: nothing is done for what it cannot take, and nothing is lost by asking again."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from engine.service.engine import Engine
from engine.store.connect import open_store
from graphql_api.app import STOREFRONT_AUDIENCE
from graphql_api.door import Door
from graphql_api.metrics import Metrics
from graphql_api.rates import Turnstile
from tests.graphql.client import GENEROUS, Client, client_of
from tests.graphql.documents import RECORD, order
from tests.service.shop import make_engine


@pytest.fixture
async def on_disk(tmp_path: Path, opened_sqlite: Path) -> AsyncIterator[Engine]:
    """A shop whose requests wait for a database, as they do in real life."""
    shutil.copy(opened_sqlite, tmp_path / "otoku.sqlite3")
    store = open_store(f"sqlite://{tmp_path}/otoku.sqlite3")
    await store.open()
    yield make_engine(store)
    await store.close()


async def narrow(engine: Engine, running: int) -> Client:
    """A client of a storefront that works on so many requests at once."""
    audience = replace(STOREFRONT_AUDIENCE, limits=replace(STOREFRONT_AUDIENCE.limits, running=running))
    door = Door(audience, engine, Turnstile(GENEROUS), Metrics())
    app = Starlette(routes=[Route("/storefront/graphql", door.answer, methods=["POST"])])
    return await client_of(app, engine, "tea")


async def record(client: Client, number: int) -> httpx2.Response:
    body = {"query": RECORD, "variables": {"input": order(f"o{number}", "SAMPLE-1")}}
    return await client.post("/storefront/graphql", "secret", body)


async def test_a_full_process_refuses_early_and_takes_the_same_again_a_moment_later(on_disk: Engine) -> None:
    client = await narrow(on_disk, 2)
    answers = await asyncio.gather(*(record(client, number) for number in range(20)))
    refused = [number for number, one in enumerate(answers) if one.status_code == 503]
    assert 2 <= 20 - len(refused) < 20
    for number in refused:
        (error,) = answers[number].json()["errors"]
        assert (error["extensions"]["code"], answers[number].headers["retry-after"]) == ("OVERLOADED", "1")
    assert await on_disk.store.orders_by_id("tea", [f"o{number}" for number in refused]) == ()

    again = [await record(client, number) for number in range(20)]
    recorded = [one.json()["data"]["orderRecord"]["order"] for one in again]
    assert [one["repeated"] for one in recorded] == [number not in refused for number in range(20)]
    await client.http.aclose()


async def test_a_process_with_room_refuses_nobody(on_disk: Engine) -> None:
    client = await narrow(on_disk, 20)
    answers = await asyncio.gather(*(record(client, number) for number in range(20)))
    assert [200] * 20 == [one.status_code for one in answers]
    await client.http.aclose()
