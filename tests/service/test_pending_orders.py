"""Bank transfers: what was agreed on while a payment was pending is what is paid, whatever ended meanwhile."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.model.answers import OrderRecordedAnswer
from engine.model.cart import OrderState
from engine.model.decision import Problem, Rejection
from engine.model.requests import OrderRequest
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.record_order import record_order
from tests.service.shop import TEST, buy, code_of, drain, order


async def recorded(engine: Engine, asked: OrderRequest) -> OrderRecordedAnswer | Rejection:
    return await record_order(engine, "tea", asked, actor=TEST)


async def agreed(engine: Engine) -> OrderRequest:
    """An order that waits for a transfer of 3,300 yen, with a coupon that ends before it comes."""
    code = await code_of(engine, await buy(engine, "1001", "SAMPLE-1"))
    asked = replace(order("1002", "PACK-1", codes=[code]), state=OrderState.PENDING, stated_total=3300)
    answer = await recorded(engine, asked)
    assert isinstance(answer, OrderRecordedAnswer), answer
    assert isinstance(engine.clock, VirtualClock)
    engine.clock.advance(timedelta(days=40))
    await drain(engine)
    return replace(asked, state=OrderState.PAID)


async def test_a_transfer_of_the_agreed_sum_is_taken_after_the_coupon_has_ended(tea: Engine) -> None:
    asked = await agreed(tea)
    answer = await recorded(tea, asked)
    assert isinstance(answer, OrderRecordedAnswer), answer
    assert [] == list(answer.redemptions)
    (stored,) = await tea.store.orders_by_id("tea", ["1002"])
    assert (OrderState.PAID, 3300) == (stored.order.state, stored.order.stated_total)
    assert () == await tea.store.check_invariants(None, tea.clock.now())


@pytest.mark.parametrize(("total", "problem"), [(None, Problem.CODE_REFUSED), (3000, Problem.ORDER_CHANGED)])
async def test_another_sum_than_was_agreed_on_is_looked_at_as_ever(
    tea: Engine, total: int | None, problem: Problem
) -> None:
    asked = await agreed(tea)
    answer = await recorded(tea, replace(asked, stated_total=total))
    assert isinstance(answer, Rejection)
    assert problem is answer.problem
