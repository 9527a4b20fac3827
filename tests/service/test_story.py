"""The main job, end to end: a purchase earns a coupon, the coupon is redeemed once, by its owner, in time (S1)."""

from datetime import timedelta

import pytest

from engine.model.decision import Problem, Rejection
from engine.model.effects import Metric
from engine.model.quote import Quote, RefusalReason
from engine.model.records import MessageState, Page
from engine.service import ask
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.quote import quote_cart
from engine.service.record_order import record_order
from tests.service.shop import TEST, buy, cart, code_of, drain, inbox_texts, order


@pytest.mark.requirement("S1.2", "S1.4", "S1.5", "S1.6", "S1.9", "S1.33")
async def test_a_paid_order_earns_a_coupon_and_its_mail_carries_the_code(tea: Engine) -> None:
    answer = await buy(tea, "1001", "SAMPLE-1")
    await drain(tea)

    code = await code_of(tea, answer)
    (text,) = await inbox_texts(tea)
    assert code in text
    assert "別のメールアドレスでは割引になりません" in text
    assert answer.issued[0].masked == "••••" + code[-4:]
    (message,) = await ask.messages(tea, "tea", Page(limit=10))
    assert message.state is MessageState.SENT


@pytest.mark.requirement("S1.7", "S1.18", "S1.20", "S1.42")
async def test_the_buyer_pays_less_with_the_code_and_the_gateway_shows_the_full_price(tea: Engine) -> None:
    code = await code_of(tea, await buy(tea, "1001", "SAMPLE-1"))

    quote = await quote_cart(tea, "tea", cart("PACK-1", codes=[code]), trusted=False)

    assert isinstance(quote, Quote)
    assert (quote.subtotal, quote.total, quote.gateway_total) == (3800, 3300, 3800)


@pytest.mark.requirement("S1.7", "S1.8", "V6")
async def test_another_address_is_refused(tea: Engine) -> None:
    code = await code_of(tea, await buy(tea, "1001", "SAMPLE-1"))

    quote = await quote_cart(
        tea, "tea", cart("PACK-1", codes=[code], email="hanako@shop.example"), trusted=True
    )
    refused = await record_order(
        tea, "tea", order("1002", "PACK-1", codes=[code], email="hanako@shop.example"), actor=TEST
    )

    assert isinstance(quote, Quote)
    assert [one.reason for one in quote.refusals] == [RefusalReason.NOT_YOURS]
    assert isinstance(refused, Rejection)
    assert refused.problem is Problem.CODE_REFUSED


@pytest.mark.requirement("V6")
@pytest.mark.parametrize("typed", ["TARO@Shop.Example", "  taro@shop.example ", "ｔａｒｏ@shop.example"])
async def test_the_same_address_in_another_spelling_is_accepted(tea: Engine, typed: str) -> None:
    code = await code_of(tea, await buy(tea, "1001", "SAMPLE-1"))

    answer = await buy(tea, "1002", "PACK-1", codes=[code], email=typed)

    assert answer.quote.total == 3300


@pytest.mark.requirement("S1.18")
async def test_a_second_use_is_refused(tea: Engine) -> None:
    code = await code_of(tea, await buy(tea, "1001", "SAMPLE-1"))
    first = await buy(tea, "1002", "PACK-1", codes=[code])

    second = await record_order(tea, "tea", order("1003", "PACK-1", codes=[code]), actor=TEST)

    assert [use.amount for use in first.redemptions] == [500]
    assert isinstance(second, Rejection)
    assert second.problem is Problem.CODE_REFUSED
    assert second.args == ((code, RefusalReason.USED_UP),)


@pytest.mark.requirement("S1.15", "S1.17")
async def test_after_the_last_day_the_code_is_refused(tea: Engine) -> None:
    code = await code_of(tea, await buy(tea, "1001", "SAMPLE-1"))
    clock = tea.clock
    assert isinstance(clock, VirtualClock)
    clock.advance(timedelta(days=14, hours=13, minutes=59))  # 23:59 of 3 June in Tokyo

    on_the_last_day = await quote_cart(tea, "tea", cart("PACK-1", codes=[code]), trusted=True)
    clock.advance(timedelta(minutes=1))
    afterwards = await quote_cart(tea, "tea", cart("PACK-1", codes=[code]), trusted=True)
    await drain(tea)
    expired = await quote_cart(tea, "tea", cart("PACK-1", codes=[code]), trusted=True)

    assert isinstance(on_the_last_day, Quote)
    assert on_the_last_day.total == 3300
    for quote in (afterwards, expired):
        assert isinstance(quote, Quote)
        assert [one.reason for one in quote.refusals] == [RefusalReason.EXPIRED]


@pytest.mark.requirement("S1.43")
@pytest.mark.parametrize("typed", ["WELCOME10", "welcome10", "ｗｅｌｃｏｍｅ１０", " Welcome-10 "])
async def test_a_shared_code_works_beside_it_however_it_is_typed(tea: Engine, typed: str) -> None:
    quote = await quote_cart(tea, "tea", cart("PACK-1", codes=[typed]), trusted=False)

    assert isinstance(quote, Quote)
    assert (quote.total, quote.gateway_total) == (3420, 3420)


@pytest.mark.requirement("S1.39", "S1.40", "S1.41")
async def test_a_sandbox_order_goes_the_whole_way_into_the_inbox_and_into_no_figure(tea: Engine) -> None:
    answer = await buy(tea, "t-1", "SAMPLE-1", test=True)
    await drain(tea)
    code = await code_of(tea, answer)
    bought = await buy(tea, "t-2", "PACK-1", test=True, codes=[code])
    live = await quote_cart(tea, "tea", cart("PACK-1", codes=[code]), trusted=True)

    assert bought.quote.total == 3300
    assert len(await inbox_texts(tea)) == 1
    assert isinstance(live, Quote)
    assert live.total == 3800
    day = tea.clock.now().date()
    assert await ask.stats(tea, "tea", since=day - timedelta(days=1), until=day + timedelta(days=2)) == ()


async def test_the_merchant_sees_rule_coupon_redemption_and_figures(tea: Engine) -> None:
    answer = await buy(tea, "1001", "SAMPLE-1")
    await buy(tea, "1002", "PACK-1", codes=[await code_of(tea, answer)])

    rules = await ask.live_rules(tea, "tea")
    (coupon,) = await ask.coupons(tea, "tea", Page(limit=10))
    (use,) = await ask.redemptions(tea, "tea", Page(limit=10), rule="thanks-coupon")
    day = tea.clock.now().date()
    rows = await ask.stats(tea, "tea", since=day, until=day + timedelta(days=1), rules=["thanks-coupon"])

    assert [rule.name for rule in rules] == ["thanks-coupon", "welcome", "free-shipping"]
    assert rules[0].text.startswith('coupon "thanks-coupon" {')
    assert coupon.fact.used == 1
    assert (use.coupon_id, use.order_id, use.amount) == (coupon.fact.id, "1002", 500)
    assert {row.metric: row.amount for row in rows}[Metric.ISSUED] == 1
    assert {row.metric: row.amount for row in rows}[Metric.DISCOUNT_AMOUNT] == 500
