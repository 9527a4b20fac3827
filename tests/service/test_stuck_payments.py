"""Payments that nobody answers for come to a person's eyes, and end by their word, once."""

from collections.abc import AsyncIterator

import pytest

from engine.model.charge import TestCard
from engine.model.decision import Problem, Rejection
from engine.model.offer_instance import OfferState
from engine.model.records import Page
from engine.model.saga import SagaKind, SagaStep
from engine.service.attention import Attention, AttentionCode, attention
from engine.service.cancel_contract import cancel_contract
from engine.service.engine import Engine
from engine.service.stuck_payments import retry_payment, settle_payment, stuck_payments
from tests.service.offer_shop import (
    ADD_TO_ORDER,
    SHOP,
    bought,
    made_offer,
    open_offer_shop,
    pass_time,
    press,
    seen,
    subscription,
    taken_in_all,
)
from tests.service.shop import TEST, drain


@pytest.fixture
async def engine(engine: Engine) -> AsyncIterator[Engine]:
    """The shop with an offer of each pattern, open for business."""
    await open_offer_shop(engine)
    yield engine
    await drain(engine)
    assert () == await engine.store.check_invariants(SHOP, engine.clock.now())


async def hours_pass(engine: Engine, count: float = 2) -> None:
    pass_time(engine, hours=count)
    await drain(engine)


async def undoing(engine: Engine) -> str:
    """An offer whose payment got no answer in time: it has failed, and what may have been taken has to go back."""
    made = await made_offer(engine, "o1", ADD_TO_ORDER)
    await engine.store.set_test_card(SHOP, "o1", TestCard.UNREACHABLE)
    assert not isinstance(await press(engine, made.token), Rejection)
    for _ in range(3):
        await hours_pass(engine, 0.2)
    assert OfferState.FAILED is (await seen(engine, made.token)).progress.state
    return made.token


async def needing_attention(engine: Engine) -> list[Attention]:
    return [one for one in await attention(engine, SHOP) if one.code is AttentionCode.PAYMENTS_STUCK]


async def test_a_refund_without_an_answer_needs_attention_after_an_hour_and_can_be_tried_again(
    engine: Engine,
) -> None:
    await undoing(engine)
    assert () == await stuck_payments(engine, SHOP)
    await hours_pass(engine)
    (stuck,) = await stuck_payments(engine, SHOP)
    assert (SagaKind.OFFER, SagaStep.UNDO, "o1", 3420, True) == (
        stuck.saga.state.kind,
        stuck.saga.state.step,
        stuck.order_id,
        stuck.amount,
        stuck.by_hand,
    )
    assert [Attention(code=AttentionCode.PAYMENTS_STUCK, count=1)] == await needing_attention(engine)
    await engine.store.set_test_card(SHOP, "o1", TestCard.APPROVE)
    await drain(engine)
    assert await stuck_payments(engine, SHOP)  # its next try is an hour away
    assert await retry_payment(engine, SHOP, stuck.saga.state.id, TEST)
    await drain(engine)
    assert ([], ()) == (await needing_attention(engine), await stuck_payments(engine, SHOP))
    assert not await retry_payment(engine, SHOP, stuck.saga.state.id, TEST)
    (entry,) = await engine.store.audit_of(SHOP, stuck.saga.state.id, Page(limit=5))
    assert "payment tried again" == entry.action


async def test_what_a_person_gave_back_by_hand_is_tried_no_more(engine: Engine) -> None:
    await undoing(engine)
    await hours_pass(engine)
    (stuck,) = await stuck_payments(engine, SHOP)
    said = stuck.saga.state.id
    empty = await settle_payment(engine, SHOP, said, moved=True, reason=" ", actor=TEST)
    assert isinstance(empty, Rejection)
    assert Problem.TEXT_INVALID is empty.problem
    done = await settle_payment(engine, SHOP, said, moved=True, reason="bank transfer", actor=TEST)
    assert not isinstance(done, Rejection)
    assert (SagaStep.DONE, None, "bank transfer") == (done.state.step, done.next_at, done.state.reason)
    again = await settle_payment(engine, SHOP, said, moved=True, reason="again", actor=TEST)
    assert isinstance(again, Rejection)
    (entry,) = await engine.store.audit_of(SHOP, said, Page(limit=5))
    assert ("payment settled", "bank transfer") == (entry.action, dict(entry.detail)["reason"])
    await engine.store.set_test_card(SHOP, "o1", TestCard.APPROVE)
    await hours_pass(engine)
    assert 0 == await taken_in_all(engine)


@pytest.mark.requirement("S4.63")
@pytest.mark.parametrize(("moved", "number", "refused"), [(True, 2, 0), (False, 1, 1)])
async def test_a_delivery_that_nobody_answered_for_is_settled_either_way(
    engine: Engine, moved: bool, number: int, refused: int
) -> None:
    contract = await subscription(engine)
    await engine.store.set_test_card(SHOP, "o1", TestCard.UNREACHABLE)
    pass_time(engine, days=31)
    await drain(engine)
    await hours_pass(engine)
    (stuck,) = await stuck_payments(engine, SHOP)
    assert (SagaKind.RENEWAL, 1332, True) == (stuck.saga.state.kind, stuck.amount, stuck.by_hand)
    said = stuck.saga.state.id
    done = await settle_payment(engine, SHOP, said, moved=moved, reason="asked the bank", actor=TEST)
    assert not isinstance(done, Rejection)
    (now,) = await engine.store.contracts_by_id(SHOP, [contract.id])
    assert (number, refused) == (now.number, now.refused)
    (entry,) = await engine.store.audit_of(SHOP, contract.id, Page(limit=5))
    assert "payment settled" == entry.action
    assert [] == await needing_attention(engine)
    await engine.store.set_test_card(SHOP, "o1", TestCard.APPROVE)


async def test_money_on_its_way_back_of_an_ended_contract_is_settled_too(engine: Engine) -> None:
    contract = await subscription(engine)
    await engine.store.set_test_card(SHOP, "o1", TestCard.UNREACHABLE)
    pass_time(engine, days=31)
    await drain(engine)
    assert not isinstance(await cancel_contract(engine, SHOP, contract.id, "", actor=TEST), Rejection)
    await hours_pass(engine)
    (stuck,) = await stuck_payments(engine, SHOP)
    said = stuck.saga.state.id
    done = await settle_payment(engine, SHOP, said, moved=False, reason="nothing was taken", actor=TEST)
    assert not isinstance(done, Rejection)
    assert SagaStep.DONE is done.state.step


async def test_what_goes_well_needs_nobody(engine: Engine) -> None:
    made = await made_offer(engine, "o1", ADD_TO_ORDER)
    await bought(engine, made.token)
    await hours_pass(engine)
    assert ([], ()) == (await needing_attention(engine), await stuck_payments(engine, SHOP))
