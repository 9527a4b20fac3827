"""Rules and budgets that give away much more than they ever did are told within the hour."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.answers import Published
from engine.model.records import SourceFile
from engine.service.attention import Attention, AttentionCode, attention
from engine.service.burn_rate import FLOOR, HOUR, SOON, Burning, Surging, burn, surge
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.publish import publish
from engine.store.connect import open_store
from tests.service.shop import TEST, buy, make_engine, open_shop

PACE = {AttentionCode.RULE_SURGING, AttentionCode.BUDGET_BURNING}
RULES = """otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
  sender email "shop@example.com"
}

sale "spring" {
  code "SPRING"
  discount 500 JPY
  for any product
  budget "all"
}

budget "all" {
  spend at most 40,000 JPY
  warn at 99%
}
"""
SLIP = RULES.replace("discount 500 JPY", "discount 3,000 JPY")
amounts = st.integers(min_value=0, max_value=10**12)


@pytest.mark.parametrize(
    ("last", "highest", "shop", "told"),
    [
        (50_001, 10_000, 10_000, 5),
        (50_000, 10_000, 10_000, None),  # five times is not more than five times
        (9_999, 1, 1, None),  # too little to call anybody
        (60_000, 0, 10_000, 6),  # a rule without a past is held against the shop
        (60_000, 0, 0, None),  # nothing to hold it against
    ],
)
def test_a_rule_surges_beyond_five_times_its_highest_hour(
    last: int, highest: int, shop: int, told: int | None
) -> None:
    expected = None if told is None else Surging(rule="r", amount=last, times=told)
    assert expected == surge("r", last, highest, shop)


@pytest.mark.parametrize(
    ("last", "highest", "left", "lasts", "told"),
    [
        (10_000, 0, 239_999, SOON, 24),
        (10_000, 0, 240_000, SOON, None),  # it lasts a day
        (10_000, 0, 50_000, 5 * HOUR, None),  # and to the end of its window
        (10_000, 0, 49_999, 5 * HOUR, 5),
        (10_000, 10_000, 20_000, SOON, None),  # it has been as fast before
        (9_999, 0, 20_000, SOON, None),
        (10_000, 0, 0, SOON, None),  # it is used up, which has a sentence of its own
    ],
)
def test_a_budget_burns_when_the_pace_ends_it_within_a_day_and_its_window(
    last: int, highest: int, left: int, lasts: timedelta, told: int | None
) -> None:
    expected = None if told is None else Burning(budget="b", amount=last, hours=told)
    assert expected == burn("b", last, highest, left, lasts)


@given(last=amounts, highest=amounts, left=amounts)
def test_who_gives_away_more_is_never_told_less(last: int, highest: int, left: int) -> None:
    assert surge("r", last, highest, 0) is None or surge("r", last + 1, highest, 0) is not None
    assert (
        burn("b", last, highest, left, SOON) is None or burn("b", last + 1, highest, left, SOON) is not None
    )
    assert last >= FLOOR or (surge("r", last, highest, 0), burn("b", last, highest, left, SOON)) == (
        None,
        None,
    )


@pytest.fixture
async def shop() -> AsyncIterator[Engine]:
    store = open_store("memory://")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine, files=(SourceFile(path="rules.otoku", text=RULES),))
    yield engine
    await store.close()


async def told(engine: Engine) -> list[Attention]:
    return [one for one in await attention(engine, "tea") if one.code in PACE]


def later(engine: Engine, span: timedelta) -> None:
    assert isinstance(engine.clock, VirtualClock)
    engine.clock.advance(span)


async def test_a_slip_of_a_digit_is_told_within_the_hour_and_is_over_with_it(shop: Engine) -> None:
    for day in range(3):
        await buy(shop, f"usual-{day}", "PACK-1", codes=("SPRING",))
        assert await told(shop) == []
        later(shop, timedelta(days=1))
    published = await publish(
        shop, "tea", (SourceFile(path="rules.otoku", text=SLIP),), expected=1, actor=TEST
    )
    assert isinstance(published, Published)
    for number in range(3):
        await buy(shop, f"slip-{number}", "PACK-1", codes=("SPRING",))
    assert await told(shop) == []  # 9,000 yen: below what anybody is called for
    await buy(shop, "slip-3", "PACK-1", codes=("SPRING",))
    assert await told(shop) == [
        Attention(code=AttentionCode.RULE_SURGING, count=24, name="spring"),
        Attention(code=AttentionCode.BUDGET_BURNING, count=3, name="all"),  # 26,500 of 40,000 yen are left
    ]
    later(shop, HOUR)
    assert await told(shop) == []
    for number in range(4, 8):
        await buy(shop, f"slip-{number}", "PACK-1", codes=("SPRING",))
    assert await told(shop) == []  # by now it has been as fast before
