"""Money around offers and contracts that is easily moved once too often: switches, renewals, keys that are gone."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from engine.model.answers import OrderRecordedAnswer
from engine.model.cart import OrderState
from engine.model.charge import TestCard
from engine.model.contract import Contract
from engine.model.decision import Rejection
from engine.model.offer_instance import OfferFailure, OfferInstance, OfferState
from engine.model.refund import RefundLine, RefundWish
from engine.model.requests import BuyerRequest, CartRequest, LineRequest, OrderRequest, RefundRequest
from engine.service.cancel_contract import cancel_contract
from engine.service.engine import Engine
from engine.service.fulfilment import fulfilment_of
from engine.service.record_order import record_order
from engine.service.refund_order import refund_order
from engine.service.renew_contract import renew_contract
from engine.service.report_renewal import report_renewal
from engine.service.show_offer import show_offer
from engine.service.tick import tick
from engine.store.connect import open_store
from engine.values.key_ring import KeyRing
from tests.service.gifts import JANE, add, basket, buy, fresh, give
from tests.service.offer_shop import (
    ADD_TO_CONTRACT,
    ADD_TO_ORDER,
    SHOP,
    also_publish,
    bought,
    made_offer,
    open_offer_shop,
    pass_time,
    press,
    seen,
    subscription,
    taken_in_all,
    trigger_order,
)
from tests.service.shop import TEST, drain, make_engine
from tests.store.conftest import opened

pytestmark = pytest.mark.store

GIFTS = """
giftcard "campaign" {
  title "ギフトカード"
  code pattern "OTOKU-****-****"
  valid 90 days
}
"""
SWITCH_TEA = """
offer "to-the-other-tea" {
  title "煎茶を1回買った方に定期便"
  when order paid with product "TEIKI-1"
  others allowed
  pattern once to subscription
  show product "TEIKI-2" plan "monthly"
  headline "ほうじ茶の定期便"
  discount 20% on first order
  shipping free
  priority 1
}
"""


@pytest.fixture(scope="module")
async def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("money") / "migrated.sqlite3"
    store = open_store(f"sqlite://{path}")
    await store.open()
    await store.close()
    return path


@pytest.fixture
async def engine(database_url: str, empty_file: Path) -> AsyncIterator[Engine]:
    """The shop, open for business."""
    async with opened(database_url, empty_file) as store:
        engine = make_engine(store)
        await open_offer_shop(engine)
        yield engine
        await drain(engine)
        assert () == await store.check_invariants(SHOP, engine.clock.now())


async def given_back_by_gateway(engine: Engine, order_id: str) -> int:
    charges = await engine.store.charges_of(SHOP, [order_id])
    return sum(one.amount for one in charges if one.gives_back == f"order:{order_id}")


@pytest.mark.requirement("S4.15", "D4.h")
@pytest.mark.parametrize(("on_card", "in_money"), [(600, 380), (5000, 0)])
async def test_a_switch_gives_back_by_the_gateway_only_what_no_gift_card_paid(
    engine: Engine, on_card: int, in_money: int
) -> None:
    await also_publish(engine, GIFTS)
    (card,) = await give(engine)
    await add(engine, card, on_card)
    answer = await buy(engine, basket(engine, card, sku="SAMPLE-1", buyer=JANE), chargeable=True)
    assert answer.offer is not None
    assert (await bought(engine, answer.offer.token)).progress.state is OfferState.SUCCEEDED
    assert on_card == (await fresh(engine, card)).fact.balance
    assert in_money == await given_back_by_gateway(engine, "o1")


@pytest.mark.requirement("S4.15", "D4.h")
async def test_a_switch_cancels_what_was_bought_once_and_not_the_same_product_on_a_plan(
    engine: Engine,
) -> None:
    await also_publish(engine, SWITCH_TEA)
    lines = (
        LineRequest(sku="TEIKI-1", quantity=1, plan="monthly"),
        LineRequest(sku="TEIKI-1", quantity=2),
    )
    cart = CartRequest(lines=lines, buyer=BuyerRequest(email="aki@example.com"))
    answer = await record_order(
        engine, SHOP, OrderRequest(id="o1", state=OrderState.PAID, cart=cart), actor=TEST
    )
    assert isinstance(answer, OrderRecordedAnswer), answer
    assert answer.offer is not None
    assert (await bought(engine, answer.offer.token)).progress.state is OfferState.SUCCEEDED
    (refund,) = await engine.store.refunds_of_orders(SHOP, ["o1"])
    assert ((0, 2), 2960, False) == (refund.units, refund.amount, refund.full)
    assert 2960 == await given_back_by_gateway(engine, "o1")
    (stored,) = await engine.store.orders_by_id(SHOP, ["o1"])
    assert OrderState.PARTLY_REFUNDED is stored.order.state


@pytest.mark.requirement("S4.15", "D4.h")
async def test_a_switch_pays_back_the_rest_when_one_of_its_products_came_back_before(engine: Engine) -> None:
    either = 'with product "TEIKI-1", "KYUSU-1"'
    await also_publish(engine, SWITCH_TEA.replace('with product "TEIKI-1"', either))
    lines = (LineRequest(sku="TEIKI-1", quantity=1), LineRequest(sku="KYUSU-1", quantity=1))
    cart = CartRequest(lines=lines, buyer=BuyerRequest(email="aki@example.com"))
    asked = OrderRequest(id="o1", state=OrderState.PAID, cart=cart)
    answer = await record_order(engine, SHOP, asked, actor=TEST)
    assert isinstance(answer, OrderRecordedAnswer), answer
    assert answer.offer is not None
    back = RefundWish(lines=(RefundLine(sku="TEIKI-1"),))
    wish = RefundRequest(order_id="o1", refund_id="r1", wish=back)
    assert not isinstance(await refund_order(engine, SHOP, wish, actor=TEST), Rejection)
    assert (await bought(engine, answer.offer.token)).progress.state is OfferState.SUCCEEDED
    assert 5500 == await given_back_by_gateway(engine, "o1")
    (stored,) = await engine.store.orders_by_id(SHOP, ["o1"])
    assert OrderState.REFUNDED is stored.order.state


@pytest.mark.requirement("S4.2")
async def test_nothing_is_charged_on_an_order_that_was_given_back_before_the_charge(engine: Engine) -> None:
    made = await made_offer(engine, "o1", ADD_TO_ORDER)
    await show_offer(engine, SHOP, made.token, actor=TEST)
    assert isinstance(await press(engine, made.token), OfferInstance)
    wish = RefundRequest(order_id="o1", refund_id="r1", wish=RefundWish())
    assert not isinstance(await refund_order(engine, SHOP, wish, actor=TEST), Rejection)
    await drain(engine)
    offer = await seen(engine, made.token)
    assert (OfferState.FAILED, OfferFailure.ORDER_CHANGED) == (
        offer.progress.state,
        offer.progress.failure,
    )
    assert [] == [one for one in await engine.store.charges_of(SHOP, ["o1"]) if one.amount]


@pytest.mark.requirement("S4.63")
async def test_deliveries_that_were_missed_are_not_collected_for_all_at_once(engine: Engine) -> None:
    contract = await subscription(engine)
    pass_time(engine, days=100)
    await drain(engine)
    (now,) = await engine.store.contracts_by_id(SHOP, [contract.id])
    assert 2 == now.number
    assert "2026-09-20T01:00:00+00:00" == now.next_renewal_at.isoformat()
    assert 1332 == await taken_in_all(engine)
    pass_time(engine, days=31)
    await drain(engine)
    (now,) = await engine.store.contracts_by_id(SHOP, [contract.id])
    assert (3, "2026-10-20T01:00:00+00:00") == (now.number, now.next_renewal_at.isoformat())


@pytest.mark.requirement("S4.63")
async def test_a_platform_that_reports_late_deliveries_together_is_back_in_its_rhythm(engine: Engine) -> None:
    contract = await subscription(engine)
    pass_time(engine, days=100)
    fulfilment = replace(fulfilment_of(engine, SHOP), gateway=None)
    theirs = make_engine(engine.store, fulfilment=fulfilment, clock=engine.clock)
    for number in (2, 3, 4):
        told = await report_renewal(theirs, SHOP, contract.id, number, total=1332, actor=TEST)
        assert isinstance(told, Contract), told
        assert (number, "2026-09-20T01:00:00+00:00") == (told.number, told.next_renewal_at.isoformat())
    assert 0 == await taken_in_all(engine)


@pytest.mark.requirement("S4.63")
async def test_a_payment_that_succeeds_at_the_last_try_is_not_followed_by_the_next_at_once(
    engine: Engine,
) -> None:
    asked = trigger_order("o1", replace(ADD_TO_CONTRACT, plan="weekly"))
    assert isinstance(await record_order(engine, SHOP, asked, actor=TEST), OrderRecordedAnswer)
    (contract,) = await engine.store.contracts_of_orders(SHOP, ["o1"])
    await engine.store.set_test_card(SHOP, "o1", TestCard.REFUSE)
    for day in range(15):
        if day == 14:
            await engine.store.set_test_card(SHOP, "o1", TestCard.APPROVE)
        await drain(engine)
        pass_time(engine, days=1)
    await drain(engine)
    (now,) = await engine.store.contracts_by_id(SHOP, [contract.id])
    assert (2, contract.started_at + timedelta(days=21)) == (now.number, now.next_renewal_at)


@pytest.mark.requirement("S4.63")
async def test_a_worker_that_wakes_late_does_not_give_back_a_delivery_that_was_paid(engine: Engine) -> None:
    contract = await subscription(engine)
    pass_time(engine, days=32)
    await tick(engine)
    now = engine.clock.now()
    (asleep,) = await engine.store.claim_sagas(now, now + engine.limits.lease, 1)
    pass_time(engine, minutes=5)
    await drain(engine)
    assert 1332 == await taken_in_all(engine)
    assert not isinstance(await cancel_contract(engine, SHOP, contract.id, "", actor=TEST), Rejection)
    await renew_contract(engine, asleep)
    assert 1332 == await taken_in_all(engine)
    (delivery,) = await engine.store.orders_by_id(SHOP, [f"{contract.id}-2"])
    assert OrderState.PAID is delivery.order.state


async def test_an_order_can_be_reported_again_when_the_key_of_its_offer_is_gone(engine: Engine) -> None:
    asked = trigger_order("o1", ADD_TO_ORDER)
    await record_order(engine, SHOP, asked, actor=TEST)
    links = KeyRing(current="k2", keys={"k2": b"m" * 32})
    rotated = make_engine(engine.store, keys=replace(engine.keys, links=links), clock=engine.clock)
    again = await record_order(rotated, SHOP, asked, actor=TEST)
    assert isinstance(again, OrderRecordedAnswer)
    assert (True, None) == (again.repeated, again.offer)
