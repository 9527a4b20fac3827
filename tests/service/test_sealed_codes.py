"""What is kept of a code that belongs to somebody: its end, and enough to know it again (SEC4)."""

import pytest

from engine.model.cart import OrderState
from engine.model.decision import Problem, Rejection
from engine.model.records import Page
from engine.service import ask
from engine.service.engine import Engine
from engine.service.record_order import record_order
from engine.values.masked_code import masked
from tests.service.shop import TEST, buy, code_of, order


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("58607178", "••••7178"),
        ("ABCDE2345678", "••••••••5678"),
        ("1234", "••34"),
        ("123", "••3"),
        ("1", "•"),
        ("", ""),
    ],
)
def test_at_most_four_characters_and_half_of_a_code_are_seen(code: str, seen: str) -> None:
    assert masked(code) == seen


async def test_a_stored_order_shows_the_end_of_a_coupon_code_and_the_whole_of_a_shared_one(
    tea: Engine,
) -> None:
    code = await code_of(tea, await buy(tea, "1001", "SAMPLE-1"))
    await buy(tea, "1002", "PACK-1", codes=[code])
    await buy(tea, "1003", "PACK-2", codes=["welcome10"], email="new@shop.example")

    stored = await ask.orders_by_id(tea, "tea", ["1002", "1003"])

    assert stored["1002"].order.cart.codes == (masked(code),)
    assert [one.code for one in stored["1002"].quote.adjustments] == [masked(code)]
    assert stored["1003"].order.cart.codes == ("WELCOME10",)


async def test_whoever_names_the_code_gets_it_back_also_on_a_repeat(tea: Engine) -> None:
    code = await code_of(tea, await buy(tea, "1001", "SAMPLE-1"))
    first = await buy(tea, "1002", "PACK-1", codes=[code])
    again = await buy(tea, "1002", "PACK-1", codes=[code])

    assert [one.code for one in first.quote.adjustments] == [code]
    assert again.quote == first.quote


async def test_the_code_is_part_of_the_order_that_may_not_change(tea: Engine) -> None:
    code = await code_of(tea, await buy(tea, "1001", "SAMPLE-1"))
    await buy(tea, "1002", "PACK-1", codes=[code])

    without = await record_order(tea, "tea", order("1002", "PACK-1"), actor=TEST)
    refunded = await buy(tea, "1002", "PACK-1", codes=[code], state=OrderState.REFUNDED)

    assert isinstance(without, Rejection)
    assert without.problem is Problem.ORDER_CHANGED
    assert refunded.state is OrderState.REFUNDED
    assert len(await ask.orders(tea, "tea", Page(limit=9))) == 2
