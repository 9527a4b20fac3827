"""Experiments in an open shop: what each arm gets, what a cart was shown, and what is written down."""

import asyncio
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from engine.model.experiment import HOLDOUT, shares_of
from engine.model.experiment_units import ArmTotals
from engine.model.program import PercentOff
from engine.model.quote import Quote
from engine.model.records import Page
from engine.model.refund import RefundWish
from engine.model.requests import RefundRequest
from engine.service import ask
from engine.service.engine import Engine
from engine.service.erase_person import erase_person
from engine.service.quote import quote_cart
from engine.service.refund_order import refund_order
from tests.experiments.lab_shop import COUPON, DEPTH, SALE, buyers_of, files
from tests.service.shop import START, TEST, buy, cart, open_shop

PRICES = {HOLDOUT: 3800, "A": 3420, "B": 3040}


async def price(engine: Engine, email: str | None, **rest: str) -> int:
    """What the pack costs somebody."""
    answer = await quote_cart(engine, "tea", cart("PACK-1", email=email, **rest), trusted=True)
    assert isinstance(answer, Quote)
    return answer.total


async def totals(engine: Engine) -> dict[str, ArmTotals]:
    """What came of the arms."""
    return {one.arm: one for one in await engine.store.arm_totals("tea", "depth")}


@pytest.mark.parametrize("arm", [HOLDOUT, "A", "B"])
async def test_each_arm_has_its_own_price_in_quote_and_order(engine: Engine, arm: str) -> None:
    await open_shop(engine, files=files(SALE, DEPTH))
    email = next(await buyers_of(engine, arm))

    quoted = await price(engine, email)
    answer = await buy(engine, "1", "PACK-1", email=email, stated_total=quoted)

    assert (quoted, answer.quote.total) == (PRICES[arm], PRICES[arm])


async def test_a_holdout_is_written_down_when_the_rule_would_have_acted(engine: Engine) -> None:
    await open_shop(engine, files=files(SALE, DEPTH))
    for arm in PRICES:
        await price(engine, next(await buyers_of(engine, arm)))

    found = await totals(engine)

    assert {arm: one.units for arm, one in found.items()} == dict.fromkeys(PRICES, 1)
    (split,) = {one.split for one in found.values()}
    assert shares_of(split) == {HOLDOUT: Fraction(1, 5), "A": Fraction(2, 5), "B": Fraction(2, 5)}


async def test_a_cart_that_no_arm_treats_otherwise_exposes_nobody(engine: Engine) -> None:
    await open_shop(engine, files=files(SALE, DEPTH))

    await quote_cart(engine, "tea", cart("SAMPLE-1"), trusted=True)
    await buy(engine, "1", "SAMPLE-1")

    assert await totals(engine) == {}


async def test_orders_money_and_refunds_are_those_of_the_unit_from_its_exposure_on(engine: Engine) -> None:
    await open_shop(engine, files=files(SALE, DEPTH))
    email = next(await buyers_of(engine, "B"))

    await buy(engine, "0", "SAMPLE-1", email=email)  # before the exposure
    engine.clock.set(START + timedelta(hours=1))  # type: ignore[attr-defined]
    await price(engine, email)
    await buy(engine, "1", "PACK-1", email=email)
    await buy(engine, "1", "PACK-1", email=email)  # the same again
    await buy(engine, "2", "SAMPLE-1", email=email)
    before = (await totals(engine))["B"]
    for order_id in ("1", "0"):
        wanted = RefundRequest(order_id=order_id, refund_id="r", wish=RefundWish())
        await refund_order(engine, "tea", wanted, actor=TEST)
    after = (await totals(engine))["B"]

    sample = 980
    assert (before.units, before.buyers, before.orders) == (1, 1, 2)
    assert (before.revenue, before.discount, before.redemptions) == (3040 + sample, 760, 1)
    assert before.revenue_squares == (3040 + sample) ** 2
    assert after.revenue == sample


async def test_a_cart_keeps_what_it_was_shown_when_its_owner_becomes_known(engine: Engine) -> None:
    await open_shop(engine, files=files(SALE, DEPTH))
    shown = {await price(engine, None, token=f"c-{n}"): f"c-{n}" for n in range(40)}
    token = shown[3040]
    email = next(await buyers_of(engine, "A"))

    known = await price(engine, email, token=token)
    answer = await buy(engine, "1", "PACK-1", email=email, token=token, stated_total=3040)
    later = await price(engine, email, token="another")

    assert (known, answer.quote.total, later) == (3040, 3040, 3040)
    found = await totals(engine)
    assert (found["B"].orders, sum(one.units for one in found.values())) == (1, 40)


async def test_somebody_of_whom_nothing_is_known_sees_the_rule_as_it_stands(engine: Engine) -> None:
    await open_shop(engine, files=files(SALE, DEPTH))

    assert await price(engine, None) == 3420
    assert await totals(engine) == {}


async def test_before_its_begin_and_after_its_end_everybody_has_the_rule_as_it_stands(engine: Engine) -> None:
    begins = DEPTH.replace("  ends", "  begins 2026-05-25 00:00\n  ends")
    await open_shop(engine, files=files(SALE, begins))
    seen: list[set[int]] = []
    for day in (
        datetime(2026, 5, 20, tzinfo=UTC),
        datetime(2026, 6, 1, tzinfo=UTC),
        datetime(2026, 7, 2, tzinfo=UTC),
    ):
        engine.clock.set(day)  # type: ignore[attr-defined]
        seen.append({await price(engine, f"b{n}@shop.example") for n in range(60)})

    assert seen == [{3420}, set(PRICES.values()), {3420}]


async def test_a_coupon_of_an_arm_stays_what_it_was_when_it_was_issued(engine: Engine) -> None:
    await open_shop(engine, files=files(COUPON, DEPTH))
    rates: dict[str, object] = {}
    for arm in PRICES:
        answer = await buy(engine, arm or "held", "SAMPLE-1", email=next(await buyers_of(engine, arm)))
        assert len(answer.issued) == (arm != HOLDOUT)
    for coupon in await ask.coupons(engine, "tea", Page(limit=10)):
        discount = coupon.fact.terms.discount
        assert isinstance(discount, PercentOff)
        rates[coupon.order_id] = int(discount.rate * 100)

    assert rates == {"A": 10, "B": 20}
    found = await totals(engine)
    assert {arm: (one.units, one.orders) for arm, one in found.items()} == dict.fromkeys(PRICES, (1, 1))


async def test_several_rules_of_one_experiment_share_the_arm(engine: Engine) -> None:
    await open_shop(engine, files=files(SALE, COUPON, DEPTH))
    email = next(await buyers_of(engine, "B"))

    answer = await buy(engine, "1", "SAMPLE-1", "PACK-1", email=email)

    assert answer.quote.discount == 760
    assert len(answer.issued) == 1
    assert (await totals(engine))["B"].units == 1


async def test_twenty_quotes_at_once_expose_somebody_once(engine: Engine) -> None:
    await open_shop(engine, files=files(SALE, DEPTH))
    email = next(await buyers_of(engine, "B"))

    prices = await asyncio.gather(*(price(engine, email) for _ in range(20)))
    await asyncio.gather(*(buy(engine, f"{n}", "PACK-1", email=email) for n in range(5)))

    found = (await totals(engine))["B"]
    assert set(prices) == {3040}
    assert (found.units, found.orders, found.revenue) == (1, 5, 5 * 3040)


async def test_a_test_order_has_its_arm_and_counts_nowhere(engine: Engine) -> None:
    await open_shop(engine, files=files(SALE, DEPTH))
    email = next(await buyers_of(engine, "B"))

    answer = await buy(engine, "1", "PACK-1", email=email, test=True)

    assert answer.quote.total == 3040
    assert await totals(engine) == {}


async def test_an_erased_person_is_in_the_figures_and_nowhere_else(engine: Engine) -> None:
    await open_shop(engine, files=files(SALE, DEPTH))
    email = next(await buyers_of(engine, "B"))
    await buy(engine, "1", "PACK-1", email=email)
    before = await totals(engine)

    await erase_person(engine, "tea", email, reason="asked for it", actor=TEST)
    await price(engine, email)

    found = await totals(engine)
    assert before["B"].revenue == found["B"].revenue
    assert found["B"].units == 2  # who comes back is somebody new
