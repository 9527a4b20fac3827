"""Engines on the stores that the use cases are tried on: memory, and the SQL dialect of this run."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from engine.service.engine import Engine
from engine.store.connect import open_store
from engine.store.port import Store
from tests.service.shop import make_engine, open_shop
from tests.store.conftest import opened


@pytest.fixture(scope="session")
async def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("service") / "migrated.sqlite3"
    store = open_store(f"sqlite://{path}")
    await store.open()
    await store.close()
    return path


@asynccontextmanager
async def _store(kind: str, url: str, migrated: Path) -> AsyncIterator[Store]:
    if kind == "memory":
        yield open_store("memory://")
        return
    async with opened(url, migrated) as store:
        yield store


@pytest.fixture(params=["memory", pytest.param("sql", marks=pytest.mark.store)])
async def engine(request: pytest.FixtureRequest, database_url: str, migrated: Path) -> AsyncIterator[Engine]:
    """An engine with nothing stored."""
    async with _store(request.param, database_url, migrated) as store:
        yield make_engine(store)


@pytest.fixture
async def tea(engine: Engine) -> Engine:
    """An engine with the example shop `tea` open for business."""
    await open_shop(engine)
    return engine
