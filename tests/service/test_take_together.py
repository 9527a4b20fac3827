"""Timers that are fired together come to the same as one by one; what cannot be fired together is found (A4)."""

import logging
from datetime import timedelta

import pytest

from engine.model.answers import HeldCode
from engine.model.facts import CouponState
from engine.model.records import Page
from engine.model.requests import BuyerRequest
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.hold import hold_code
from engine.service.tick import tick
from engine.store.connect import open_store
from tests.service.shop import buy, code_of
from tests.service.test_clock_changes import clock_of
from tests.service.test_week_of_messages import do, figures_of, mails_of, open_week
from tests.service.week_reckoning import Mail
from tests.service.week_story import BEGINS, week_of

ALL = Page(limit=1000)
Outcome = tuple[list[Mail], dict[tuple[str, str], int]]


async def after_downtime(at_once: int, seed: int) -> Outcome:
    """Two days of which nobody worked, decided so many timers at a time."""
    engine = await open_week(open_store("memory://"))
    for deed in week_of(60, seed):
        if deed.at < BEGINS + timedelta(days=2):
            clock_of(engine).set(deed.at)
            await do(engine, deed)
    clock_of(engine).set(BEGINS + timedelta(days=3))
    while await tick(engine, at_once):
        pass
    return await mails_of(engine), await figures_of(engine)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, 12])
async def test_together_or_one_by_one_the_same_comes_of_it(seed: int) -> None:
    one_by_one, side_by_side = await after_downtime(1, seed), await after_downtime(100, seed)

    assert one_by_one == side_by_side
    assert {"capped", "no_consent"} & {reason for *_, reason, _ in one_by_one[0]}


async def test_coupons_that_end_at_the_same_moment_all_end(tea: Engine) -> None:
    for number in range(5):
        await buy(tea, f"o{number}", "SAMPLE-1", email=f"b{number}@shop.example")
    assert isinstance(tea.clock, VirtualClock)
    tea.clock.advance(timedelta(days=14, hours=14))

    assert await tick(tea) == 5
    ended = await tea.store.coupons("tea", ALL, rule=None, email=None, state=CouponState.EXPIRED)
    assert len(ended) == 5
    assert await tea.store.next_due() is not None  # the mails, which nobody has sent


async def test_a_coupon_that_was_held_in_time_outlives_those_that_end_with_it(tea: Engine) -> None:
    answers = [await buy(tea, f"o{n}", "SAMPLE-1", email=f"b{n}@shop.example") for n in range(3)]
    code, buyer = await code_of(tea, answers[1]), BuyerRequest(email="b1@shop.example")
    [kept] = [effect.coupon_id for effect in answers[1].issued]
    (coupon,) = await tea.store.coupons_by_id("tea", [kept])
    end = coupon.fact.valid_until
    assert end is not None
    clock_of(tea).set(end - timedelta(minutes=5))
    assert isinstance(await hold_code(tea, "tea", code, cart_token="c", buyer=buyer), HeldCode)

    clock_of(tea).set(end + timedelta(minutes=1))
    assert await tick(tea) == 3
    live = await tea.store.coupons("tea", ALL, rule=None, email=None, state=CouponState.ISSUED)
    assert [kept] == [one.fact.id for one in live]
    clock_of(tea).set(end + timedelta(minutes=20))
    await tick(tea)
    assert () == await tea.store.coupons("tea", ALL, rule=None, email=None, state=CouponState.ISSUED)


async def test_what_breaks_the_others_is_found_when_each_is_fired_alone(
    tea: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(3):
        await buy(tea, f"o{number}", "SAMPLE-1", email=f"b{number}@shop.example")
    assert isinstance(tea.clock, VirtualClock)
    tea.clock.advance(timedelta(days=14, hours=14))

    async def broken(*_: object) -> None:
        raise RuntimeError("one of them cannot be decided")

    monkeypatch.setattr(tea.store, "commit_timers", broken)
    with caplog.at_level(logging.ERROR):
        assert await tick(tea) == 3
    assert "were not fired together" in caplog.text
    ended = await tea.store.coupons("tea", ALL, rule=None, email=None, state=CouponState.EXPIRED)
    assert len(ended) == 3
