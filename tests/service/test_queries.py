"""What the database is asked, and what it may never hold."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from engine.model.requests import Visitor
from engine.service.engine import Engine
from engine.service.quote import quote_cart
from engine.store.connect import open_store
from engine.store.sql.sqlite import SqliteSession
from tests.service.shop import buy, cart, code_of, drain, make_engine, open_shop

BRACKETS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
VISITOR = Visitor(ip="203.0.113.7", email="taro@shop.example")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that SQLite is asked from now on."""
    statements: list[str] = []
    fetch = SqliteSession.fetch

    async def recorded(self: SqliteSession, statement: str, parameters: Sequence[Any]) -> Sequence[Any]:
        if not statement.startswith(BRACKETS):
            statements.append(statement)
        return await fetch(self, statement, parameters)

    monkeypatch.setattr(SqliteSession, "fetch", recorded)
    return statements


@pytest.fixture
async def on_disk(tmp_path: Path, migrated: Path) -> Engine:
    """The open shop in a file `otoku.sqlite3`."""
    shutil.copy(migrated, tmp_path / "otoku.sqlite3")
    store = open_store(f"sqlite://{tmp_path}/otoku.sqlite3")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine)
    return engine


async def test_a_quote_asks_the_database_at_most_twice(on_disk: Engine, asked: list[str]) -> None:
    code = await code_of(on_disk, await buy(on_disk, "1001", "SAMPLE-1"))
    await quote_cart(on_disk, "tea", cart("PACK-1"), trusted=False)
    asked.clear()

    await quote_cart(on_disk, "tea", cart("PACK-1", codes=[code, "WELCOME10"]), trusted=True)
    trusted = len(asked)
    asked.clear()
    await quote_cart(on_disk, "tea", cart("PACK-1", codes=[code]), trusted=False, visitor=VISITOR)
    visited = len(asked)
    asked.clear()
    await quote_cart(on_disk, "tea", cart("PACK-1"), trusted=False, visitor=VISITOR)

    assert (trusted, visited) == (1, 2)
    assert len(asked) <= 1
    await on_disk.store.close()


async def test_an_order_asks_the_database_at_most_fourteen_times(on_disk: Engine, asked: list[str]) -> None:
    code = await code_of(on_disk, await buy(on_disk, "1001", "SAMPLE-1"))
    asked.clear()

    await buy(on_disk, "1002", "SAMPLE-1", "PACK-1", codes=[code], shipping=600)

    # One of them asks what is live now: a paused rule stops at once, in every process. Another puts the buyer on the
    # lists of the bought products, which every order begins (S2.14).
    assert len(asked) <= 14, asked
    await on_disk.store.close()


@pytest.mark.requirement("S1.5")
async def test_a_stolen_database_file_holds_no_code(on_disk: Engine, tmp_path: Path) -> None:
    answer = await buy(on_disk, "1001", "SAMPLE-1")
    code = await code_of(on_disk, answer)
    await quote_cart(on_disk, "tea", cart("PACK-1", codes=[code]), trusted=False, visitor=VISITOR)
    await buy(on_disk, "1002", "PACK-1", codes=[code])
    await on_disk.store.close()

    found = [path.name for path in sorted(tmp_path.iterdir()) if code.encode() in path.read_bytes()]  # noqa: ASYNC240

    assert found == []


async def test_a_repeated_order_still_shows_what_its_code_took_off(on_disk: Engine) -> None:
    code = await code_of(on_disk, await buy(on_disk, "1001", "SAMPLE-1"))
    await buy(on_disk, "1002", "PACK-1", codes=[code])

    again = await buy(on_disk, "1002", "PACK-1", codes=[code])
    await drain(on_disk)

    assert again.repeated
    assert [use.amount for use in again.redemptions] == [500]
    await on_disk.store.close()
