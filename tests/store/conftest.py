"""Stores for the contract suite: memory, and the SQL dialect of this run."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest

from engine.store.connect import open_store
from engine.store.port import Store
from engine.store.sql.store import SqlStore
from tests.store.builders import prepare
from tests.support import emptied


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything that needs a database runs once per dialect; what is tried in memory beside it runs once."""
    for item in items:
        if "database_url" in set(getattr(item, "fixturenames", ())) and not _in_memory(item):
            item.add_marker(pytest.mark.store)


def _in_memory(item: pytest.Item) -> bool:
    given = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    return "memory" in (given.get("store"), given.get("engine"))


async def empty(url: str) -> None:
    """Remove all rows of a PostgreSQL database, in whichever loop."""
    connection = await asyncpg.connect(url)
    try:
        await emptied.empty(connection)
    finally:
        await connection.close()


@pytest.fixture(scope="session")
async def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and no rows, to be copied: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("store") / "migrated.sqlite3"
    store = open_store(f"sqlite://{path}")
    await store.open()
    await store.close()
    return path


@asynccontextmanager
async def opened(url: str, migrated_file: Path) -> AsyncIterator[SqlStore]:
    """An open SQL store whose tables are empty."""
    if url.startswith("postgres"):
        await emptied.emptied(url)
    else:
        shutil.copy(migrated_file, url.removeprefix("sqlite://"))
    store = open_store(url)
    assert isinstance(store, SqlStore)
    await store.open()
    try:
        yield store
    finally:
        await store.close()


@pytest.fixture
async def sql_store(database_url: str, migrated_file: Path) -> AsyncIterator[SqlStore]:
    """A SQL store with two shops, each with a live revision."""
    async with opened(database_url, migrated_file) as store:
        await prepare(store)
        yield store


@pytest.fixture(params=["memory", "sql"])
async def store(
    request: pytest.FixtureRequest, database_url: str, migrated_file: Path
) -> AsyncIterator[Store]:
    """The same of either kind."""
    if request.param == "memory":
        memory = open_store("memory://")
        await prepare(memory)
        yield memory
        return
    async with opened(database_url, migrated_file) as store:
        await prepare(store)
        yield store
