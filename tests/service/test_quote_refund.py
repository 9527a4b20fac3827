"""A refund is quoted before it is recorded: what it says is what is given back, and asking changes nothing."""

from dataclasses import replace

import pytest

from engine.model.answers import OrderRecordedAnswer, OrderRefundedAnswer
from engine.model.decision import Problem, Rejection
from engine.model.refund import RefundLine, RefundQuote, RefundQuoteLine, RefundWish
from engine.model.requests import LineRequest, RefundRequest
from engine.service.engine import Engine
from engine.service.quote_refund import quote_refund
from engine.service.record_order import record_order
from engine.service.refund_order import refund_order
from tests.service.shop import TEST, buy, code_of, order


def request(order_id: str, refund_id: str = "r1", **wish: object) -> RefundRequest:
    return RefundRequest(order_id=order_id, refund_id=refund_id, wish=RefundWish(**wish))  # type: ignore[arg-type]


async def quoted(engine: Engine, asked: RefundRequest) -> RefundQuote:
    answer = await quote_refund(engine, "tea", asked)
    assert isinstance(answer, RefundQuote), answer
    return answer


async def test_what_is_quoted_unit_by_unit_is_what_is_given_back(tea: Engine) -> None:
    earned = await buy(tea, "first", "SAMPLE-1")
    code = await code_of(tea, earned)
    asked_for = order("second", codes=[code])
    three = (LineRequest(sku="PACK-1", quantity=3, unit_price=1_001),)
    bought = await record_order(
        tea, "tea", replace(asked_for, cart=replace(asked_for.cart, lines=three)), actor=TEST
    )
    assert isinstance(bought, OrderRecordedAnswer), bought
    assert bought.quote is not None
    left = bought.quote.total
    for number in range(3):
        asked = request("second", f"r{number}", lines=(RefundLine(sku="PACK-1", quantity=1),))
        before = await quoted(tea, asked)
        assert await quoted(tea, asked) == before  # asking is no refund
        answer = await refund_order(tea, "tea", asked, actor=TEST)
        assert isinstance(answer, OrderRefundedAnswer)
        assert (answer.refund.amount, answer.refund.units) == (before.refund.amount, before.refund.units)
        assert sum(line.paid for line in before.lines) == before.refund.amount
        left -= answer.refund.amount
        assert (left, int(number == 2)) == (before.left, before.uses_returned)
    assert left == 0


async def test_a_quote_tells_what_else_would_go(tea: Engine) -> None:
    await buy(tea, "o", "SAMPLE-1")
    answer = await quoted(tea, request("o"))
    assert (True, 1, 0) == (answer.refund.full, answer.coupons_ended, answer.new_card)
    assert (RefundQuoteLine(place=0, sku="SAMPLE-1", units=1, paid=980),) == answer.lines
    (coupon,) = await tea.store.coupons_of_orders("tea", ["o"])
    assert coupon.fact.used == 0


@pytest.mark.parametrize(
    ("order_id", "wish", "problem"),
    [
        ("o", {"amount": 5_000}, Problem.REFUND_TOO_MUCH),
        ("o", {"lines": (RefundLine(sku="PACK-1"),)}, Problem.UNKNOWN_PRODUCT),
        ("nowhere", {}, Problem.NOT_FOUND),
        ("", {}, Problem.TEXT_INVALID),
        ("o", {"shipping": -1}, Problem.PRICE_OUT_OF_RANGE),
    ],
)
async def test_what_would_be_refused_says_why(
    tea: Engine, order_id: str, wish: dict[str, object], problem: Problem
) -> None:
    await buy(tea, "o", "SAMPLE-1")
    answer = await quote_refund(tea, "tea", request(order_id, "r1", **wish))
    assert isinstance(answer, Rejection), answer
    assert problem is answer.problem


async def test_a_shop_that_is_not_there_has_no_refunds(tea: Engine) -> None:
    answer = await quote_refund(tea, "nobody", request("o"))
    assert isinstance(answer, Rejection), answer
    assert answer.problem is Problem.NOT_FOUND
