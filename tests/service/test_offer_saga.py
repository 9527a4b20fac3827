"""Accepted offers: paid, fulfilled, undone; each pattern from order to renewal (S4.13-16, S4.62-68, V17, V19)."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from engine.model.answers import OrderRecordedAnswer
from engine.model.cart import OrderState
from engine.model.charge import TestCard
from engine.model.contract import ContractState
from engine.model.decision import Decision, Problem, Rejection
from engine.model.effects import CountStat, Metric
from engine.model.events import OfferShown
from engine.model.offer_instance import OfferFailure, OfferInstance, OfferState
from engine.model.refund import RefundWish
from engine.model.requests import RefundRequest
from engine.model.saga import SagaStep
from engine.service.accept_offer import accept_offer
from engine.service.decline_offer import decline_offer
from engine.service.engine import Engine
from engine.service.record_order import record_order
from engine.service.refund_order import refund_order
from engine.service.show_offer import show_offer
from engine.service.tick import tick
from engine.service.work import work
from engine.store.connect import open_store
from tests.service.offer_shop import (
    ADD_TO_CONTRACT,
    ADD_TO_FIRST,
    ADD_TO_ORDER,
    PATTERNS,
    SHOP,
    SWITCH,
    Pattern,
    bought,
    contracts_of,
    figures,
    made_offer,
    open_offer_shop,
    pass_time,
    press,
    seen,
    taken_in_all,
    terms_of,
    trigger_order,
)
from tests.service.shop import TEST, drain, make_engine
from tests.store.conftest import opened

pytestmark = pytest.mark.store


@pytest.fixture(scope="module")
async def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("offers") / "migrated.sqlite3"
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


@pytest.mark.requirement(
    "S4.1", "S4.3", "S4.6", "S4.13", "S4.14", "S4.15", "S4.16", "S4.62", "S4.63", "S4.67"
)
@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.name)
async def test_each_pattern_goes_from_order_to_renewal(engine: Engine, pattern: Pattern) -> None:
    made = await made_offer(engine, "o1", pattern)
    offer = await bought(engine, made.token)
    assert (OfferState.SUCCEEDED, None) == (offer.progress.state, offer.progress.failure)
    assert pattern.first == await taken_in_all(engine)
    counted = await figures(engine, offer.rule)
    assert (1, 1, 1, pattern.first) == tuple(
        counted[one] for one in (Metric.SHOWN, Metric.CLICKED, Metric.ORDERED, Metric.REVENUE_AMOUNT)
    )
    contracts = await contracts_of(engine, offer)
    assert (pattern.next_delivery is not None) == bool(contracts)
    for contract in contracts:
        pass_time(engine, days=32)
        await drain(engine)
        (renewed,) = await engine.store.contracts_by_id(SHOP, [contract.id])
        assert (2, 0) == (renewed.number, renewed.refused)
        (delivery,) = await engine.store.orders_by_id(SHOP, [f"{contract.id}-2"])
        assert pattern.next_delivery == delivery.quote.total


@pytest.mark.requirement("S4.16", "S4.14", "S4.56")
@pytest.mark.parametrize("pattern", [ADD_TO_FIRST, ADD_TO_ORDER], ids=lambda one: one.name)
async def test_what_is_added_is_a_line_of_the_first_order_and_can_be_refunded(
    engine: Engine, pattern: Pattern
) -> None:
    made = await made_offer(engine, "o1", pattern)
    offer = await bought(engine, made.token)
    (stored,) = await engine.store.orders_by_id(SHOP, ["o1"])
    added = stored.order.cart.lines[-1]
    assert (pattern.offered, 1, pattern.first, offer.id) == (
        added.sku,
        added.quantity,
        added.unit_price,
        added.offer,
    )
    assert pattern.paid + pattern.first == stored.quote.total
    wish = RefundRequest(order_id="o1", refund_id="r1", wish=RefundWish())
    answer = await refund_order(engine, SHOP, wish, actor=TEST)
    assert not isinstance(answer, Rejection)
    assert pattern.paid + pattern.first == answer.refund.amount


@pytest.mark.requirement("S4.5", "S4.15", "D4.h", "S4.46", "S4.47", "V8")
async def test_a_switch_confirms_the_contract_before_the_purchase_is_cancelled_and_paid_back(
    engine: Engine,
) -> None:
    made = await made_offer(engine, "o1", SWITCH)
    offer = await bought(engine, made.token, 2)
    (old,) = await engine.store.orders_by_id(SHOP, ["o1"])
    assert old.order.state is OrderState.REFUNDED
    (contract,) = await contracts_of(engine, offer)
    assert [(2, 1065, 1332)] == [(one.quantity, one.first, one.renewal) for one in contract.items]
    charges = await engine.store.charges_of(SHOP, ["o1"])
    assert [(2130, ""), (980, "order:o1")] == [(one.amount, one.gives_back) for one in charges]
    (new,) = await engine.store.orders_by_id(SHOP, [offer.progress.made_order])
    assert (2130, OrderState.PAID) == (new.quote.total, new.order.state)


@pytest.mark.requirement("V19", "D4.i", "S4.66", "S4.67")
async def test_a_double_click_is_one_order_and_two_clicks(engine: Engine) -> None:
    made = await made_offer(engine, "o1", ADD_TO_ORDER)
    await show_offer(engine, SHOP, made.token, actor=TEST)
    await press(engine, made.token)
    await press(engine, made.token, 5)
    await drain(engine)
    offer = await seen(engine, made.token)
    assert (OfferState.SUCCEEDED, 1, 2) == (
        offer.progress.state,
        offer.progress.quantity,
        offer.progress.presses,
    )
    assert 3420 == await taken_in_all(engine)
    counted = await figures(engine, offer.rule)
    assert (1, 2, 1) == tuple(counted[one] for one in (Metric.SHOWN, Metric.CLICKED, Metric.ORDERED))


@pytest.mark.requirement("V17", "D4.g", "S4.39", "S4.2")
async def test_after_ten_minutes_the_page_is_over_and_a_late_press_is_refused(engine: Engine) -> None:
    made = await made_offer(engine, "o1", ADD_TO_FIRST)
    await show_offer(engine, SHOP, made.token, actor=TEST)
    pass_time(engine, minutes=4)
    await show_offer(engine, SHOP, made.token, actor=TEST)  # a reload does not set the time back
    pass_time(engine, minutes=6)
    late = await press(engine, made.token)
    assert isinstance(late, Rejection)
    assert (Problem.OFFER_CLOSED, "expired") == (late.problem, dict(late.args)["state"])
    await drain(engine)
    offer = await seen(engine, made.token)
    assert offer.progress.state is OfferState.EXPIRED
    assert 0 == await taken_in_all(engine)
    counted = await figures(engine, offer.rule)
    assert (1, 1) == (counted[Metric.SHOWN], counted[Metric.EXPIRED])
    (stored,) = await engine.store.orders_by_id(SHOP, ["o1"])
    assert OrderState.PAID is stored.order.state


@pytest.mark.requirement("S4.65", "D4.j")
async def test_a_page_that_was_never_rendered_is_missed_and_not_counted_as_shown(engine: Engine) -> None:
    made = await made_offer(engine, "o1", ADD_TO_ORDER)
    pass_time(engine, days=3)
    await drain(engine)
    offer = await seen(engine, made.token)
    assert offer.progress.state is OfferState.MISSED
    counted = await figures(engine, offer.rule)
    assert (1, 0) == (counted[Metric.MISSED], counted.get(Metric.SHOWN, 0))


@pytest.mark.requirement("S4.2", "S4.58")
async def test_closing_the_page_keeps_the_order_and_ends_the_offer(engine: Engine) -> None:
    made = await made_offer(engine, "o1", ADD_TO_FIRST)
    await show_offer(engine, SHOP, made.token, actor=TEST)
    closed = await decline_offer(engine, SHOP, made.token, actor=TEST)
    assert isinstance(closed, OfferInstance)
    assert closed.progress.state is OfferState.DECLINED
    late = await press(engine, made.token)
    assert isinstance(late, Rejection)
    assert late.problem is Problem.OFFER_CLOSED
    assert 1 == (await figures(engine, closed.rule))[Metric.DECLINED]


@pytest.mark.requirement("S4.2", "S4.68")
@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.name)
async def test_a_refused_payment_leaves_the_order_as_it_was(engine: Engine, pattern: Pattern) -> None:
    made = await made_offer(engine, "o1", pattern)
    (before,) = await engine.store.orders_by_id(SHOP, ["o1"])
    await engine.store.set_test_card(SHOP, "o1", TestCard.REFUSE)
    offer = await bought(engine, made.token)
    assert (OfferState.FAILED, OfferFailure.PAYMENT_REFUSED) == (
        offer.progress.state,
        offer.progress.failure,
    )
    assert (before,) == await engine.store.orders_by_id(SHOP, ["o1"])
    assert 0 == await taken_in_all(engine)
    counted = await figures(engine, offer.rule)
    assert (1, 1, 0) == (
        counted[Metric.FAILED],
        counted[Metric.FAILED_PAYMENT_REFUSED],
        counted.get(Metric.ORDERED, 0),
    )


@pytest.mark.requirement("S4.68", "D4.i")
async def test_a_lost_answer_is_asked_for_again_and_charges_once(engine: Engine) -> None:
    made = await made_offer(engine, "o1", ADD_TO_ORDER)
    await engine.store.set_test_card(SHOP, "o1", TestCard.TIME_OUT)
    offer = await bought(engine, made.token)
    assert offer.progress.state is OfferState.CLICKED
    pass_time(engine, seconds=5)
    await drain(engine)
    assert (await seen(engine, made.token)).progress.state is OfferState.SUCCEEDED
    assert 3420 == await taken_in_all(engine)


@pytest.mark.requirement("S4.2", "S4.68")
async def test_a_gateway_that_never_answers_ends_in_failure_and_takes_nothing_later(engine: Engine) -> None:
    made = await made_offer(engine, "o1", ADD_TO_ORDER)
    await engine.store.set_test_card(SHOP, "o1", TestCard.UNREACHABLE)
    await bought(engine, made.token)
    for _ in range(30):
        pass_time(engine, minutes=1)
        await drain(engine)
    offer = await seen(engine, made.token)
    assert (OfferState.FAILED, OfferFailure.PAYMENT_UNKNOWN) == (
        offer.progress.state,
        offer.progress.failure,
    )
    (saga,) = await engine.store.sagas_of(SHOP, [offer.id])
    assert saga.state.step is SagaStep.UNDO
    await engine.store.set_test_card(SHOP, "o1", TestCard.APPROVE)
    pass_time(engine, hours=2)
    await drain(engine)
    (saga,) = await engine.store.sagas_of(SHOP, [offer.id])
    assert saga.state.step is SagaStep.DONE
    assert 0 == await taken_in_all(engine)


@pytest.mark.requirement("S4.2")
@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.name)
async def test_an_order_that_was_refunded_meanwhile_gets_its_money_back(
    engine: Engine, pattern: Pattern
) -> None:
    made = await made_offer(engine, "o1", pattern)
    await show_offer(engine, SHOP, made.token, actor=TEST)
    await press(engine, made.token)
    wish = RefundRequest(order_id="o1", refund_id="r1", wish=RefundWish())
    assert not isinstance(await refund_order(engine, SHOP, wish, actor=TEST), Rejection)
    await drain(engine)
    offer = await seen(engine, made.token)
    assert (OfferState.FAILED, OfferFailure.ORDER_CHANGED) == (
        offer.progress.state,
        offer.progress.failure,
    )
    assert 0 == await taken_in_all(engine)


async def test_terms_that_the_page_did_not_show_are_not_accepted(engine: Engine) -> None:
    made = await made_offer(engine, "o1", SWITCH)
    blind = await accept_offer(engine, SHOP, made.token, 1, terms="", actor=TEST)
    assert isinstance(blind, Rejection)
    assert blind.problem is Problem.TERMS_NOT_SEEN
    offer = await bought(engine, made.token)
    assert await terms_of(engine, made.token) == offer.progress.accepted_terms != ""


@pytest.mark.requirement("S4.55")
@pytest.mark.parametrize("quantity", [0, -1, 4])
async def test_a_quantity_that_the_page_does_not_offer_is_refused(engine: Engine, quantity: int) -> None:
    made = await made_offer(engine, "o1", SWITCH)
    refused = await press(engine, made.token, quantity)
    assert isinstance(refused, Rejection)
    assert refused.problem is Problem.QUANTITY_OUT_OF_RANGE


@pytest.mark.requirement("S4.63")
async def test_a_refused_renewal_is_tried_four_more_times_and_then_ends_the_contract(engine: Engine) -> None:
    made = await made_offer(engine, "o1", ADD_TO_CONTRACT)
    offer = await bought(engine, made.token)
    (contract,) = await contracts_of(engine, offer)
    await engine.store.set_test_card(SHOP, "o1", TestCard.REFUSE)
    pass_time(engine, days=32)
    seen_refusals = []
    for _ in range(10):
        await drain(engine)
        (now,) = await engine.store.contracts_by_id(SHOP, [contract.id])
        seen_refusals.append((now.refused, now.state))
        pass_time(engine, days=1)
    assert [1, 2, 2, 3, 3, 4, 4, 5, 5, 5] == [refused for refused, _ in seen_refusals]
    assert ContractState.ACTIVE is seen_refusals[6][1]
    assert ContractState.CANCELLED is seen_refusals[7][1]
    pass_time(engine, days=60)
    await drain(engine)
    charges = [one for one in await engine.store.charges_of(SHOP, ["o1"]) if one.taken]
    assert [1024] == [one.amount for one in charges]


async def test_the_token_of_another_shop_or_none_at_all_tells_nothing(engine: Engine) -> None:
    made = await made_offer(engine, "o1", ADD_TO_ORDER)
    for shop, token in (("other", made.token), (SHOP, made.token[:-1] + "x"), (SHOP, ""), (SHOP, "x" * 5000)):
        refused = await show_offer(engine, shop, token, actor=TEST)
        assert isinstance(refused, Rejection)
        assert (Problem.NOT_FOUND, ()) == (refused.problem, refused.args)


@pytest.mark.requirement("V19", "D4.i")
async def test_presses_at_once_are_one_order_and_as_many_clicks(engine: Engine) -> None:
    made = await made_offer(engine, "o1", ADD_TO_ORDER)
    await show_offer(engine, SHOP, made.token, actor=TEST)
    outcomes = await asyncio.gather(*(press(engine, made.token) for _ in range(3)))
    await asyncio.gather(*(work(engine) for _ in range(3)))
    await drain(engine)
    offer = await seen(engine, made.token)
    pressed = [one for one in outcomes if isinstance(one, OfferInstance)]
    assert (OfferState.SUCCEEDED, len(pressed)) == (offer.progress.state, offer.progress.presses)
    assert {Problem.BUSY} >= {one.problem for one in outcomes if isinstance(one, Rejection)}
    assert 3420 == await taken_in_all(engine)


@pytest.mark.requirement("V17", "D4.g")
async def test_a_press_against_the_deadline_has_one_winner(engine: Engine) -> None:
    for number in range(5):
        order_id = f"o{number}"
        made = await made_offer(engine, order_id, ADD_TO_ORDER, email=f"u{number}@example.com")
        await show_offer(engine, SHOP, made.token, actor=TEST)
        terms = await terms_of(engine, made.token)
        pass_time(engine, minutes=10, microseconds=-1)
        pressing = asyncio.create_task(accept_offer(engine, SHOP, made.token, 1, terms=terms, actor=TEST))
        await asyncio.sleep(0.001 * number)
        pass_time(engine, microseconds=2)
        await asyncio.gather(pressing, tick(engine))
        await drain(engine)
        offer = await seen(engine, made.token)
        accepted = isinstance(pressing.result(), OfferInstance)
        assert offer.progress.state is (OfferState.SUCCEEDED if accepted else OfferState.EXPIRED)
        assert (3420 if accepted else 0) == await taken_in_all(engine, order_id)


async def test_figures_that_do_not_fit_the_offers_are_found(engine: Engine) -> None:
    made = await made_offer(engine, "o1", ADD_TO_ORDER)
    offer = await bought(engine, made.token)
    assert () == await engine.store.check_invariants(SHOP, engine.clock.now())
    day = engine.clock.now().date()
    wrong = CountStat(rule=offer.rule, day=day, metric=Metric.SHOWN, amount=1)
    event = OfferShown(id="by hand", at=engine.clock.now(), offer_id=offer.id)
    await engine.store.commit(
        SHOP, event, Decision(revision=1, effects=(wrong,)), (), TEST, None, None, engine.clock.now()
    )
    (found,) = await engine.store.check_invariants(SHOP, engine.clock.now())
    assert found.startswith("I30: rule one-more-pack has other offers")
    right = CountStat(rule=offer.rule, day=day, metric=Metric.SHOWN, amount=-1)
    await engine.store.commit(
        SHOP,
        OfferShown(id="by hand again", at=engine.clock.now(), offer_id=offer.id),
        Decision(revision=1, effects=(right,)),
        (),
        TEST,
        None,
        None,
        engine.clock.now(),
    )


@pytest.mark.requirement("S4.2", "S4.16")
async def test_the_back_end_may_report_the_order_again_after_something_was_added(engine: Engine) -> None:
    asked = replace(trigger_order("o1", ADD_TO_ORDER), stated_total=3800)
    first = await record_order(engine, SHOP, asked, actor=TEST)
    assert isinstance(first, OrderRecordedAnswer)
    assert first.offer is not None
    await bought(engine, first.offer.token)
    again = await record_order(engine, SHOP, asked, actor=TEST)
    assert isinstance(again, OrderRecordedAnswer), again
    assert (True, first.offer) == (again.repeated, again.offer)
    given_back = await record_order(engine, SHOP, replace(asked, state=OrderState.REFUNDED), actor=TEST)
    assert isinstance(given_back, OrderRecordedAnswer), given_back
    (refund,) = await engine.store.refunds_of_orders(SHOP, ["o1"])
    assert (3800 + 3420, True) == (refund.amount, refund.full)
