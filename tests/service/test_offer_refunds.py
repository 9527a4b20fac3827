"""Refunds of orders that began contracts or grew by offers: nobody is charged for what they gave back."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import orjson
import pytest

from engine.model.answers import OrderRecordedAnswer
from engine.model.cart import OrderState
from engine.model.contract import Contract, ContractEnd, ContractState
from engine.model.counter_key import CounterKey
from engine.model.decision import Problem, Rejection
from engine.model.facts import CounterNeed
from engine.model.offer_instance import OfferState
from engine.model.records import Page
from engine.model.refund import RefundLine, RefundWish
from engine.model.requests import BuyerRequest, CartRequest, LineRequest, OrderRequest, RefundRequest
from engine.model.webhook import EndpointChange, WebhookTopic
from engine.service.cancel_contract import cancel_contract
from engine.service.engine import Engine
from engine.service.record_order import record_order
from engine.service.refund_order import refund_order
from engine.service.webhook_endpoints import ShownEndpoint, add_endpoint
from tests.service.offer_shop import (
    ADD_TO_ORDER,
    SHOP,
    SWITCH,
    also_publish,
    bought,
    contracts_of,
    made_offer,
    open_offer_shop,
    pass_time,
    subscription,
    taken_in_all,
    trigger_order,
)
from tests.service.shop import TEST, drain


@pytest.fixture
async def engine(engine: Engine) -> AsyncIterator[Engine]:
    """The shop with an offer of each pattern, open for business."""
    await open_offer_shop(engine)
    yield engine
    await drain(engine)
    assert () == await engine.store.check_invariants(SHOP, engine.clock.now())


async def give_back(engine: Engine, order_id: str, refund_id: str = "r1", **wish: Any) -> None:
    asked = RefundRequest(order_id=order_id, refund_id=refund_id, wish=RefundWish(**wish), note="came back")
    answer = await refund_order(engine, SHOP, asked, actor=TEST)
    assert not isinstance(answer, Rejection), answer


async def ended(engine: Engine, contract: Contract) -> ContractEnd | None:
    (now,) = await engine.store.contracts_by_id(SHOP, [contract.id])
    assert (now.state is ContractState.CANCELLED) == (now.ended is not None)
    return now.ended


@pytest.mark.requirement("S4.63")
async def test_who_gave_the_first_order_back_is_charged_for_no_later_delivery(engine: Engine) -> None:
    contract = await subscription(engine)
    await give_back(engine, "o1")
    (now,) = await engine.store.contracts_by_id(SHOP, [contract.id])
    assert (ContractEnd.ORDER_REFUNDED, engine.clock.now(), "came back") == (
        now.ended,
        now.ended_at,
        now.end_note,
    )
    pass_time(engine, days=100)
    await drain(engine)
    assert 0 == await taken_in_all(engine)
    assert ContractEnd.ORDER_REFUNDED is await ended(engine, contract)


async def test_a_platform_is_told_that_a_contract_has_ended(engine: Engine) -> None:
    topics = frozenset({WebhookTopic.CONTRACT_ENDED})
    wanted = EndpointChange(name="erp", url="https://93.184.215.14/erp", topics=topics)
    assert isinstance(await add_endpoint(engine, SHOP, wanted, TEST), ShownEndpoint)
    contract = await subscription(engine)
    await give_back(engine, "o1")
    (told,) = await engine.store.webhook_deliveries(SHOP, Page(limit=10))
    said = {"contract": contract.id, "order": "o1", "reason": "order_refunded", "number": 1}
    assert said == orjson.loads(told.body)["data"]


@pytest.mark.requirement("S4.63")
async def test_a_first_delivery_in_a_larger_order_ends_its_contract_when_all_of_it_came_back(
    engine: Engine,
) -> None:
    lines = (
        LineRequest(sku="TEIKI-1", quantity=2, plan="weekly"),
        LineRequest(sku="TEIKI-2", quantity=1, plan="monthly"),
        LineRequest(sku="PACK-1", quantity=1),
    )
    cart = CartRequest(lines=lines, buyer=BuyerRequest(email="aki@example.com"))
    order = OrderRequest(id="o1", state=OrderState.PAID, cart=cart)
    assert isinstance(await record_order(engine, SHOP, order, actor=TEST), OrderRecordedAnswer)
    found = {one.plan: one for one in await engine.store.contracts_of_orders(SHOP, ["o1"])}
    await give_back(engine, "o1", lines=(RefundLine(sku="TEIKI-1", quantity=1),))
    assert [None, None] == [await ended(engine, one) for one in found.values()]
    await give_back(engine, "o1", "r2", lines=(RefundLine(sku="TEIKI-1"),))
    assert ContractEnd.ORDER_REFUNDED is await ended(engine, found["weekly"])
    assert None is await ended(engine, found["monthly"])


async def test_a_shop_may_give_the_first_order_back_and_go_on_delivering(engine: Engine) -> None:
    contract = await subscription(engine)
    await give_back(engine, "o1", keep_contracts=True)
    pass_time(engine, days=32)
    await drain(engine)
    assert (None, 1332) == (await ended(engine, contract), await taken_in_all(engine))


async def test_a_later_delivery_that_came_back_ends_no_contract(engine: Engine) -> None:
    contract = await subscription(engine)
    pass_time(engine, days=32)
    await drain(engine)
    await give_back(engine, f"{contract.id}-2")
    assert None is await ended(engine, contract)


async def test_an_order_that_grew_by_an_offer_after_a_refund_can_be_refunded_further(engine: Engine) -> None:
    made = await made_offer(engine, "o1", ADD_TO_ORDER)
    await give_back(engine, "o1", amount=100)
    assert (await bought(engine, made.token)).progress.state is OfferState.SUCCEEDED
    await give_back(engine, "o1", "r2", lines=(RefundLine(sku="PACK-1", quantity=1),))
    await give_back(engine, "o1", "r3")
    (stored,) = await engine.store.orders_by_id(SHOP, ["o1"])
    assert OrderState.REFUNDED is stored.order.state


async def test_why_a_contract_ended_is_kept(engine: Engine) -> None:
    contract = await subscription(engine)
    assert not isinstance(await cancel_contract(engine, SHOP, contract.id, "moved", actor=TEST), Rejection)
    (now,) = await engine.store.contracts_by_id(SHOP, [contract.id])
    assert (ContractEnd.CANCELLED, "moved") == (now.ended, now.end_note)


PAID_SHIPPING = """
offer "switch" {
  title "お試しから定期便へ"
  when order paid with product "SAMPLE-1"
  others allowed
  pattern once to subscription
  show product "TEIKI-1" plan "monthly"
  headline "定期便"
  discount 20% on first order
  priority 1
}
"""


@pytest.mark.requirement("S4.56")
async def test_a_contract_in_place_of_an_order_costs_the_shipping_that_the_shop_says(engine: Engine) -> None:
    await also_publish(engine, PAID_SHIPPING)
    asked = trigger_order("o1", SWITCH)
    asked = replace(asked, cart=replace(asked.cart, shipping=500), renewal_shipping=350)
    answer = await record_order(engine, SHOP, asked, actor=TEST)
    assert isinstance(answer, OrderRecordedAnswer), answer
    assert answer.offer is not None
    (contract,) = await contracts_of(engine, await bought(engine, answer.offer.token))
    assert (350, 1332 + 350) == (contract.shipping, contract.renewal_total)
    bad = await record_order(engine, SHOP, replace(asked, id="o2", renewal_shipping=-1), actor=TEST)
    assert isinstance(bad, Rejection)
    assert (Problem.PRICE_OUT_OF_RANGE, ("renewal_shipping",)) == (bad.problem, bad.path)


WITH_BUDGET = """
offer "teapot" {
  title "急須"
  when order paid with product "PACK-1"
  others allowed
  pattern once to once
  show product "KYUSU-1"
  headline "急須はいかがですか"
  discount 100 JPY on first order
  quantity 1 to 3
  shipping free
  priority 1
  limit 1 per customer
  budget "teapots"
}

budget "teapots" {
  spend at most 1000 JPY
}
"""
SPENT = CounterKey(area="budget", name="teapots", subject="spend")
LIMIT = CounterKey(area="limit", name="teapot", subject="customer:aki@example.com")


async def used(engine: Engine) -> tuple[int, int]:
    wanted = [CounterNeed(key=SPENT), CounterNeed(key=LIMIT)]
    facts = await engine.store.load(SHOP, wanted, (), engine.clock.now())
    return facts.counters[SPENT], facts.counters[LIMIT]


async def test_what_an_offer_sold_gives_its_budget_and_limit_back_when_it_is_refunded(
    engine: Engine,
) -> None:
    await also_publish(engine, WITH_BUDGET)
    made = await made_offer(engine, "o1", ADD_TO_ORDER)
    assert (300, 1) == await used(engine)
    assert (await bought(engine, made.token, 2)).progress.state is OfferState.SUCCEEDED
    assert (200, 1) == await used(engine)
    await give_back(engine, "o1", lines=(RefundLine(sku="KYUSU-1", quantity=1),))
    assert (100, 1) == await used(engine)
    await give_back(engine, "o1", "r2", amount=10)
    assert (100, 1) == await used(engine)
    await give_back(engine, "o1", "r3")
    assert (0, 0) == await used(engine)
    assert (await made_offer(engine, "o2", ADD_TO_ORDER)).rule == "teapot"
