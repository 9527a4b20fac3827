"""Four processes want the same gift card: a payment or a pay-out, never both (V21, S5.48, D5.c); V20 in all of them."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from engine.model.card import CardState
from engine.runtime.gift_card import parts_for
from engine.store.sql.store import SqlStore
from tests.store.builders import NOW
from tests.store.card_racer import HELD, PAID
from tests.store.gifts import ENDS, card_of, give_card

ROLES = ("spend", "cash", "spend", "cash")
LIVES = ("life",) * 4
STEPS = (("credit", HELD), ("spend", HELD - PAID), ("refund", HELD))
"""Of V20, with the balance after each."""

ROUNDS = 50
SOAKED = 1000

pytestmark = pytest.mark.slow


@asynccontextmanager
async def racers(url: str, roles: Sequence[str]) -> AsyncIterator[list[asyncio.subprocess.Process]]:
    started = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.store.card_racer", url, role, f"{role}-{number}"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for number, role in enumerate(roles)
    ]
    for racer in started:
        assert await said(racer) == "ready"
    yield started
    await asyncio.gather(*(racer.communicate(b"\n") for racer in started))
    assert [racer.returncode for racer in started] == [0] * len(started)


async def said(racer: asyncio.subprocess.Process) -> str:
    assert racer.stdout is not None
    return (await racer.stdout.readline()).decode().strip()


async def one_round(started: list[asyncio.subprocess.Process], roles: Sequence[str], asked: str) -> list[str]:
    """Let all of them do what is `asked` at the same instant; who won."""
    for racer in started:
        assert racer.stdin is not None
        racer.stdin.write(f"{asked}\n".encode())
    outcomes = await asyncio.gather(*(said(racer) for racer in started))
    return [role for role, outcome in zip(roles, outcomes, strict=True) if outcome == "won"]


async def compete(store: SqlStore, url: str, rounds: int, until: float | None = None) -> set[str]:
    """Each card has exactly one winner, and the ledger says which."""
    winners: set[str] = set()
    async with racers(url, ROLES) as started:
        for number in range(rounds):
            if until is not None and time.monotonic() > until:
                break
            await give_card(store, f"g{number}", HELD)
            won = await one_round(started, ROLES, str(number))
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


async def live_through(store: SqlStore, url: str, rounds: int, until: float | None = None) -> int:
    """Each step of V20 is taken by all four processes at once and happens once; how many cards lived through it."""
    lived = 0
    async with racers(url, LIVES) as started:
        for number in range(rounds):
            if until is not None and time.monotonic() > until:
                break
            card_id = f"g{number}"
            await give_card(store, card_id, 0)
            for step, balance in STEPS:
                won = await one_round(started, LIVES, f"{number} {step}")
                assert (len(won), (await card_of(store, card_id)).balance) == (1, balance), (number, step)
            card = await card_of(store, card_id)
            assert sum(part.amount for part in parts_for(card, HELD, ENDS - timedelta(seconds=1))) == HELD
            assert parts_for(card, HELD, ENDS) == ()
            lived += 1
    assert await store.check_invariants(None, NOW) == ()
    return lived


@pytest.mark.requirement("V20", "D5.b")
async def test_a_step_that_four_processes_take_at_once_happens_once(
    sql_store: SqlStore, database_url: str
) -> None:
    assert await live_through(sql_store, database_url, ROUNDS // 5) == ROUNDS // 5


@pytest.mark.soak
@pytest.mark.requirement("V20")
async def test_a_thousand_cards_live_through_four_processes(
    sql_store: SqlStore, database_url: str, soak_seconds: float
) -> None:
    until = time.monotonic() + max(soak_seconds, 600)
    assert await live_through(sql_store, database_url, SOAKED, until) > 0
