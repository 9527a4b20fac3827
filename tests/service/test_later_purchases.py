"""Later deliveries, what an offer adds, and switches are purchases: they start rules, and never a further offer."""

from collections.abc import AsyncIterator

import pytest

from engine.model.card_records import CardWanted
from engine.model.facts import CouponState
from engine.model.reader import ReadersWanted
from engine.model.records import Page
from engine.model.refund import RefundWish
from engine.model.requests import RefundRequest
from engine.service.engine import Engine
from engine.service.refund_order import refund_order
from tests.service.offer_shop import (
    ADD_TO_FIRST,
    SHOP,
    SWITCH,
    also_publish,
    bought,
    contracts_of,
    made_offer,
    open_offer_shop,
    pass_time,
    subscription,
)
from tests.service.shop import TEST, drain

ALL = Page(limit=50)
RULES = """
coupon "thanks" {
  title "お礼のクーポン"
  when order paid with any product
  code 12 characters
  valid 30 days
  uses 1
  discount 100 JPY
  for any product
  bound to email
}

coupon "teapot-thanks" {
  title "急須のお礼"
  when order paid with product "KYUSU-1"
  code 12 characters
  valid 30 days
  uses 1
  discount 200 JPY
  for any product
  bound to email
}

giftcard "points" {
  when order paid with product "TEIKI-1"
  code pattern "PT-****-****-****"
  balance 10% of order.total
  valid 90 days
  consideration free
}

list "regulars" {
  when subscription renewed with product "TEIKI-1"
}
"""


@pytest.fixture
async def engine(engine: Engine) -> AsyncIterator[Engine]:
    """The shop with an offer of each pattern, and rules that thank for whatever is bought."""
    await open_offer_shop(engine)
    await also_publish(engine, RULES)
    yield engine
    await drain(engine)
    assert () == await engine.store.check_invariants(SHOP, engine.clock.now())


async def earned(engine: Engine, order_id: str) -> list[str]:
    """The rules that gave coupons for an order."""
    coupons = await engine.store.coupons(SHOP, ALL, rule=None, email=None, state=None)
    return sorted(one.fact.rule for one in coupons if one.order_id == order_id)


async def points(engine: Engine) -> list[tuple[str, int]]:
    cards = await engine.store.cards(SHOP, ALL, CardWanted(campaign="points"))
    return sorted((one.order_id, one.fact.balance) for one in cards)


async def lists_joined(engine: Engine) -> list[tuple[str, str]]:
    readers = await engine.store.enrolments(SHOP, ALL, ReadersWanted())
    return sorted((one.list, one.order_id) for one in readers)


async def test_a_later_delivery_is_thanked_for_like_the_first_one(engine: Engine) -> None:
    contract = await subscription(engine)
    assert (["thanks"], [("o1", 133)]) == (await earned(engine, "o1"), await points(engine))
    before = await lists_joined(engine)
    pass_time(engine, days=32)
    await drain(engine)
    delivery = f"{contract.id}-2"
    assert ["thanks"] == await earned(engine, delivery)
    assert {(delivery, 133), ("o1", 133)} == set(await points(engine))
    assert sorted([*before, ("regulars", delivery)]) == await lists_joined(engine)
    assert 1 == len(await engine.store.offers(SHOP, ALL))  # that of the first order


async def test_what_an_offer_adds_earns_what_the_order_did_not_and_joins_its_list(engine: Engine) -> None:
    made = await made_offer(engine, "o1", ADD_TO_FIRST)
    assert ["thanks"] == await earned(engine, "o1")
    await bought(engine, made.token)
    assert ["teapot-thanks", "thanks"] == await earned(engine, "o1")
    assert ("product:KYUSU-1", "o1") in await lists_joined(engine)
    assert 1 == len(await engine.store.offers(SHOP, ALL))
    asked = RefundRequest(order_id="o1", refund_id="r1", wish=RefundWish())
    await refund_order(engine, SHOP, asked, actor=TEST)
    coupons = await engine.store.coupons(SHOP, ALL, rule=None, email=None, state=None)
    assert {CouponState.REVOKED} == {one.fact.state for one in coupons}


async def test_the_order_of_a_switch_is_one_of_its_own(engine: Engine) -> None:
    made = await made_offer(engine, "o1", SWITCH)
    offer = await bought(engine, made.token)
    assert [offer.progress.made_order] == [one.order_id for one in await contracts_of(engine, offer)]
    assert ["thanks"] == await earned(engine, offer.progress.made_order)
    assert [(offer.progress.made_order, 106)] == await points(engine)
    assert 1 == len(await engine.store.offers(SHOP, ALL))
