"""A code is set aside during payment, for a quarter of an hour, for one cart (B14)."""

from datetime import timedelta

import pytest

from engine.model.answers import HeldCode, RevealedCode
from engine.model.decision import Problem, Rejection
from engine.model.facts import CouponState
from engine.model.quote import Quote, RefusalReason
from engine.model.records import Page, SourceFile
from engine.model.requests import BuyerRequest
from engine.runtime.coupon import HELD_FOR
from engine.service.clock import VirtualClock
from engine.service.coupons import reveal_code
from engine.service.engine import Engine
from engine.service.hold import hold_code, release_code
from engine.service.quote import quote_cart
from tests.service.shop import START, TEST, buy, cart, code_of, drain, open_shop

TARO = "taro@shop.example"


async def a_code(engine: Engine) -> str:
    """The code of a coupon that Taro earned."""
    return await code_of(engine, await buy(engine, "1001", "SAMPLE-1"))


async def hold(
    engine: Engine, code: str, cart_token: str = "cart-1", email: str | None = TARO
) -> HeldCode | Rejection:
    """Hold a code as the shop's back end."""
    return await hold_code(engine, "tea", code, cart_token=cart_token, buyer=BuyerRequest(email=email))


async def reasons(engine: Engine, code: str, token: str) -> list[RefusalReason]:
    """Why a cart is refused the code now."""
    quote = await quote_cart(engine, "tea", cart("PACK-1", codes=[code], token=token), trusted=True)
    assert isinstance(quote, Quote)
    return [one.reason for one in quote.refusals if one.code]


async def test_a_held_code_is_taken_for_other_carts_and_free_for_its_own(tea: Engine) -> None:
    code = await a_code(tea)

    held = await hold(tea, code)
    again = await hold(tea, code)
    other = await hold(tea, code, "cart-2")

    assert isinstance(held, HeldCode)
    assert isinstance(again, HeldCode)
    assert held.until == START + HELD_FOR
    assert held.hold_id == again.hold_id
    assert isinstance(other, Rejection)
    assert dict(other.args) == {"reason": RefusalReason.HELD}
    assert await reasons(tea, code, "cart-1") == []
    assert await reasons(tea, code, "cart-2") == [RefusalReason.HELD]


async def test_the_order_turns_its_cart_s_hold_into_the_use(tea: Engine) -> None:
    code = await a_code(tea)
    held = await hold(tea, code)

    answer = await buy(tea, "1002", "PACK-1", codes=[code], token="cart-1")

    assert answer.quote.total == 3300
    assert isinstance(held, HeldCode)
    assert held.hold_id is not None
    assert not await release_code(tea, "tea", held.hold_id)


async def test_a_released_hold_frees_the_code_once(tea: Engine) -> None:
    code = await a_code(tea)
    held = await hold(tea, code)
    assert isinstance(held, HeldCode)
    assert held.hold_id is not None

    assert await release_code(tea, "tea", held.hold_id)
    assert not await release_code(tea, "tea", held.hold_id)
    assert await reasons(tea, code, "cart-2") == []


async def test_an_abandoned_hold_ends_by_itself(tea: Engine) -> None:
    code = await a_code(tea)
    await hold(tea, code)
    assert isinstance(tea.clock, VirtualClock)
    tea.clock.advance(HELD_FOR + timedelta(seconds=1))
    await drain(tea)

    assert await reasons(tea, code, "cart-2") == []
    assert isinstance(await hold(tea, code, "cart-2"), HeldCode)


async def test_a_hold_that_was_renewed_outlives_its_first_end(tea: Engine) -> None:
    code = await a_code(tea)
    assert isinstance(tea.clock, VirtualClock)
    for _ in range(3):
        await hold(tea, code)
        tea.clock.advance(timedelta(minutes=10))
        await drain(tea)

    assert await reasons(tea, code, "cart-2") == [RefusalReason.HELD]
    tea.clock.advance(timedelta(minutes=6))
    await drain(tea)
    assert await reasons(tea, code, "cart-2") == []


async def late_on_the_last_day(tea: Engine) -> str:
    """A code two minutes before its coupon ends, held by cart-1."""
    code = await a_code(tea)
    (coupon,) = await tea.store.coupons("tea", Page(limit=5), rule=None, email=None, state=None)
    assert isinstance(tea.clock, VirtualClock)
    assert coupon.fact.valid_until is not None
    tea.clock.advance(coupon.fact.valid_until - tea.clock.now() - timedelta(minutes=2))
    await drain(tea)
    assert isinstance(await hold(tea, code), HeldCode)
    return code


@pytest.mark.requirement("V1")
async def test_a_payment_that_began_on_the_last_day_is_taken_after_midnight(tea: Engine) -> None:
    code = await late_on_the_last_day(tea)
    assert isinstance(tea.clock, VirtualClock)
    tea.clock.advance(timedelta(minutes=7))
    await drain(tea)

    assert await reasons(tea, code, "cart-2") == [RefusalReason.EXPIRED]
    again = await hold(tea, code)
    assert isinstance(again, Rejection)
    assert dict(again.args)["reason"] == RefusalReason.EXPIRED
    assert (await buy(tea, "1002", "PACK-1", codes=[code], token="cart-1")).quote.total == 3300
    assert await tea.store.check_invariants(None, tea.clock.now()) == ()


@pytest.mark.requirement("V1")
async def test_a_payment_that_takes_too_long_loses_a_coupon_that_has_ended(tea: Engine) -> None:
    code = await late_on_the_last_day(tea)
    assert isinstance(tea.clock, VirtualClock)
    tea.clock.advance(timedelta(minutes=16))
    assert await reasons(tea, code, "cart-1") == [RefusalReason.EXPIRED]
    for _ in range(2):
        tea.clock.advance(timedelta(minutes=15))
        await drain(tea)
    (coupon,) = await tea.store.coupons("tea", Page(limit=5), rule=None, email=None, state=None)
    assert (coupon.fact.state, coupon.fact.held) == (CouponState.EXPIRED, 0)
    assert await tea.store.check_invariants(None, tea.clock.now()) == ()


async def test_only_the_owner_may_hold(tea: Engine) -> None:
    code = await a_code(tea)

    stranger = await hold(tea, code, email="hanako@shop.example")
    nobody = await hold(tea, code, email=None)
    unknown = await hold(tea, "99999999")

    for answer, reason in (
        (stranger, RefusalReason.NOT_YOURS),
        (nobody, RefusalReason.EMAIL_REQUIRED),
        (unknown, RefusalReason.UNKNOWN_CODE),
    ):
        assert isinstance(answer, Rejection)
        assert (answer.problem, dict(answer.args)) == (Problem.CODE_REFUSED, {"reason": reason})


async def test_a_shared_code_has_nothing_to_set_aside(tea: Engine) -> None:
    held = await hold(tea, "ｗｅｌｃｏｍｅ10")

    assert isinstance(held, HeldCode)
    assert (held.hold_id, held.rule) == (None, "welcome")


RULES = """
otoku 1

sale "paused" {
  status paused
  code "PAUSED1"
  discount 10%
  for any product
}

sale "over" {
  code "OVER1"
  ends 2026-05-01
  discount 10%
  for any product
}

coupon "members" {
  when order paid with product "SAMPLE-1"
  code 10 characters
  valid 14 days
  uses 1
  discount 500 JPY
  for product "PACK-1" as issued
  bound to customer
}
"""


async def test_a_hold_is_refused_for_the_reasons_of_a_quote(engine: Engine) -> None:
    await open_shop(engine, files=(SourceFile(path="rules.otoku", text=RULES),))
    buyer = BuyerRequest(email=TARO, external_id="m1", locale="ja")
    earned = await buy(engine, "1001", "SAMPLE-1", buyer=buyer)
    codes = {}
    for one in earned.issued:
        shown = await reveal_code(engine, "tea", one.coupon_id, actor=TEST)
        assert isinstance(shown, RevealedCode)
        codes[one.rule] = shown.code

    async def both(code: str, who: BuyerRequest) -> set[RefusalReason]:
        held = await hold_code(engine, "tea", code, cart_token="cart-9", buyer=who)
        assert isinstance(held, Rejection), held
        quote = await quote_cart(
            engine, "tea", cart("PACK-1", codes=[code], buyer=who, token="cart-9"), trusted=True
        )
        assert isinstance(quote, Quote)
        reasons = {one.reason for one in quote.refusals if one.code}
        return {RefusalReason(dict(held.args)["reason"]), *reasons}

    stranger = BuyerRequest(email="hanako@shop.example", external_id="m2")
    assert await both("PAUSED1", buyer) == {RefusalReason.RULE_NOT_LIVE}
    assert await both("OVER1", buyer) == {RefusalReason.EXPIRED}
    assert await both(codes["members"], stranger) == {RefusalReason.NOT_YOURS}
    assert await both(codes["members"], BuyerRequest(email=TARO)) == {RefusalReason.NOT_YOURS}
    assert isinstance(
        await hold_code(engine, "tea", codes["members"], cart_token="cart-9", buyer=buyer), HeldCode
    )


async def test_a_cart_s_token_means_the_same_cart_in_a_hold_and_in_an_order(tea: Engine) -> None:
    code = await a_code(tea)
    assert isinstance(await hold(tea, code, " cart-1 "), HeldCode)

    answer = await buy(tea, "1002", "PACK-1", codes=[code], token=" cart-1 ")

    assert answer.quote.total == 3300


async def test_bad_input_of_a_hold_names_its_field(tea: Engine) -> None:
    for code, buyer, path in (
        ("1" * 65, BuyerRequest(email=TARO), ("code",)),
        ("11112222", BuyerRequest(email="nobody"), ("email",)),
        ("11112222", BuyerRequest(external_id="a\nb"), ("external_id",)),
    ):
        answer = await hold_code(tea, "tea", code, cart_token="cart-1", buyer=buyer)
        assert isinstance(answer, Rejection)
        assert answer.path == path


async def test_a_hold_needs_a_cart(tea: Engine) -> None:
    answer = await hold(tea, await a_code(tea), cart_token="")

    assert isinstance(answer, Rejection)
    assert answer.problem is Problem.TEXT_INVALID
