"""A process that dies at a named point leaves everything or nothing (F2)."""

import asyncio
import signal
import sys

import pytest

from engine.store.failpoints import POINTS, failpoint, install
from engine.store.sql.store import SqlStore
from tests.store.builders import NOW, SHOP, after, commit, expiry, give_coupon, send

DIES = """
import asyncio, sys
from engine.store.connect import open_store
from engine.store.failpoints import install
from tests.store.builders import NOW, after, commit, use, used_once

async def main(url, spec):
    store = open_store(url)
    await store.open()
    install(spec)
    await commit(store, *used_once(), event="dies")
    for message in await store.claim_messages(NOW, after(seconds=30), 10):
        await store.hand_over(message, NOW, after(seconds=30))
    await store.claim_timers(NOW, after(seconds=30), 10)
    await store.close()

asyncio.run(main(*sys.argv[1:]))
"""


async def die(url: str, spec: str) -> int | None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", DIES, url, spec)
    return await process.wait()


@pytest.mark.slow
@pytest.mark.parametrize(
    "point", sorted(one for one in POINTS if not one.startswith(("saga.", "job.", "erasure.")))
)
async def test_a_process_that_dies_leaves_everything_or_nothing(
    sql_store: SqlStore, database_url: str, point: str
) -> None:
    await give_coupon(sql_store)
    await commit(sql_store, send(), expiry("c0", NOW), event="before")
    assert await die(database_url, f"{point}:kill@1") == -signal.SIGKILL
    stored = await sql_store.find_event(SHOP, "dies")
    assert (stored is None) is (point == "commit.before")
    assert await sql_store.check_invariants(None, NOW) == ()
    assert await die(database_url, "") == 0
    assert await sql_store.find_event(SHOP, "dies") is not None
    taken_over = await sql_store.claim_messages(after(seconds=30), after(seconds=60), 10)
    assert [message.attempt for message in taken_over] == [2]
    assert await sql_store.check_invariants(None, NOW) == ()


@pytest.mark.parametrize(
    "spec", ["nowhere:kill@1", "commit.after", "commit.after:stop@1", "commit.after:kill@x"]
)
def test_a_failpoint_that_does_not_exist_is_refused(spec: str) -> None:
    with pytest.raises(ValueError, match="is no failpoint"):
        install(spec)


def test_nothing_happens_at_a_failpoint_that_is_not_installed() -> None:
    install("commit.after:kill@2")
    try:
        failpoint("commit.before")
        failpoint("commit.after")
    finally:
        install("")
    failpoint("commit.after")
