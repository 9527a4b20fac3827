"""Shops on real stores, and clients of them."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from engine.service.engine import Engine
from engine.store.connect import open_store
from tests.graphql.client import Client, connect
from tests.graphql.documents import RECORD, order
from tests.service.shop import drain, make_engine, open_shop


@pytest.fixture(scope="session")
async def opened_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the example shop in it, to be copied: migrating and publishing take a second."""
    path = tmp_path_factory.mktemp("opened") / "otoku.sqlite3"
    store = open_store(f"sqlite://{path}")
    await store.open()
    await open_shop(make_engine(store))
    await store.close()
    return path


@pytest.fixture(params=["memory", "sqlite"])
async def engine(
    request: pytest.FixtureRequest, tmp_path: Path, opened_sqlite: Path
) -> AsyncIterator[Engine]:
    """An engine with the example shop `tea` open for business."""
    on_disk = request.param == "sqlite"
    if on_disk:
        shutil.copy(opened_sqlite, tmp_path / "otoku.sqlite3")
    store = open_store(f"sqlite://{tmp_path}/otoku.sqlite3" if on_disk else "memory://")
    await store.open()
    engine = make_engine(store)
    if not on_disk:
        await open_shop(engine)
    yield engine
    await store.close()


@pytest.fixture
async def client(engine: Engine) -> AsyncIterator[Client]:
    """A client of the shop `tea`."""
    client = await connect(engine)
    yield client
    await client.http.aclose()


@pytest.fixture(scope="module")
async def memory_client() -> AsyncIterator[Client]:
    """A client of a shop in memory, shared by tests that leave nothing behind which the next could notice."""
    store = open_store("memory://")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine)
    client = await connect(engine)
    yield client
    await client.http.aclose()
    await store.close()


@pytest.fixture(scope="module")
async def sqlite_client(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Client]:
    """A client of a shop on SQLite with 30 orders, coupons and mails, for tests that only look."""
    store = open_store(f"sqlite://{tmp_path_factory.mktemp('lists')}/otoku.sqlite3")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine)
    client = await connect(engine)
    for n in range(30):
        await client.storefront(RECORD, input=order(f"o{n:03}", "SAMPLE-1", email=f"u{n}@shop.example"))
    await drain(engine)
    yield client
    await client.http.aclose()
    await store.close()
