"""A budget or limit that is given a period, or gives one up, counts on as its merchant would expect."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from engine.model.facts import CounterNeed
from engine.model.program import Budget
from engine.runtime.claims import spend_claim, use_counters
from engine.store.port import Conflict, Store
from engine.values.duration import Duration, Unit
from tests.store.builders import NOW, SHOP, after, commit

IN_ALL = Budget(name="b", spend=1000)
DAILY = Budget(name="b", spend=300, spend_every=Duration(count=1, unit=Unit.DAY))
MONTHLY = Budget(name="b", spend=1000, spend_every=Duration(count=1, unit=Unit.MONTH))
MONTH_LATER, YEAR_LATER = after(days=31), after(days=365)


async def spend(store: Store, budget: Budget, amount: int, at: datetime) -> None:
    """A grant under a revision in which the budget is so; Conflict when it is spent."""
    claims = spend_claim(budget, at, ZoneInfo("Asia/Tokyo"))
    await commit(store, *use_counters([(claims, amount)], {}), event=f"{amount} at {at}", now=at)


async def spent(store: Store, budget: Budget, at: datetime) -> int:
    """What has been spent, as a decision under that revision sees it."""
    (claim,) = spend_claim(budget, at, ZoneInfo("Asia/Tokyo"))
    facts = await store.load(SHOP, [CounterNeed(key=claim.key)], (), at)
    return claim.used(facts.counters)


async def test_what_was_spent_in_all_is_nothing_of_the_first_day(store: Store) -> None:
    await spend(store, IN_ALL, 1000, NOW)
    assert await spent(store, IN_ALL, NOW) == 1000
    assert await spent(store, DAILY, NOW) == 0
    await spend(store, DAILY, 300, NOW)
    assert await spent(store, DAILY, NOW) == 300
    with pytest.raises(Conflict):
        await spend(store, DAILY, 1, after(minutes=1))
    assert await spent(store, DAILY, after(days=1)) == 0
    await spend(store, DAILY, 299, after(days=1))
    assert await spent(store, DAILY, after(days=1)) == 299


async def test_what_a_day_spent_counts_on_in_a_budget_without_an_end(store: Store) -> None:
    await spend(store, DAILY, 300, NOW)
    await spend(store, IN_ALL, 600, after(minutes=1))
    assert await spent(store, IN_ALL, YEAR_LATER) == 900
    with pytest.raises(Conflict):
        await spend(store, IN_ALL, 101, YEAR_LATER)


async def test_a_month_that_has_begun_ends_before_days_are_counted(store: Store) -> None:
    await spend(store, MONTHLY, 250, NOW)
    assert await spent(store, DAILY, after(days=1)) == 250
    with pytest.raises(Conflict):
        await spend(store, DAILY, 51, after(days=1))
    await spend(store, DAILY, 300, MONTH_LATER)
    assert await spent(store, DAILY, after(days=32)) == 0


async def test_the_check_of_sums_knows_counters_that_changed_their_period(store: Store) -> None:
    await spend(store, IN_ALL, 1000, NOW)
    await spend(store, DAILY, 300, NOW)
    await spend(store, IN_ALL, 200, after(minutes=1))
    assert await spent(store, IN_ALL, YEAR_LATER) == 500
    assert await store.check_invariants(None, NOW) == ()
