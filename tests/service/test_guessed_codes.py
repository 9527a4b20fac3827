"""Whoever tries codes until they are locked out is told of; slips of buyers are not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.model.requests import Visitor
from engine.service.attention import Attention, AttentionCode, attention
from engine.service.clock import VirtualClock
from engine.service.engine import Engine, GuessLimits, Limits
from engine.service.guessed_codes import guessed_codes
from engine.service.guesses import count_guesses, guesses_of
from engine.store.connect import open_store
from tests.service.shop import make_engine, open_shop


@pytest.fixture
async def shop() -> Engine:
    store = open_store("memory://")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine)
    return engine


async def guess(engine: Engine, network: int, times: int) -> None:
    visitor = Visitor(ip=f"203.0.113.{network}")
    for _ in range(times):
        await count_guesses(engine, guesses_of(engine, "tea", visitor), 1)


async def test_a_network_that_is_locked_out_is_told_of_with_all_wrong_codes(shop: Engine) -> None:
    await guess(shop, 1, 9)
    await guess(shop, 2, 3)
    assert await guessed_codes(shop, "tea") == 0  # slips
    await guess(shop, 1, 5)
    expected = Attention(code=AttentionCode.CODES_GUESSED, count=9 + 3 + 1)
    assert [expected] == [
        one for one in await attention(shop, "tea") if one.code is AttentionCode.CODES_GUESSED
    ]
    assert isinstance(shop.clock, VirtualClock)
    shop.clock.advance(timedelta(days=2))
    assert await guessed_codes(shop, "tea") == 0


async def test_guesses_from_many_networks_are_told_of_at_a_tenth_of_the_shop_s_limit(shop: Engine) -> None:
    shop = replace(shop, limits=Limits(guesses=GuessLimits(per_shop_day=100)))
    for network in range(3):
        await guess(shop, network, 3)
    assert await guessed_codes(shop, "tea") == 0
    await guess(shop, 4, 1)
    assert await guessed_codes(shop, "tea") == 10
