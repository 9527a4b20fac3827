"""Opening: fresh, again, by several at once; and databases that must be left alone (F9, F10)."""

# ruff: noqa: ASYNC240 - small files

import sqlite3
from collections.abc import Callable
from pathlib import Path

import asyncpg
import pytest

from engine.store.connect import open_store
from engine.store.memory import MemoryStore
from engine.store.port import StoreUnavailable, StoreUnusable
from engine.store.sql import migrations
from tests.conftest import NewDatabase
from tests.store.builders import SHOP, prepare
from tests.store.test_races import race


async def open_and_close(url: str) -> None:
    store = open_store(url)
    await store.open()
    await store.close()


async def refusal(url: str) -> str:
    """What is said when the database must not be used."""
    with pytest.raises(StoreUnusable) as refused:
        await open_and_close(url)
    return str(refused.value)


async def unavailability(url: str) -> str:
    """What is said when the database cannot be used now."""
    with pytest.raises(StoreUnavailable) as refused:
        await open_and_close(url)
    return str(refused.value)


def schema(path: Path) -> list[tuple[str, str]]:
    """Every table, index and trigger with its text."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    finally:
        connection.close()


async def use_twice(url: str) -> None:
    """Open a fresh database, then again, and find what was stored."""
    store = open_store(url)
    await store.open()
    await prepare(store)
    await store.close()
    again = open_store(url)
    await again.open()
    shop = await again.shop(SHOP)
    await again.close()
    assert shop is not None
    assert shop.live_revision == 1


# ---- addresses


def test_an_address_names_its_kind_of_store() -> None:
    assert isinstance(open_store("memory://"), MemoryStore)
    with pytest.raises(ValueError, match="mysql is no kind of store"):
        open_store("mysql://somewhere")


async def test_a_memory_store_opens_and_closes() -> None:
    await open_and_close("memory://")


# ---- SQLite


async def test_a_file_is_made_and_opened_again(sqlite_path: Path) -> None:
    await use_twice(f"sqlite://{sqlite_path}")


@pytest.mark.slow
async def test_further_files_of_a_process_have_the_same_tables_and_nothing_of_the_first(
    tmp_path: Path,
) -> None:
    first, second = tmp_path / "first.sqlite3", tmp_path / "second.sqlite3"
    await use_twice(f"sqlite://{first}")
    await open_and_close(f"sqlite://{second}")
    assert schema(second) == schema(first)
    await use_twice(f"sqlite://{second}")


async def test_four_processes_open_a_new_file_at_once(sqlite_path: Path) -> None:
    outcomes = await race(f"sqlite://{sqlite_path}", "same event", 8)
    assert outcomes == {"done": 5, "repeated": 3}


async def test_a_file_of_a_newer_version_is_left_alone(sqlite_path: Path) -> None:
    url = f"sqlite://{sqlite_path}"
    await open_and_close(url)
    with sqlite3.connect(sqlite_path) as file:
        file.execute(
            "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('store', '0999_future', '2030')"
        )
    file.close()
    assert "newer Otoku (0999_future)" in await refusal(url)


def write_text(path: Path) -> None:
    path.write_text("My notes, kept here for years.\n")


def write_other_tables(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE notes (text TEXT)")
    file.close()


def mark_as_other(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE tortoise_migrations (app TEXT, name TEXT)")
        file.execute("PRAGMA application_id = 1234")
    file.close()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (write_text, "is no database"),
        (write_other_tables, "belongs to another program"),
        (mark_as_other, "belongs to another program"),
    ],
)
async def test_a_file_of_somebody_else_is_left_alone(
    sqlite_path: Path, make: Callable[[Path], None], said: str
) -> None:
    make(sqlite_path)
    before = sqlite_path.read_bytes()
    assert said in await refusal(f"sqlite://{sqlite_path}")
    assert sqlite_path.read_bytes() == before


@pytest.mark.parametrize("place", [0.05, 0.5, 0.95])
async def test_a_damaged_file_is_refused_and_not_repaired(
    sqlite_path: Path, migrated_file: Path, place: float
) -> None:
    whole = migrated_file.read_bytes()
    at = int(len(whole) * place)
    damaged = whole[:at] + bytes(range(256)) * 16 + whole[at + 4096 :]
    sqlite_path.write_bytes(damaged)
    said = await refusal(f"sqlite://{sqlite_path}")
    assert "put back a backup" in said
    assert sqlite_path.read_bytes() == damaged


async def test_an_empty_file_becomes_a_database(sqlite_path: Path) -> None:
    sqlite_path.touch()
    await use_twice(f"sqlite://{sqlite_path}")


async def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "there is no folder" in await unavailability(f"sqlite://{tmp_path}/nowhere/otoku.db")


async def test_a_path_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert "check that it is a file" in await unavailability(f"sqlite://{tmp_path}/folder")


# ---- PostgreSQL


async def test_a_database_is_filled_and_opened_again(new_pg_database: NewDatabase) -> None:
    await use_twice(await new_pg_database())


@pytest.mark.slow
async def test_four_processes_open_a_new_database_at_once(new_pg_database: NewDatabase) -> None:
    outcomes = await race(await new_pg_database(), "same event", 8)
    assert outcomes == {"done": 5, "repeated": 3}


async def run(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(statement)
    await connection.close()


async def test_a_database_of_a_newer_version_is_left_alone(new_pg_database: NewDatabase) -> None:
    url = await new_pg_database()
    await open_and_close(url)
    await run(
        url, "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('store', '0999_future', now())"
    )
    assert "newer Otoku (0999_future)" in await refusal(url)


async def test_a_database_of_somebody_else_is_left_alone(new_pg_database: NewDatabase) -> None:
    url = await new_pg_database()
    await run(url, "CREATE TABLE notes (text TEXT)")
    assert "tables of another program" in await refusal(url)


async def test_a_database_that_is_not_there_is_told(new_pg_database: NewDatabase) -> None:
    url = await new_pg_database()
    assert "create it first" in await unavailability(f"{url}_nowhere")
    host = url.split("@")[1].split("/")[0]
    assert "cannot be reached" in await unavailability(url.replace(host, "127.0.0.1:1"))


def test_every_migration_file_is_named_in_order() -> None:
    files = sorted(path.stem for path in Path(migrations.__path__[0]).glob("0*.py"))
    assert list(migrations.NAMES) == files
