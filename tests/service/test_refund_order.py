"""Refunds on real stores: once, never more than was paid, whatever happens at the same time."""

import asyncio
from typing import Any

import pytest

from engine.model.answers import OrderRefundedAnswer
from engine.model.cart import OrderState
from engine.model.decision import Problem, Rejection
from engine.model.facts import CouponState
from engine.model.records import Page, Receipt
from engine.model.refund import RefundLine, RefundWish
from engine.model.requests import RefundRequest
from engine.service.engine import Engine
from engine.service.record_order import record_order
from engine.service.refund_order import refund_order
from tests.service.shop import TEST, buy, code_of, order

ALL = Page(limit=100)


async def give_back(
    engine: Engine, order_id: str, refund_id: str = "r1", receipt: Receipt | None = None, **wish: Any
) -> OrderRefundedAnswer | Rejection:
    asked = RefundRequest(order_id=order_id, refund_id=refund_id, wish=RefundWish(**wish))
    return await refund_order(engine, "tea", asked, actor=TEST, receipt=receipt)


async def given_back(
    engine: Engine, order_id: str, refund_id: str = "r1", **wish: Any
) -> OrderRefundedAnswer:
    answer = await give_back(engine, order_id, refund_id, **wish)
    assert isinstance(answer, OrderRefundedAnswer), answer
    return answer


def problem(answer: OrderRefundedAnswer | Rejection) -> Problem:
    assert isinstance(answer, Rejection), answer
    return answer.problem


async def sound(engine: Engine) -> None:
    assert await engine.store.check_invariants(None, engine.clock.now()) == ()


@pytest.mark.requirement("S1.18", "S1.46")
async def test_a_refund_undoes_what_the_order_did_and_is_written_down(tea: Engine) -> None:
    earned = await buy(tea, "first", "SAMPLE-1")
    code = await code_of(tea, earned)
    await buy(tea, "second", "PACK-1", codes=[code])
    back = await given_back(tea, "second")
    assert (back.refund.amount, back.full) == (3300, True)
    (coupon,) = await tea.store.coupons_by_id("tea", [earned.issued[0].coupon_id])
    assert (coupon.fact.state, coupon.fact.used) == (CouponState.ISSUED, 0)
    uses = await tea.store.redemptions("tea", ALL, rule=None, coupon_ids=[coupon.fact.id], order_id=None)
    assert [one.returned_at for one in uses] == [tea.clock.now()]
    (stored,) = await tea.store.orders_by_id("tea", ["second"])
    assert (stored.order.state, stored.quote.total) == (OrderState.REFUNDED, 3300)
    (entry,) = await tea.store.audit_of("tea", "second", ALL)
    assert (entry.action, dict(entry.detail)["amount"]) == ("order refunded", "3300")
    await buy(tea, "third", "PACK-1", codes=[code])
    await sound(tea)


async def test_the_same_refund_is_one_refund_whatever_key_it_comes_with(tea: Engine) -> None:
    await buy(tea, "o", "PACK-1")
    key = Receipt(key="k", request_hash=b"r")
    first = await give_back(tea, "o", "r1", key, amount=100)
    for receipt in (key, None, Receipt(key="other", request_hash=b"s")):
        again = await give_back(tea, "o", "r1", receipt, amount=100)
        assert isinstance(first, OrderRefundedAnswer)
        assert isinstance(again, OrderRefundedAnswer)
        assert (again.repeated, again.refund) == (True, first.refund)
    assert problem(await give_back(tea, "o", "r1", amount=200)) is Problem.REFUND_CHANGED
    mismatch = await give_back(tea, "o", "r2", Receipt(key="k", request_hash=b"x"), amount=100)
    assert problem(mismatch) is Problem.IDEMPOTENCY_MISMATCH
    await sound(tea)


async def test_of_many_refunds_at_once_no_more_is_given_back_than_was_paid(tea: Engine) -> None:
    await buy(tea, "o", "PACK-1")
    answers = await asyncio.gather(*(give_back(tea, "o", f"r{n}", amount=1500) for n in range(4)))
    done = [one for one in answers if isinstance(one, OrderRefundedAnswer)]
    assert sum(one.refund.amount for one in done) == 3000
    assert {one.problem for one in answers if isinstance(one, Rejection)} <= {
        Problem.REFUND_TOO_MUCH,
        Problem.BUSY,
    }
    assert [one.number for one in await tea.store.refunds_of_orders("tea", ["o"])] == [1, 2]
    await sound(tea)


async def test_the_same_refund_sent_twice_at_once_is_one(tea: Engine) -> None:
    await buy(tea, "o", "PACK-1")
    answers = await asyncio.gather(*(give_back(tea, "o") for _ in range(3)))
    assert all(isinstance(one, OrderRefundedAnswer) for one in answers)
    assert len(await tea.store.refunds_of_orders("tea", ["o"])) == 1
    await sound(tea)


@pytest.mark.requirement("S1.18")
async def test_a_coupon_is_either_used_or_taken_back_never_both(tea: Engine) -> None:
    for number in range(5):
        earned = await buy(tea, f"first{number}", "SAMPLE-1", email=f"u{number}@shop.example")
        code = await code_of(tea, earned)
        use = record_order(
            tea,
            "tea",
            order(f"second{number}", "PACK-1", email=f"u{number}@shop.example", codes=[code]),
            actor=TEST,
        )
        used, back = await asyncio.gather(use, give_back(tea, f"first{number}"))
        assert isinstance(back, OrderRefundedAnswer)
        (coupon,) = await tea.store.coupons_by_id("tea", [earned.issued[0].coupon_id])
        expected = CouponState.REVOKED if isinstance(used, Rejection) else CouponState.USED_UP
        assert coupon.fact.state is expected
    await sound(tea)


async def test_what_cannot_be_given_back_says_why_and_stores_nothing(tea: Engine) -> None:
    await buy(tea, "o", "PACK-1")
    lines = (RefundLine(sku="PACK-1", quantity=0),)
    assert problem(await give_back(tea, "o", lines=lines)) is Problem.REFUND_TOO_MUCH
    assert problem(await give_back(tea, "o", lines=(RefundLine(sku="X"),))) is Problem.UNKNOWN_PRODUCT
    assert problem(await give_back(tea, "o", amount=-1)) is Problem.PRICE_OUT_OF_RANGE
    assert problem(await give_back(tea, "o", amount=0)) is Problem.REFUND_TOO_MUCH
    assert problem(await give_back(tea, "o", shipping=1)) is Problem.REFUND_TOO_MUCH
    assert problem(await give_back(tea, "o", "")) is Problem.TEXT_INVALID
    assert problem(await give_back(tea, "o", lines=lines * 501)) is Problem.TOO_MANY_LINES
    assert await tea.store.refunds_of_orders("tea", ["o"]) == ()
    (stored,) = await tea.store.orders_by_id("tea", ["o"])
    assert stored.order.state is OrderState.PAID
    await sound(tea)
