"""Whoever swaps a purchase for a subscription keeps the coupon that a rule gives to everybody once (S4.15)."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from engine.model.answers import OrderRecordedAnswer
from engine.model.facts import CouponState
from engine.model.records import Page
from engine.model.requests import LineRequest
from engine.service.engine import Engine
from engine.service.record_order import record_order
from tests.service.offer_shop import (
    ADD_TO_ORDER,
    SHOP,
    SWITCH,
    also_publish,
    bought,
    made_offer,
    open_offer_shop,
    trigger_order,
)
from tests.service.shop import TEST, drain

LIMITED = """
coupon "thanks" {
  title "お礼のクーポン"
  when order paid with any product
  code 12 characters
  valid 30 days
  uses 1
  limit 1 per customer
  discount 100 JPY
  for any product
  bound to email
}
"""


@pytest.fixture
async def engine(engine: Engine) -> AsyncIterator[Engine]:
    """The shop with an offer of each pattern, and a rule that thanks each customer once."""
    await open_offer_shop(engine)
    await also_publish(engine, LIMITED)
    yield engine
    await drain(engine)
    assert () == await engine.store.check_invariants(SHOP, engine.clock.now())


async def live_coupons(engine: Engine, order_id: str) -> list[str]:
    coupons = await engine.store.coupons(
        SHOP, Page(limit=50), rule=None, email=None, state=CouponState.ISSUED
    )
    return sorted(one.fact.rule for one in coupons if one.order_id == order_id)


async def test_the_buyer_of_a_switch_keeps_the_coupon_that_everybody_gets_once(engine: Engine) -> None:
    made = await made_offer(engine, "o1", SWITCH)
    assert ["thanks"] == await live_coupons(engine, "o1")
    offer = await bought(engine, made.token)
    assert [] == await live_coupons(engine, "o1")
    assert ["thanks"] == await live_coupons(engine, offer.progress.made_order)
    await record_order(engine, SHOP, trigger_order("o2", ADD_TO_ORDER), actor=TEST)
    assert [] == await live_coupons(engine, "o2")


async def test_a_switch_that_leaves_other_goods_in_the_order_leaves_its_coupon_there(engine: Engine) -> None:
    asked = trigger_order("o1", SWITCH)
    lines = (*asked.cart.lines, LineRequest(sku="KYUSU-1", quantity=1))
    answer = await record_order(
        engine, SHOP, replace(asked, cart=replace(asked.cart, lines=lines)), actor=TEST
    )
    assert isinstance(answer, OrderRecordedAnswer)
    assert answer.offer is not None
    offer = await bought(engine, answer.offer.token)
    assert ["thanks"] == await live_coupons(engine, "o1")
    assert [] == await live_coupons(engine, offer.progress.made_order)
