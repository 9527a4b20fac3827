"""Engines on the stores that the use cases are tried on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from engine.service.engine import Engine
from engine.store.connect import open_store
from tests.service.shop import make_engine, open_shop


@pytest.fixture(params=["memory", "sqlite"])
async def engine(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Engine]:
    """An engine with nothing stored."""
    store = open_store("memory://" if request.param == "memory" else f"sqlite://{tmp_path}/otoku.sqlite3")
    await store.open()
    yield make_engine(store)
    await store.close()


@pytest.fixture
async def tea(engine: Engine) -> Engine:
    """An engine with the example shop `tea` open for business."""
    await open_shop(engine)
    return engine
