"""Gift cards are paid out by the merchant's platform: told under one key until it took it, confirmed by it (V21)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import orjson
import pytest

from engine.delivery.fulfilment import Fulfilment
from engine.delivery.outbound_http import OutboundHttp
from engine.delivery.platform import Platform
from engine.model.card import CardState
from engine.model.card_records import CashOut, CashOutReason, CashOutState, StoredCard
from engine.model.card_requests import CashOutRequest
from engine.model.decision import Rejection
from engine.model.saga import SagaKind, SagaStep
from engine.service.attention import AttentionCode, attention
from engine.service.card_desk import cash_out_card, confirm_cash_out
from engine.service.engine import Engine
from engine.service.stuck_payments import retry_payment, settle_payment, stuck_payments
from tests.service.gifts import FILES, add, basket, buy, clock, fresh, give, sound
from tests.service.shop import TEST, drain, open_shop
from tests.support.web import Answer, WebServer, web_server

SECRET = b"a secret of at least twenty-four bytes"


@pytest.fixture
async def platform() -> AsyncIterator[WebServer]:
    """The server of a merchant's platform."""
    async with web_server() as server:
        yield server


@pytest.fixture
async def shop(engine: Engine, platform: WebServer) -> Engine:
    await open_shop(engine, files=FILES)
    theirs = Platform(http=OutboundHttp(loopback=True), url=f"{platform.url}/otoku", secrets=(SECRET,))
    return replace(engine, fulfilment=Fulfilment(gateway=None, commerce=theirs, pay_outs=theirs))


async def with_balance(shop: Engine, amount: int = 5000) -> StoredCard:
    (card,) = await give(shop)
    await add(shop, card, amount)
    return card


async def paid_out(shop: Engine, card: StoredCard) -> CashOut:
    wish = CashOutRequest(card_id=card.fact.id, reason=CashOutReason.WIND_DOWN, note="", expected=5000)
    made = await cash_out_card(shop, "tea", wish, actor=TEST)
    assert isinstance(made, CashOut), made
    return made


async def hours_pass(shop: Engine, count: int) -> None:
    for _ in range(count):
        clock(shop).advance(timedelta(hours=1.3))
        await drain(shop)


@pytest.mark.requirement("S5.43", "D5.c")
async def test_the_platform_is_told_to_pay_and_confirms_it(shop: Engine, platform: WebServer) -> None:
    card = await with_balance(shop)
    made = await paid_out(shop, card)
    assert (CardState.VOID, CashOutState.REQUESTED) == ((await fresh(shop, card)).fact.state, made.state)
    await drain(shop)
    (call,) = await platform.wait_for(1)
    said = orjson.loads(call.body)
    assert ("gift_card.cash_out", card.fact.id, 5000, "JPY", "c-1", "wind_down") == (
        said["type"],
        *(said["data"][name] for name in ("card", "amount", "currency", "customer", "reason")),
    )
    await hours_pass(shop, 3)
    assert 1 == len(platform.received)
    done = await confirm_cash_out(shop, "tea", card.fact.id, reference="t-1", actor=TEST)
    assert isinstance(done, CashOut)
    assert (CashOutState.PAID, "t-1") == (done.state, done.reference)
    await sound(shop)


@pytest.mark.requirement("S5.43")
async def test_a_platform_that_does_not_answer_is_told_again_under_the_same_key(
    shop: Engine, platform: WebServer
) -> None:
    platform.otherwise = Answer(status=500)
    card = await with_balance(shop)
    await paid_out(shop, card)
    await hours_pass(shop, 2)
    (stuck,) = await stuck_payments(shop, "tea")
    assert (SagaKind.PAY_OUT, SagaStep.PAY, card.fact.id, 5000, False) == (
        stuck.saga.state.kind,
        stuck.saga.state.step,
        stuck.card_id,
        stuck.amount,
        stuck.by_hand,
    )
    assert AttentionCode.PAYMENTS_STUCK in [one.code for one in await attention(shop, "tea")]
    by_hand = await settle_payment(shop, "tea", stuck.saga.state.id, moved=True, reason="x", actor=TEST)
    assert isinstance(by_hand, Rejection)
    platform.otherwise = Answer(status=200)
    assert await retry_payment(shop, "tea", stuck.saga.state.id, TEST)
    await drain(shop)
    assert () == await stuck_payments(shop, "tea")
    keys = {orjson.loads(call.body)["data"]["idempotency_key"] for call in platform.received}
    assert ({stuck.saga.state.id}, True) == (keys, len(platform.received) > 2)


async def test_what_a_person_paid_is_asked_of_nobody_any_more(shop: Engine, platform: WebServer) -> None:
    platform.otherwise = Answer(status=500)
    card = await with_balance(shop)
    await paid_out(shop, card)
    await hours_pass(shop, 2)
    told = len(platform.received)
    assert isinstance(
        await confirm_cash_out(shop, "tea", card.fact.id, reference="by hand", actor=TEST), CashOut
    )
    await drain(shop)
    await hours_pass(shop, 2)
    assert (told, ()) == (len(platform.received), await stuck_payments(shop, "tea"))


@pytest.mark.requirement("V21")
async def test_a_card_that_was_spent_first_is_never_handed_over(shop: Engine, platform: WebServer) -> None:
    card = await with_balance(shop)
    await buy(shop, basket(shop, card))
    wish = CashOutRequest(card_id=card.fact.id, reason=CashOutReason.WIND_DOWN, note="", expected=5000)
    assert isinstance(await cash_out_card(shop, "tea", wish, actor=TEST), Rejection)
    await drain(shop)
    assert [] == platform.received
    await sound(shop)


async def test_without_a_platform_a_person_pays_and_nothing_is_handed_over(engine: Engine) -> None:
    await open_shop(engine, files=FILES)
    card = await with_balance(engine)
    await paid_out(engine, card)
    assert () == await engine.store.sagas_of("tea", [card.fact.id])
