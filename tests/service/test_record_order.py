"""Recording an order: once per id and state, whatever is repeated, changed or malformed."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from engine.model.answers import OrderRecordedAnswer
from engine.model.cart import OrderState
from engine.model.decision import Problem, Rejection
from engine.model.events import RefusedCodes
from engine.model.records import Page, Receipt
from engine.model.requests import BuyerRequest, CartRequest, LineRequest, OrderRequest
from engine.service import ask
from engine.service.engine import Engine
from engine.service.record_order import record_order
from tests.service.shop import START, TEST, buy, order


async def refused(engine: Engine, request: OrderRequest, **rest: Any) -> Rejection:
    """Record an order that must be refused."""
    answer = await record_order(engine, "tea", request, actor=TEST, **rest)
    assert isinstance(answer, Rejection), answer
    return answer


@pytest.mark.requirement("D1.e")
async def test_the_same_order_again_gives_the_first_answer(tea: Engine) -> None:
    first = await buy(tea, "1001", "SAMPLE-1")
    again = await buy(tea, "1001", "SAMPLE-1")

    assert (first.repeated, again.repeated) == (False, True)
    assert again.issued == first.issued
    assert again.quote == first.quote
    assert len(await ask.coupons(tea, "tea", Page(limit=10))) == 1


async def test_the_same_id_with_other_content_is_refused(tea: Engine) -> None:
    await buy(tea, "1001", "SAMPLE-1")

    assert (await refused(tea, order("1001", "PACK-1"))).problem is Problem.ORDER_CHANGED
    assert (
        await refused(tea, order("1001", "SAMPLE-1", email="b@shop.example"))
    ).problem is Problem.ORDER_CHANGED


async def test_a_receipt_gives_the_stored_answer_and_refuses_another_request(tea: Engine) -> None:
    receipt = Receipt(key="k-1", request_hash=b"one")
    first = await record_order(tea, "tea", order("1001", "SAMPLE-1"), actor=TEST, receipt=receipt)
    again = await record_order(tea, "tea", order("1001", "SAMPLE-1"), actor=TEST, receipt=receipt)
    other = await refused(tea, order("1002", "SAMPLE-1"), receipt=Receipt(key="k-1", request_hash=b"two"))

    assert isinstance(first, OrderRecordedAnswer)
    assert isinstance(again, OrderRecordedAnswer)
    assert again.issued == first.issued
    assert other.problem is Problem.IDEMPOTENCY_MISMATCH
    assert await ask.orders_by_id(tea, "tea", ["1002"]) == {}


async def test_an_order_moves_from_pending_to_paid_to_refunded_and_not_back(tea: Engine) -> None:
    pending = await buy(tea, "1001", "SAMPLE-1", state=OrderState.PENDING)
    paid = await buy(tea, "1001", "SAMPLE-1")
    returned = await buy(tea, "1001", "SAMPLE-1", state=OrderState.REFUNDED)
    back = await refused(tea, order("1001", "SAMPLE-1", state=OrderState.CANCELLED))

    assert (len(pending.issued), len(paid.issued), len(returned.issued)) == (0, 1, 0)
    assert returned.quote == paid.quote
    assert back.problem is Problem.STATE_NOT_ALLOWED


def request(**changes: Any) -> OrderRequest:
    """An order of one sample, with whatever a test breaks."""
    lines = changes.pop("lines", (LineRequest(sku="SAMPLE-1", quantity=1),))
    buyer = changes.pop("buyer", BuyerRequest(email="taro@shop.example"))
    codes = changes.pop("codes", ())
    shipping = changes.pop("shipping", 0)
    cart = CartRequest(lines=lines, buyer=buyer, codes=codes, shipping=shipping)
    usual: dict[str, Any] = {"id": "1", "state": OrderState.PAID, "cart": cart}
    return OrderRequest(**(usual | changes))


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ({"lines": ()}, Problem.EMPTY_CART),
        ({"lines": (LineRequest(sku="NO-SUCH", quantity=1),)}, Problem.UNKNOWN_PRODUCT),
        ({"lines": (LineRequest(sku="SAMPLE-1", quantity=0),)}, Problem.QUANTITY_OUT_OF_RANGE),
        ({"lines": (LineRequest(sku="SAMPLE-1", quantity=-1),)}, Problem.QUANTITY_OUT_OF_RANGE),
        ({"lines": (LineRequest(sku="SAMPLE-1", quantity=10**9),)}, Problem.QUANTITY_OUT_OF_RANGE),
        ({"lines": (LineRequest(sku="SAMPLE-1", quantity=1),) * 501}, Problem.TOO_MANY_LINES),
        ({"lines": (LineRequest(sku="SAMPLE-1", quantity=1, unit_price=-1),)}, Problem.PRICE_OUT_OF_RANGE),
        (
            {"lines": (LineRequest(sku="SAMPLE-1", quantity=1, unit_price=10**16),)},
            Problem.PRICE_OUT_OF_RANGE,
        ),
        ({"shipping": -1}, Problem.PRICE_OUT_OF_RANGE),
        ({"stated_total": 979}, Problem.TOTALS_DO_NOT_ADD_UP),
        ({"stated_total": -1}, Problem.PRICE_OUT_OF_RANGE),
        ({"buyer": BuyerRequest(email="not an address")}, Problem.EMAIL_INVALID),
        ({"codes": ("",)}, Problem.CODE_INVALID),
        ({"codes": ("X" * 65,)}, Problem.CODE_INVALID),
        ({"codes": tuple(f"CODE{n}" for n in range(11))}, Problem.TOO_MANY_CODES),
        ({"codes": ("12345678",)}, Problem.CODE_REFUSED),
        ({"id": ""}, Problem.TEXT_INVALID),
        ({"id": "a\x00b"}, Problem.TEXT_INVALID),
        ({"id": "x" * 256}, Problem.TEXT_INVALID),
        ({"placed_at": START + timedelta(hours=1)}, Problem.TIME_INVALID),
        ({"placed_at": datetime(2026, 5, 20)}, Problem.TIME_INVALID),  # noqa: DTZ001 - that is the mistake
        ({"state": OrderState.REFUNDED}, Problem.STATE_NOT_ALLOWED),
        (
            {"lines": (LineRequest(sku="SAMPLE-1", quantity=1),), "buyer": BuyerRequest(name="a\nb")},
            Problem.TEXT_INVALID,
        ),
    ],
)
async def test_bad_input_is_refused_with_its_code_and_stores_nothing(
    tea: Engine, broken: dict[str, Any], problem: Problem
) -> None:
    rejection = await refused(tea, request(**broken))

    assert rejection.problem is problem
    assert await ask.orders(tea, "tea", Page(limit=10)) == ()
    assert await ask.coupons(tea, "tea", Page(limit=10)) == ()


async def test_an_order_of_an_unknown_shop_is_not_found(tea: Engine) -> None:
    answer = await record_order(tea, "no-such-shop", order("1", "SAMPLE-1"), actor=TEST)

    assert isinstance(answer, Rejection)
    assert answer.problem is Problem.NOT_FOUND


async def test_an_order_may_be_recorded_without_the_code_that_does_not_apply(tea: Engine) -> None:
    answer = await buy(tea, "1001", "PACK-1", codes=["12345678"], refused_codes=RefusedCodes.RECORD)

    assert answer.quote.total == 3800
    assert [one.code for one in answer.quote.refusals] == ["12345678"]


async def test_a_code_of_another_shop_is_unknown_here(engine: Engine) -> None:
    from tests.service.shop import code_of, open_shop  # noqa: PLC0415

    await open_shop(engine, "tea")
    await open_shop(engine, "coffee")
    code = await code_of(engine, await buy(engine, "1001", "SAMPLE-1"))

    here = await buy(engine, "1002", "PACK-1", codes=[code], refused_codes=RefusedCodes.RECORD, shop="coffee")

    assert [one.reason for one in here.quote.refusals] == ["unknown_code"]


async def test_spaces_around_an_order_id_make_no_other_order(tea: Engine) -> None:
    first = await buy(tea, "1001", "SAMPLE-1")
    again = await buy(tea, "  1001\u3000", "SAMPLE-1")

    assert (again.order_id, again.repeated, again.issued) == ("1001", True, first.issued)
    assert await tea.store.counts("tea", "coupons") == 1
