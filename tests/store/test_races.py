"""Four processes that want the same thing at the same time (reliability B13-15, fact 2)."""

import asyncio
import json
import sys
from collections import Counter

import pytest

from engine.model.effects import Metric
from engine.model.facts import CounterNeed, CouponState
from engine.store.sql.store import SqlStore
from tests.store.builders import NOW, SHOP, after, coupon, give_coupon
from tests.store.racer import BUDGET, HOT

PROCESSES = 4

pytestmark = pytest.mark.slow


async def race(url: str, what: str, total: int) -> Counter[str]:
    """`total` attempts, shared among the processes, which start together; how often each outcome came."""
    each = total // PROCESSES
    racers = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.store.racer", url, what, str(number * each), str(each)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for number in range(PROCESSES)
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert await racer.stdout.readline() == b"ready\n"
    said = await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))
    assert [racer.returncode for racer in racers] == [0] * PROCESSES
    outcomes: Counter[str] = Counter()
    for stdout, _ in said:
        outcomes.update(json.loads(stdout))
    return outcomes


@pytest.mark.requirement("S1.18")
async def test_of_200_uses_of_a_one_use_coupon_exactly_one_is_made(
    sql_store: SqlStore, database_url: str
) -> None:
    await give_coupon(sql_store, uses=1)
    assert await race(database_url, "redeem", 200) == {"done": 1, "conflict": 199}
    fact = await coupon(sql_store)
    assert (fact.used, fact.state) == (1, CouponState.USED_UP)
    assert await sql_store.counts(SHOP, "redemptions") == 1
    assert await sql_store.check_invariants(None, NOW) == ()


async def test_of_200_uses_of_a_seven_use_coupon_exactly_seven_are_made(
    sql_store: SqlStore, database_url: str
) -> None:
    await give_coupon(sql_store, uses=7)
    assert await race(database_url, "redeem", 200) == {"done": 7, "conflict": 193}
    assert (await coupon(sql_store)).used == 7
    assert await sql_store.check_invariants(None, NOW) == ()


async def test_a_budget_is_spent_to_its_last_whole_grant_and_not_beyond(
    sql_store: SqlStore, database_url: str
) -> None:
    assert await race(database_url, "spend", 100) == {"done": 14, "conflict": 86}
    facts = await sql_store.load(SHOP, [CounterNeed(key=BUDGET)], [], NOW)
    assert facts.counters == {BUDGET: 980}
    assert await sql_store.check_invariants(None, NOW) == ()


async def test_a_hot_counter_loses_no_use(sql_store: SqlStore, database_url: str) -> None:
    assert await race(database_url, "count", 200) == {"done": 200}
    facts = await sql_store.load(SHOP, [CounterNeed(key=HOT)], [], NOW)
    assert facts.counters == {HOT: 600}
    (matched,) = await sql_store.stats(SHOP, None, NOW.date(), after(days=1).date(), [Metric.MATCHED])
    assert matched.amount == 200
    assert await sql_store.check_invariants(None, NOW) == ()


async def test_an_event_that_comes_forty_times_happens_once(sql_store: SqlStore, database_url: str) -> None:
    assert await race(database_url, "same event", 200) == {"done": 5, "repeated": 195}
    facts = await sql_store.load(SHOP, [CounterNeed(key=HOT)], [], NOW)
    assert facts.counters == {HOT: 5}


async def test_as_many_carts_hold_a_coupon_as_it_has_uses(sql_store: SqlStore, database_url: str) -> None:
    await give_coupon(sql_store, uses=3)
    assert await race(database_url, "hold", 100) == {"done": 3, "conflict": 97}
    fact = await coupon(sql_store)
    assert (fact.used, fact.held) == (0, 3)
    assert await sql_store.check_invariants(None, NOW) == ()


async def test_orders_that_use_two_coupons_crosswise_do_not_lock_each_other_out(
    sql_store: SqlStore, database_url: str
) -> None:
    await give_coupon(sql_store, "c1", uses=30)
    await give_coupon(sql_store, "c2", uses=60)
    assert await race(database_url, "crosswise", 80) == {"done": 30, "conflict": 50}
    assert [(await coupon(sql_store, name)).used for name in ("c1", "c2")] == [30, 30]
