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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything that needs a database runs once per dialect."""
    for item in items:
        if "database_url" in set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.store)


async def empty(url: str) -> None:
    """Remove all rows; superusers may switch off the triggers that keep history."""
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'tortoise_migrations'"
        )
        deletions = "; ".join(f'DELETE FROM "{row["tablename"]}"' for row in rows)
        await connection.execute(f"SET session_replication_role = replica; {deletions}")
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
        await empty(url)
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
