"""A code is set aside during payment, for a quarter of an hour, for one cart (B14)."""

from datetime import timedelta

from engine.model.answers import HeldCode
from engine.model.decision import Problem, Rejection
from engine.model.quote import Quote, RefusalReason
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.hold import HELD_FOR, hold_code, release_code
from engine.service.quote import quote_cart
from tests.service.shop import START, buy, cart, code_of, drain

TARO = "taro@shop.example"


async def a_code(engine: Engine) -> str:
    """The code of a coupon that Taro earned."""
    return await code_of(engine, await buy(engine, "1001", "SAMPLE-1"))


async def hold(
    engine: Engine, code: str, cart_token: str = "cart-1", email: str | None = TARO
) -> HeldCode | Rejection:
    """Hold a code as the shop's back end."""
    return await hold_code(engine, "tea", code, cart_token=cart_token, email=email)


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


async def test_a_hold_needs_a_cart(tea: Engine) -> None:
    answer = await hold(tea, await a_code(tea), cart_token="")

    assert isinstance(answer, Rejection)
    assert answer.problem is Problem.TEXT_INVALID
