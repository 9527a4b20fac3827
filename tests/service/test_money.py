"""What merchants and buyers would lose: orders that move, ends of days, budgets near their end, refunds."""

from datetime import UTC, datetime, timedelta

import pytest

from engine.model.answers import OrderRecordedAnswer
from engine.model.cart import OrderState
from engine.model.decision import Rejection
from engine.model.facts import CouponState, CustomerNeed
from engine.model.quote import Quote, RefusalReason
from engine.model.records import Page, SourceFile
from engine.model.requests import BuyerRequest
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.hold import hold_code
from engine.service.publish import publish
from engine.service.quote import quote_cart
from engine.service.record_order import record_order
from tests.service.shop import TEST, buy, cart, code_of, drain, example_files, open_shop, order

TARO = "taro@shop.example"
ALL = Page(limit=100)


def clock_of(engine: Engine) -> VirtualClock:
    assert isinstance(engine.clock, VirtualClock)
    return engine.clock


async def uses_of(engine: Engine, coupon_id: str) -> tuple[int, CouponState]:
    (coupon,) = await engine.store.coupons_by_id("tea", [coupon_id])
    return coupon.fact.used, coupon.fact.state


async def move(
    engine: Engine, order_id: str, state: OrderState, *skus: str, **rest: object
) -> OrderRecordedAnswer:
    answer = await record_order(engine, "tea", order(order_id, *skus, state=state, **rest), actor=TEST)
    assert isinstance(answer, OrderRecordedAnswer), answer
    return answer


@pytest.mark.parametrize("state", [OrderState.PENDING, OrderState.FAILED, OrderState.CANCELLED])
async def test_an_order_that_is_not_paid_uses_nothing_and_says_so(tea: Engine, state: OrderState) -> None:
    earned = await buy(tea, "1001", "SAMPLE-1")
    code = await code_of(tea, earned)

    answer = await move(tea, "1002", state, "PACK-1", codes=[code])

    assert answer.redemptions == ()
    assert await uses_of(tea, earned.issued[0].coupon_id) == (0, CouponState.ISSUED)
    assert await tea.store.redemptions("tea", ALL, rule=None, coupon_ids=None, order_id="1002") == ()


async def test_a_refund_tells_what_the_order_used_and_gives_it_back_once(tea: Engine) -> None:
    earned = await buy(tea, "1001", "SAMPLE-1")
    code = await code_of(tea, earned)
    paid = await buy(tea, "1002", "PACK-1", codes=[code])

    for state in (OrderState.PARTLY_REFUNDED, OrderState.REFUNDED):
        answer = await move(tea, "1002", state, "PACK-1", codes=[code])
        assert (answer.redemptions, answer.quote) == (paid.redemptions, paid.quote)

    assert await uses_of(tea, earned.issued[0].coupon_id) == (0, CouponState.ISSUED)
    facts = await tea.store.load("tea", [CustomerNeed(email=TARO, external_id=None)], [], tea.clock.now())
    assert facts.customer.orders == 1
    assert await tea.store.check_invariants("tea", tea.clock.now()) == ()


async def test_a_full_refund_of_the_order_that_earned_a_coupon_ends_the_coupon(
    tea: Engine,
) -> None:
    earned = await buy(tea, "1001", "SAMPLE-1")
    await move(tea, "1001", OrderState.REFUNDED, "SAMPLE-1")
    await drain(tea)

    assert await uses_of(tea, earned.issued[0].coupon_id) == (0, CouponState.REVOKED)
    repeated = await buy(tea, "1001", "SAMPLE-1")
    assert (repeated.repeated, repeated.issued) == (True, earned.issued)


@pytest.mark.requirement("S1.17")
async def test_the_moment_of_recording_decides_whether_a_code_is_in_time_not_what_the_caller_says(
    tea: Engine,
) -> None:
    code = await code_of(tea, await buy(tea, "1001", "SAMPLE-1"))
    end = datetime(2026, 6, 3, 15, tzinfo=UTC)  # midnight in Tokyo after day 14
    clock = clock_of(tea)

    clock.advance(end - clock.now())
    late = order("1002", "PACK-1", codes=[code], placed_at=end - timedelta(seconds=10))
    refused = await record_order(tea, "tea", late, actor=TEST)

    assert isinstance(refused, Rejection)
    assert dict(refused.args) == {code: RefusalReason.EXPIRED}


@pytest.mark.requirement("S1.17", "V1")
async def test_a_code_is_good_to_the_last_instant_of_its_last_day(tea: Engine) -> None:
    code = await code_of(tea, await buy(tea, "1001", "SAMPLE-1"))
    clock = clock_of(tea)
    clock.advance(datetime(2026, 6, 3, 14, 59, 59, 999999, tzinfo=UTC) - clock.now())

    quote = await quote_cart(tea, "tea", cart("PACK-1", codes=[code]), trusted=True)
    paid = await buy(tea, "1002", "PACK-1", codes=[code])

    assert isinstance(quote, Quote)
    assert quote == paid.quote
    assert paid.quote.total == 3300


async def test_a_paused_rule_of_another_process_stops_the_next_order(tea: Engine) -> None:
    from dataclasses import replace  # noqa: PLC0415

    from engine.service.programs import ProgramCache  # noqa: PLC0415

    elsewhere = replace(tea, programs=ProgramCache())
    await quote_cart(elsewhere, "tea", cart("PACK-1"), trusted=True)
    files = tuple(
        replace(file, text=file.text.replace('sale "welcome" {', 'sale "welcome" {\n  status paused'))
        for file in example_files()
        if not file.path.startswith("test")
    )
    files = tuple(
        replace(f, text=f.text.split('test "the welcome')[0]) if f.path == "rules.otoku" else f for f in files
    )
    published = await publish(tea, "tea", files, expected=1, actor=TEST)
    assert not isinstance(published, Rejection), published
    assert published.revision.number == 2  # type: ignore[union-attr]

    answer = await record_order(elsewhere, "tea", order("1002", "PACK-1", codes=["WELCOME10"]), actor=TEST)

    assert isinstance(answer, Rejection)
    assert dict(answer.args) == {"WELCOME10": RefusalReason.RULE_NOT_LIVE}


RULES = """
otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
  rounding down
}

budget "small" {
  spend at most 1,000 JPY
  then pause
}

sale "shared" {
  code "SHARED"
  discount 300 JPY
  for any product
  stacking any
  budget "small"
}

sale "automatic" {
  discount 10%
  for product "PACK-1"
  stacking any
  limit 3 per shop
}

coupon "personal" {
  when order paid with product "SAMPLE-1"
  code 8 digits
  valid 14 days
  uses 2
  discount 250 JPY
  for product "PACK-1" as issued
  bound to email
  stacking any
  budget "small"
}
"""


async def test_an_order_costs_what_its_quote_said_in_every_state_until_everything_is_gone(
    engine: Engine,
) -> None:
    await open_shop(engine, files=(SourceFile(path="rules.otoku", text=RULES),))
    code = await code_of(engine, await buy(engine, "1000", "SAMPLE-1"))
    totals = []
    for n in range(8):
        token = f"cart-{n}"
        if n % 2:
            await hold_code(engine, "tea", code, cart_token=token, buyer=BuyerRequest(email=TARO))
        asked = cart("PACK-1", codes=[code, "SHARED"], token=token)
        quote = await quote_cart(engine, "tea", asked, trusted=True)
        assert isinstance(quote, Quote)
        assert quote == await quote_cart(engine, "tea", asked, trusted=True)
        good = [one.code for one in quote.adjustments if one.code]
        assert len(good) + len([one for one in quote.refusals if one.code]) == 2
        if len(good) < 2:
            refused = await record_order(
                engine, "tea", order(f"x{n}", "PACK-1", codes=[code, "SHARED"], token=token), actor=TEST
            )
            assert isinstance(refused, Rejection)
            assert refused.quote == quote
        paid = await buy(engine, f"o{n}", "PACK-1", codes=good, token=token, stated_total=quote.total)
        assert paid.quote.total == quote.total
        assert paid.quote.adjustments == quote.adjustments
        totals.append(quote.total)
    assert totals[-1] == 3800
    assert await engine.store.check_invariants("tea", engine.clock.now()) == ()
