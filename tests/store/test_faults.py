"""Locks, full disks, restarts: a clear answer, nothing half-done, and work goes on afterwards (F5, F7, F10-12, F14)."""

# ruff: noqa: ASYNC240 - small files

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from engine.store.connect import open_store
from engine.store.port import StoreUnavailable, StoreUnusable
from engine.store.sql.failures import refusal
from engine.store.sql.sqlite import SqliteServer
from engine.store.sql.store import SqlStore
from tests.conftest import NewDatabase
from tests.store.builders import (
    NOW,
    SHOP,
    commit,
    coupon,
    give_coupon,
    prepare,
    quote,
    saved,
    send,
    use,
    used_once,
)
from tests.store.conftest import opened
from tests.support import servers


@pytest.fixture
async def file_store(sqlite_path: Path, migrated_file: Path) -> AsyncIterator[SqlStore]:
    """A SQLite store, whatever the dialect of this run."""
    async with opened(f"sqlite://{sqlite_path}", migrated_file) as store:
        await prepare(store)
        yield store


@pytest.fixture
async def pg_store(new_pg_database: NewDatabase, migrated_file: Path) -> AsyncIterator[SqlStore]:
    """A PostgreSQL store with a database of its own."""
    async with opened(await new_pg_database(), migrated_file) as store:
        await prepare(store)
        yield store


async def pragma(store: SqlStore, text: str) -> None:
    """Set something on the connection that writes."""
    server = store._db._server
    assert isinstance(server, SqliteServer)
    await server._writer.execute_query(f"PRAGMA {text}")


# ---- SQLite


async def test_a_full_disk_refuses_a_commit_whole_and_is_over_when_there_is_space(
    file_store: SqlStore,
) -> None:
    await give_coupon(file_store)
    await pragma(file_store, "max_page_count = 1")
    with pytest.raises(StoreUnavailable, match="disk is full"):
        await commit(
            file_store, *used_once(), *(send(f"m{number}" * 99) for number in range(999)), event="e1"
        )
    assert (await coupon(file_store)).used == 0
    assert await file_store.counts(SHOP, "messages") == 0
    await pragma(file_store, "max_page_count = 1000000")
    await commit(file_store, *used_once(), event="e1")
    assert await file_store.check_invariants(None, NOW) == ()


async def test_a_database_that_takes_no_writes_still_answers(file_store: SqlStore) -> None:
    await give_coupon(file_store)
    await pragma(file_store, "query_only = ON")
    with pytest.raises(StoreUnavailable, match="cannot be written"):
        await commit(file_store, *used_once(), event="e1")
    assert (await coupon(file_store)).used == 0
    await pragma(file_store, "query_only = OFF")
    await commit(file_store, *used_once(), event="e1")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
async def test_a_file_without_permission_is_told(sqlite_path: Path, migrated_file: Path) -> None:
    sqlite_path.write_bytes(migrated_file.read_bytes())
    sqlite_path.chmod(0o400)
    with pytest.raises(StoreUnavailable, match="permissions"):
        await open_store(f"sqlite://{sqlite_path}").open()


def lock(path: Path) -> sqlite3.Connection:
    """Another program in the middle of writing."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    return other


async def test_a_write_waits_for_another_program(file_store: SqlStore, sqlite_path: Path) -> None:
    other = lock(sqlite_path)
    writing = asyncio.create_task(commit(file_store, use(), event="e1"))
    await asyncio.sleep(0.3)
    assert await file_store.find_event(SHOP, "e1") is None
    other.execute("COMMIT")
    other.close()
    assert not (await writing).repeated


@pytest.mark.slow
async def test_a_write_does_not_wait_for_ever(file_store: SqlStore, sqlite_path: Path) -> None:
    other = lock(sqlite_path)
    began = time.monotonic()
    with pytest.raises(StoreUnavailable, match="locked by another process"):
        await commit(file_store, use(), event="e1")
    assert 4 < time.monotonic() - began < 8
    other.close()
    await commit(file_store, use(), event="e1")


async def test_a_cancelled_write_leaves_the_connection_usable(file_store: SqlStore) -> None:
    for pause in (0, 0.0005, 0.001, 0.002, 0.004, 0.008):
        writing = asyncio.create_task(
            commit(file_store, *(send(f"m{number}") for number in range(50)), event=str(pause))
        )
        await asyncio.sleep(pause)
        writing.cancel()
        await asyncio.wait([writing])
    assert not (await commit(file_store, use(), event="after")).repeated
    assert await file_store.check_invariants(None, NOW) == ()


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("SQLITE_FULL", StoreUnavailable, "disk is full"),
        ("SQLITE_IOERR_FSYNC", StoreUnavailable, "check the disk"),
        ("SQLITE_CANTOPEN_ISDIR", StoreUnavailable, "folder exists"),
        ("SQLITE_CORRUPT", StoreUnusable, "put back a backup"),
        ("SQLITE_BUSY_SNAPSHOT", StoreUnavailable, "locked"),
        ("SQLITE_MISUSE", StoreUnavailable, "refused the operation"),
    ],
)
def test_every_failure_says_how_to_mend_it(name: str, kind: type[Exception], said: str) -> None:
    error = sqlite3.OperationalError("some words of the driver")
    error.sqlite_errorname = name
    told = refusal(error)
    assert isinstance(told, kind)
    assert said in str(told)
    assert "driver" not in str(told)


# ---- PostgreSQL


async def other_connection(store: SqlStore) -> asyncpg.Connection:
    name = (await store._db.read("SELECT current_database()"))[0][0]
    port = (await store._db.read("SELECT inet_server_port()"))[0][0]
    return await asyncpg.connect(f"postgres://test@127.0.0.1:{port}/{name}")


async def test_a_killed_backend_is_replaced(pg_store: SqlStore) -> None:
    other = await other_connection(pg_store)
    await other.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    assert not (await commit(pg_store, use(), event="e1")).repeated
    await other.close()


@pytest.mark.slow
async def test_a_held_row_refuses_its_own_coupon_and_no_other(pg_store: SqlStore) -> None:
    await give_coupon(pg_store, "c1")
    await give_coupon(pg_store, "c2")
    other = await other_connection(pg_store)
    await other.execute("BEGIN")
    await other.execute("UPDATE coupons SET used = used WHERE id = 'c1'")
    blocked = asyncio.create_task(commit(pg_store, *used_once("c1"), event="e1"))
    await asyncio.sleep(0.1)
    began = time.monotonic()
    await commit(pg_store, *used_once("c2"), event="e2")
    assert time.monotonic() - began < 1
    with pytest.raises(StoreUnavailable, match="too many want to change the same thing"):
        await blocked
    await other.execute("ROLLBACK")
    await other.close()
    await commit(pg_store, *used_once("c1"), event="e1")
    assert await pg_store.check_invariants(None, NOW) == ()


@pytest.mark.slow
@pytest.mark.services
async def test_a_restarted_server_is_found_again() -> None:
    try:
        with servers.postgres({**servers.POSTGRES_OPTIONS, "synchronous_commit": "on"}) as server:
            store = open_store(server.url)
            await store.open()
            await prepare(store)
            await commit(store, saved(priced=quote()), event="e1")
            server.kill()
            with pytest.raises(StoreUnavailable, match="cannot be reached"):
                await commit(store, use(), event="e2")
            with pytest.raises(StoreUnavailable):
                await store.shop(SHOP)
            server.start()
            await commit(store, use(), event="e2")
            assert await store.find_event(SHOP, "e1") is not None
            assert await store.check_invariants(None, NOW) == ()
            await store.close()
    except servers.UnavailableError as reason:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(reason))
