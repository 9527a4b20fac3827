"""Four processes want the same gift card: a payment or a pay-out, never both (V21, S5.48, D5.c)."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from engine.model.card import CardState
from engine.store.sql.store import SqlStore
from tests.store.builders import NOW
from tests.store.card_racer import HELD
from tests.store.gifts import card_of, give_card

ROLES = ("spend", "cash", "spend", "cash")
ROUNDS = 50
SOAKED = 1000

pytestmark = pytest.mark.slow


@asynccontextmanager
async def racers(url: str) -> AsyncIterator[list[asyncio.subprocess.Process]]:
    started = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.store.card_racer", url, role, f"{role}-{number}"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for number, role in enumerate(ROLES)
    ]
    for racer in started:
        assert await said(racer) == "ready"
    yield started
    await asyncio.gather(*(racer.communicate(b"\n") for racer in started))
    assert [racer.returncode for racer in started] == [0] * len(started)


async def said(racer: asyncio.subprocess.Process) -> str:
    assert racer.stdout is not None
    return (await racer.stdout.readline()).decode().strip()


async def one_round(started: list[asyncio.subprocess.Process], number: int) -> list[str]:
    """Let all of them want the card `number` at the same instant; who won."""
    for racer in started:
        assert racer.stdin is not None
        racer.stdin.write(f"{number}\n".encode())
    outcomes = await asyncio.gather(*(said(racer) for racer in started))
    return [role for role, outcome in zip(ROLES, outcomes, strict=True) if outcome == "won"]


async def compete(store: SqlStore, url: str, rounds: int, until: float | None = None) -> set[str]:
    """Each card has exactly one winner, and the ledger says which."""
    winners: set[str] = set()
    async with racers(url) as started:
        for number in range(rounds):
            if until is not None and time.monotonic() > until:
                break
            await give_card(store, f"g{number}", HELD)
            won = await one_round(started, number)
            assert len(won) == 1, (number, won)
            card = await card_of(store, f"g{number}")
            expected = CardState.VOID if won == ["cash"] else CardState.EXHAUSTED
            assert (card.state, card.balance) == (expected, 0)
            winners |= set(won)
    assert await store.check_invariants(None, NOW) == ()
    return winners


@pytest.mark.requirement("V21", "S5.47", "S5.48", "D5.c")
async def test_of_a_payment_and_a_pay_out_exactly_one_wins(sql_store: SqlStore, database_url: str) -> None:
    assert await compete(sql_store, database_url, ROUNDS) <= {"spend", "cash"}


@pytest.mark.soak
@pytest.mark.requirement("V21")
async def test_of_a_thousand_races_each_has_one_winner(
    sql_store: SqlStore, database_url: str, soak_seconds: float
) -> None:
    until = time.monotonic() + max(soak_seconds, 600)
    assert await compete(sql_store, database_url, SOAKED, until) == {"spend", "cash"}
