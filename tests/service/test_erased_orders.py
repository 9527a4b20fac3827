"""An order of somebody who was erased is reported again: the money is right, and nothing personal comes back (GDPR)."""

from datetime import timedelta

import pytest

from engine.model.cart import OrderState
from engine.model.data_subject import ERASED, Erasure
from engine.model.decision import Rejection
from engine.model.records import Page
from engine.model.requests import BuyerRequest
from engine.service.engine import Engine
from engine.service.erase_person import erase_person
from engine.service.person import KnownPerson, know_person
from engine.service.record_order import record_order
from tests.service.gifts import clock
from tests.service.shop import TEST, buy, drain, order

TARO = "taro@shop.example"
BUYER = BuyerRequest(email=TARO, external_id="c7", phone="090-1234-5678", name="山田太郎", locale="ja")


async def erase(engine: Engine) -> None:
    clock(engine).advance(timedelta(days=1))
    became = await erase_person(engine, "tea", TARO, reason="asked for it", actor=TEST, claims_confirmed=True)
    assert isinstance(became, Erasure), became
    clock(engine).advance(timedelta(days=1))


async def is_held(engine: Engine) -> bool:
    person = await know_person(engine, "tea", TARO)
    assert isinstance(person, KnownPerson)
    return person.is_held


async def sound(engine: Engine) -> None:
    assert await engine.store.check_invariants(None, engine.clock.now()) == ()


async def test_an_order_that_is_known_is_reported_again_and_refunded_under_its_pseudonym(tea: Engine) -> None:
    first = await buy(tea, "1001", "PACK-1", buyer=BUYER)
    await erase(tea)
    again = await buy(tea, "1001", "PACK-1", buyer=BUYER)
    assert (True, first.quote.total) == (again.repeated, again.quote.total)
    back = await record_order(
        tea, "tea", order("1001", "PACK-1", buyer=BUYER, state=OrderState.REFUNDED), actor=TEST
    )
    assert not isinstance(back, Rejection), back
    [stored] = await tea.store.orders("tea", Page(limit=9), email=None)
    assert OrderState.REFUNDED is stored.order.state
    assert (stored.order.cart.buyer.email or "").startswith(ERASED)
    assert not await is_held(tea)
    await sound(tea)


async def test_an_order_of_before_that_comes_for_the_first_time_names_nobody(tea: Engine) -> None:
    bought = tea.clock.now()
    await buy(tea, "1001", "SAMPLE-1", buyer=BUYER)
    await erase(tea)
    late = await buy(
        tea, "0999", "SAMPLE-1", buyer=BUYER, placed_at=bought - timedelta(days=3), note="for 山田太郎"
    )
    assert not late.repeated
    stored = {one.order.id: one.order for one in await tea.store.orders("tea", Page(limit=9), email=None)}
    kept = stored["0999"]
    assert kept.cart.buyer.email == stored["1001"].cart.buyer.email
    assert (None, "", "") == (kept.cart.buyer.phone, kept.cart.buyer.name, kept.note)
    assert not await is_held(tea)
    await drain(tea)
    sent = await tea.store.messages("tea", Page(limit=9), state=None, order_id="0999", coupon_id=None)
    assert all(one.sent_at is None for one in sent)
    await sound(tea)


async def test_an_order_of_minutes_before_the_erasure_that_comes_after_it_names_nobody(tea: Engine) -> None:
    await buy(tea, "1001", "SAMPLE-1", buyer=BUYER)
    bought = tea.clock.now() + timedelta(days=1, minutes=-2)
    clock(tea).advance(timedelta(days=1))
    await erase_person(tea, "tea", TARO, reason="asked for it", actor=TEST, claims_confirmed=True)
    clock(tea).advance(timedelta(minutes=1))
    await buy(tea, "1002", "SAMPLE-1", buyer=BUYER, placed_at=bought)
    assert not await is_held(tea)
    await sound(tea)


async def test_who_comes_back_after_the_erasure_is_somebody_new(tea: Engine) -> None:
    await buy(tea, "1001", "SAMPLE-1", buyer=BUYER)
    await erase(tea)
    await buy(tea, "1002", "SAMPLE-1", buyer=BUYER, placed_at=tea.clock.now() - timedelta(hours=1))
    assert await is_held(tea)


async def test_somebody_else_with_the_same_order_id_is_refused_as_before(tea: Engine) -> None:
    await buy(tea, "1001", "SAMPLE-1", buyer=BUYER)
    await erase(tea)
    other = await record_order(
        tea, "tea", order("1001", "SAMPLE-1", buyer=BuyerRequest(email="hana@shop.example")), actor=TEST
    )
    assert isinstance(other, Rejection)


@pytest.mark.parametrize("number", [1, 3])
async def test_tombstones_are_asked_for_by_their_hashes(tea: Engine, number: int) -> None:
    await buy(tea, "1001", "SAMPLE-1", buyer=BUYER)
    await erase(tea)
    every = await tea.store.tombstones("tea")
    assert 3 == len(every)
    wanted = [one.address_hash for one in every[:number]]
    assert every[:number] == await tea.store.tombstones_of("tea", [*wanted, "unknown"])
    assert () == await tea.store.tombstones_of("tea", [])
    assert () == await tea.store.tombstones_of("other", wanted)
