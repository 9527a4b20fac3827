"""Four processes decide the same requests at once: money moves once when it was approved, and not at all otherwise."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from engine.model.approval import ApprovalState, RoleLimit
from engine.model.card_records import StoredCard
from engine.model.card_requests import CreditRequest
from engine.model.decision import Problem, Rejection
from engine.model.records import Actor
from engine.model.staff import Role, StaffMember, StaffState
from engine.service.engine import Engine
from engine.service.money_by_hand import credit_by_hand
from engine.service.role_limits import set_limits
from engine.store.connect import open_store
from tests.service.gifts import FILES, fresh, give, sound
from tests.service.shop import TEST, make_engine, open_shop

RACERS = (("approve", "boss"), ("reject", "owner"), ("approve", "other"), ("approve", "boss"))
ASKER = Actor(kind="staff", id="asker")
ROUNDS, AMOUNT = 25, 700

pytestmark = pytest.mark.slow


@pytest.fixture
async def shop(pg_dsn: str) -> AsyncIterator[Engine]:
    """A shop on PostgreSQL whose support may add 100 yen alone."""
    store = open_store(pg_dsn)
    await store.open()
    engine = make_engine(store)
    await open_shop(engine, files=FILES)
    now = engine.clock.now()
    member = StaffMember(
        id=ASKER.id,
        shop="tea",
        email="asker@shop.example",
        name="asker",
        role=Role.SUPPORT,
        state=StaffState.ACTIVE,
        created_at=now,
    )
    await store.add_staff(member, TEST, now)
    await set_limits(engine, "tea", (RoleLimit(role=Role.SUPPORT, credit=100),), TEST)
    yield engine
    await store.close()


@asynccontextmanager
async def racers(url: str) -> AsyncIterator[list[asyncio.subprocess.Process]]:
    started = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.service.approval_racer", url, what, name),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for what, name in RACERS
    ]
    for racer in started:
        assert "ready" == await said(racer)
    yield started
    await asyncio.gather(*(racer.communicate(b"\n") for racer in started))
    assert [0] * len(started) == [racer.returncode for racer in started]


async def said(racer: asyncio.subprocess.Process) -> str:
    assert racer.stdout is not None
    return (await racer.stdout.readline()).decode().strip()


async def asked(shop: Engine, card: StoredCard, key: str) -> int:
    wish = CreditRequest(card_id=card.fact.id, key=key, amount=AMOUNT)
    refused = await credit_by_hand(shop, "tea", wish, actor=ASKER)
    assert isinstance(refused, Rejection)
    assert Problem.APPROVAL_REQUIRED is refused.problem
    return int(dict(refused.args)["number"])


async def test_of_four_processes_that_decide_at_once_one_does_and_money_follows_it(
    shop: Engine, pg_dsn: str
) -> None:
    [card] = await give(shop, campaign="open")
    done = 0
    async with racers(pg_dsn) as started:
        for turn in range(ROUNDS):
            number = await asked(shop, card, f"k{turn}")
            for racer in started:
                assert racer.stdin is not None
                racer.stdin.write(f"{number}\n".encode())
            won = [await said(racer) for racer in started]
            found = await shop.store.approval("tea", number)
            assert found is not None
            assert found.state in {ApprovalState.DONE, ApprovalState.REJECTED}, won
            done += found.state is ApprovalState.DONE
            assert done * AMOUNT == (await fresh(shop, card)).fact.balance
    await sound(shop)
