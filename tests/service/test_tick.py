"""Timers fire once, never early, whatever else fails."""

from datetime import timedelta

import pytest

from engine.model.effects import Metric
from engine.model.facts import CouponState
from engine.model.records import Page
from engine.service import ask
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.housekeeping import housekeeping
from engine.service.tick import tick
from tests.service.shop import buy

DAY_15 = timedelta(days=14, hours=14)  # 00:00 of 4 June in Tokyo


async def test_a_coupon_expires_at_its_end_and_not_a_second_before(tea: Engine) -> None:
    await buy(tea, "1001", "SAMPLE-1")
    clock = tea.clock
    assert isinstance(clock, VirtualClock)

    clock.advance(DAY_15 - timedelta(seconds=1))
    assert await tick(tea) == 0
    clock.advance(timedelta(seconds=1))
    assert await tick(tea) == 1
    assert await tick(tea) == 0

    (coupon,) = await ask.coupons(tea, "tea", Page(limit=1))
    assert coupon.fact.state is CouponState.EXPIRED
    assert await figure(tea, Metric.EXPIRED) == 1


async def figure(engine: Engine, metric: Metric) -> int:
    """One figure of the rule over the whole time."""
    day = engine.clock.now().date()
    rows = await ask.stats(
        engine, "tea", since=day - timedelta(days=99), until=day + timedelta(days=2), metrics=[metric]
    )
    return sum(row.amount for row in rows if row.rule == "thanks-coupon")


async def test_a_timer_whose_worker_died_before_settling_fires_again_and_counts_once(tea: Engine) -> None:
    await buy(tea, "1001", "SAMPLE-1")
    clock = tea.clock
    assert isinstance(clock, VirtualClock)
    clock.advance(DAY_15)
    store = tea.store
    settle = store.settle_timer

    async def dies(*_: object) -> bool:
        raise ConnectionError("killed before the timer was settled")

    store.settle_timer = dies  # type: ignore[method-assign,assignment]
    await tick(tea)
    store.settle_timer = settle  # type: ignore[method-assign]
    clock.advance(tea.limits.lease)

    assert await tick(tea) == 1
    assert await figure(tea, Metric.EXPIRED) == 1


async def test_figures_are_the_same_before_and_after_they_are_folded(tea: Engine) -> None:
    for number in range(5):
        await buy(tea, f"{number}", "SAMPLE-1")

    before = await figure(tea, Metric.ISSUED)
    folded = await housekeeping(tea)

    assert before == 5
    assert folded > 0
    assert await figure(tea, Metric.ISSUED) == 5
    assert await housekeeping(tea) == 0


@pytest.mark.parametrize("late", [timedelta(days=1), timedelta(days=400)])
async def test_after_a_long_downtime_everything_overdue_is_decided(tea: Engine, late: timedelta) -> None:
    for number in range(7):
        await buy(tea, f"{number}", "SAMPLE-1")
    assert isinstance(tea.clock, VirtualClock)
    tea.clock.advance(DAY_15 + late)

    assert [await tick(tea, limit=3) for _ in range(4)] == [3, 3, 1, 0]
    assert await figure(tea, Metric.EXPIRED) == 7
