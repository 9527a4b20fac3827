"""Pricing a cart for a browser and for a shop's back end; guesses of codes are counted (SEC5, SEC6, SEC9)."""

from datetime import timedelta

import pytest

from engine.model.decision import Problem, Rejection
from engine.model.quote import Quote
from engine.model.requests import BuyerRequest, CartRequest, LineRequest, Visitor
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.hold import hold_code
from engine.service.quote import quote_cart
from tests.service.shop import buy, cart, code_of

VISITOR = Visitor(ip="203.0.113.7", email="taro@shop.example")


async def test_a_browser_pays_the_price_of_the_catalogue_and_a_back_end_the_one_it_states(
    tea: Engine,
) -> None:
    request = CartRequest(lines=(LineRequest(sku="PACK-1", quantity=2, unit_price=1),))

    browser = await quote_cart(tea, "tea", request, trusted=False)
    back_end = await quote_cart(tea, "tea", request, trusted=True)

    assert isinstance(browser, Quote)
    assert isinstance(back_end, Quote)
    assert (browser.subtotal, back_end.subtotal) == (7600, 2)


async def test_an_unknown_product_is_refused_with_its_place(tea: Engine) -> None:
    answer = await quote_cart(tea, "tea", cart("PACK-1", "PACK-9"), trusted=True)

    assert isinstance(answer, Rejection)
    assert (answer.problem, answer.path) == (Problem.UNKNOWN_PRODUCT, ("lines", "1", "sku"))


async def test_a_shop_without_rules_sells_at_catalogue_prices(tea: Engine) -> None:
    from engine.model.records import Shop  # noqa: PLC0415
    from engine.service import ask  # noqa: PLC0415
    from engine.service.catalog import save_products  # noqa: PLC0415
    from tests.service.shop import TEST  # noqa: PLC0415

    await tea.store.add_shop(Shop(id="new", name="New", created_at=tea.clock.now()))
    products = (await ask.catalog(tea, "tea")).products
    await save_products(tea, "new", [products["PACK-1"]], actor=TEST)

    quote = await quote_cart(tea, "new", cart("PACK-1"), trusted=False)

    assert isinstance(quote, Quote)
    assert (quote.total, quote.revision) == (3800, 0)


async def guess(engine: Engine, code: str, visitor: Visitor = VISITOR) -> Quote | Rejection:
    """Price a cart with a code, as a browser."""
    return await quote_cart(engine, "tea", cart("PACK-1", codes=[code]), trusted=False, visitor=visitor)


async def test_after_ten_wrong_codes_in_an_hour_even_the_right_one_gets_no_answer(tea: Engine) -> None:
    code = await code_of(tea, await buy(tea, "1001", "SAMPLE-1"))
    wrong = [await guess(tea, f"1000000{n}") for n in range(10)]

    right = await guess(tea, code)
    buyer = BuyerRequest(email="taro@shop.example")
    held = await hold_code(tea, "tea", code, cart_token="c", buyer=buyer, visitor=VISITOR)
    other_place = await guess(tea, code, Visitor(ip="203.0.113.8"))

    assert all(isinstance(answer, Quote) for answer in wrong)
    for answer in (right, held):
        assert isinstance(answer, Rejection)
        assert answer.problem is Problem.TOO_MANY_ATTEMPTS
    assert isinstance(other_place, Quote)


async def test_guesses_of_one_ipv6_network_count_together_and_end_with_time(tea: Engine) -> None:
    for n in range(10):
        await guess(tea, f"1000000{n}", Visitor(ip=f"2001:db8:1:2::{n + 1}"))

    same_network = await guess(tea, "10000000", Visitor(ip="2001:db8:1:2:ffff::1"))
    next_network = await guess(tea, "10000000", Visitor(ip="2001:db8:1:3::1"))
    assert isinstance(tea.clock, VirtualClock)
    tea.clock.advance(timedelta(hours=2))
    next_hour = await guess(tea, "10000000", Visitor(ip="2001:db8:1:2::1"))

    assert isinstance(same_network, Rejection)
    assert isinstance(next_network, Quote)
    assert isinstance(next_hour, Quote)


async def test_right_codes_and_conditions_that_are_not_met_are_no_guesses(tea: Engine) -> None:
    code = await code_of(tea, await buy(tea, "1001", "SAMPLE-1"))

    answers = [await guess(tea, code) for _ in range(12)]
    unmet = [
        await quote_cart(tea, "tea", cart("KYUSU-1", codes=[code]), trusted=False, visitor=VISITOR)
        for _ in range(12)
    ]

    assert all(isinstance(answer, Quote) for answer in (*answers, *unmet))


async def test_guesses_at_one_customer_count_together_however_the_guesser_calls_himself(tea: Engine) -> None:
    spellings = ["taro@shop.example", "ＴＡＲＯ@shop.example", " Taro@Shop.example", "taro+1@shop.example"]
    for n in range(10):
        visitor = Visitor(ip=f"203.0.113.{n}", email=spellings[n % 4], external_id=f"made-up-{n}")
        assert isinstance(await guess(tea, f"1000000{n}", visitor), Quote)

    guesser = Visitor(ip="203.0.113.99", email="taro@shop.example", external_id="x")
    answers = [await guess(tea, f"1000001{n}", guesser) for n in range(4)]

    assert [isinstance(one, Rejection) for one in answers] == [False, False, False, True]
    assert isinstance(answers[3], Rejection)
    assert answers[3].problem is Problem.TOO_MANY_ATTEMPTS


async def test_wrong_codes_under_somebodys_name_do_not_lock_them_out(tea: Engine) -> None:
    code = await code_of(tea, await buy(tea, "1001", "SAMPLE-1"))
    for n in range(12):
        await guess(tea, f"1000000{n % 10}", Visitor(ip="198.51.100.1", email=VISITOR.email))

    assert isinstance(await guess(tea, code), Quote)


async def test_many_addresses_do_not_guess_at_one_customer_for_ever(tea: Engine) -> None:
    answers = [
        await guess(tea, "10000000", Visitor(ip=f"198.51.100.{n}", email=VISITOR.email)) for n in range(105)
    ]

    assert [isinstance(one, Quote) for one in answers] == [True] * 100 + [False] * 5


async def test_several_codes_in_one_cart_are_as_many_guesses_before_anybody_answers(tea: Engine) -> None:
    for n in range(9):
        assert isinstance(await guess(tea, f"1000000{n}"), Quote)
    many = cart("PACK-1", codes=[f"2000000{n}" for n in range(4)])

    answer = await quote_cart(tea, "tea", many, trusted=False, visitor=VISITOR)

    assert isinstance(answer, Rejection)
    assert answer.problem is Problem.TOO_MANY_ATTEMPTS
    three = cart("PACK-1", codes=[f"2000000{n}" for n in range(3)])
    assert isinstance(await quote_cart(tea, "tea", three, trusted=False, visitor=VISITOR), Quote)


async def test_a_personal_code_without_an_address_is_a_guess_like_every_other(tea: Engine) -> None:
    code = await code_of(tea, await buy(tea, "1001", "SAMPLE-1"))
    nameless = [
        await quote_cart(tea, "tea", cart("PACK-1", email=None, codes=[code]), trusted=False, visitor=VISITOR)
        for _ in range(5)
    ]
    held = [
        await hold_code(tea, "tea", code, cart_token="c", buyer=BuyerRequest(), visitor=VISITOR)
        for _ in range(5)
    ]

    answer = await guess(tea, code)

    assert all(isinstance(one, Quote) for one in nameless)
    assert [one.problem for one in held if isinstance(one, Rejection)] == [Problem.CODE_REFUSED] * 5
    assert isinstance(answer, Rejection)
    assert answer.problem is Problem.TOO_MANY_ATTEMPTS


@pytest.mark.parametrize("ip", ["", "not an address", "::ffff:203.0.113.9"])
async def test_an_odd_address_is_limited_too(tea: Engine, ip: str) -> None:
    answers = [await guess(tea, f"1000000{n}", Visitor(ip=ip)) for n in range(11)]

    assert isinstance(answers[-1], Rejection)
