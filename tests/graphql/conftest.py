"""Shops on real stores, and clients of them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from engine.service.engine import Engine
from engine.store.connect import open_store
from tests.graphql.client import Client, connect
from tests.service.shop import make_engine, open_shop


@pytest.fixture(params=["memory", "sqlite"])
async def engine(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Engine]:
    """An engine with the example shop `tea` open for business."""
    store = open_store("memory://" if request.param == "memory" else f"sqlite://{tmp_path}/otoku.sqlite3")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine)
    yield engine
    await store.close()


@pytest.fixture
async def client(engine: Engine) -> AsyncIterator[Client]:
    """A client of the shop `tea`."""
    client = await connect(engine)
    yield client
    await client.http.aclose()
