"""Fixtures for everybody: throwaway servers, started when the first test asks, and empty databases.

Each pytest process tests one SQL dialect: `TEST_DB=sqlite` (the default) or `TEST_DB=pg`.
"""

import gc
import itertools
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Literal

import asyncpg
import pytest

from tests.support import emptied, examples, servers
from tests.support.mail import MailServer, mail_server
from tests.support.second_try import pytest_terminal_summary  # noqa: F401 - pytest calls it

StartServer = Callable[[], AbstractContextManager[servers.Server]]
NewDatabase = Callable[..., Awaitable[str]]

DIALECT = os.environ.get("TEST_DB", "sqlite")
SERVER_FIXTURES = {"postgres_server", "redis_server", "new_pg_database", "pg_dsn", "redis_url"}
SECONDS_IN = {"s": 1, "m": 60, "h": 3600}


def pytest_configure() -> None:
    """Refuse a dialect that does not exist, rather than test the default; set how many examples properties try."""
    if DIALECT not in ("sqlite", "pg"):
        raise pytest.UsageError(f"TEST_DB is {DIALECT!r}; it can be sqlite or pg")
    examples.load_profile()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a server, so that `-m "not services"` needs none."""
    needing = SERVER_FIXTURES | ({"database_url"} if DIALECT == "pg" else set())
    for item in items:
        if needing & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.services)


def pytest_collection_finish() -> None:
    """Keep the garbage collector from looking through thousands of collected tests again and again.

    What was imported and collected stays to the end anyway. It is two fifths of the quick tests' time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _lend(server: StartServer) -> Iterator[servers.Server]:
    """Lend a server, or say why there is none: a skip at somebody's desk, a failure in CI."""
    with ExitStack() as stack:
        try:
            lent = stack.enter_context(server())
        except servers.UnavailableError as reason:
            if os.environ.get("CI") == "true":
                pytest.fail(str(reason), pytrace=False)
            pytest.skip(str(reason))
        yield lent


# ---- PostgreSQL


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[servers.Server]:
    """The session's PostgreSQL. Do not stop it; tests of outages start one with `servers.postgres()`."""
    yield from _lend(servers.postgres)


@pytest.fixture(scope="session")
async def new_pg_database(postgres_server: servers.Server) -> AsyncIterator[NewDatabase]:
    """Make empty databases; each call, awaited, gives the address of a new one.

    `template=` takes the address of a database to copy, to which nothing may be connected.
    """
    numbers = itertools.count(1)
    connection = await asyncpg.connect(postgres_server.url)

    def address(name: str) -> str:
        return postgres_server.url.removesuffix("/postgres") + f"/{name}"

    async def new(*, template: str | None = None) -> str:
        name = f"otoku_{next(numbers)}"
        source = template.rsplit("/", 1)[1] if template else "template0"
        await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
        return address(name)

    yield new
    emptied.let_go()
    await connection.close()


@pytest.fixture(scope="session")
async def pg_dsn(new_pg_database: NewDatabase) -> str:
    """The address of one database for the whole session; whoever writes to it empties it after each test."""
    return await new_pg_database()


# ---- Redis


@pytest.fixture(scope="session")
def redis_server() -> Iterator[servers.Server]:
    """The session's Redis. Do not stop it; tests of outages start one with `servers.redis()`."""
    yield from _lend(servers.redis)


@pytest.fixture
def redis_url(redis_server: servers.Server) -> str:
    """The address of a Redis that is empty when the test begins."""
    servers.flush_redis(redis_server)
    return redis_server.url


# ---- the database under test


@pytest.fixture(scope="session")
def dialect() -> Literal["sqlite", "pg"]:
    """The SQL dialect of this run."""
    return "pg" if DIALECT == "pg" else "sqlite"


@pytest.fixture
def sqlite_path(tmp_path: Path) -> Path:
    """Where a database file may be made; it does not exist yet."""
    return tmp_path / "otoku.sqlite3"


@pytest.fixture
def database_url(dialect: Literal["sqlite", "pg"], request: pytest.FixtureRequest) -> str:
    """The database of this run's dialect: a new file for each test, or the session's `pg_dsn`."""
    if dialect == "pg":
        return str(request.getfixturevalue("pg_dsn"))
    return f"sqlite://{request.getfixturevalue('sqlite_path')}"


# ---- mail


@pytest.fixture(scope="session")
def _session_smtp_server() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def smtp_server(_session_smtp_server: MailServer) -> MailServer:
    """A real SMTP server that keeps what it gets; see tests/support/mail.py."""
    _session_smtp_server.reset()
    return _session_smtp_server


# ---- long runs


@pytest.fixture(scope="session")
def soak_seconds() -> float:
    """How long a soak test goes on: `make soak TIME=90s`, `10m` or `2h`."""
    time = os.environ.get("SOAK_TIME", "60s")
    return float(time[:-1]) * SECONDS_IN[time[-1]]
