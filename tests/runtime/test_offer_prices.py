"""What an offer costs now and later."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.offer import OfferTerms, SeveralPlans
from engine.model.program import AmountOff, FreeShipping, PercentOff
from engine.values.money import Rounding, percentage_off
from tests.runtime.offers import (
    MONTH,
    ONCE,
    PRODUCTS,
    SUBSCRIPTION,
    TWO_PLANS,
    bought,
    contracts,
    line,
    offer,
    plan,
    product,
    shop,
    the_offer,
)

TERMS = OfferTerms(payment="card", delivery="3 days", period="open", cancel="any time")


@pytest.mark.requirement("V8", "S4.5", "S4.15", "S4.46", "S4.47", "S4.48")
def test_a_switch_to_a_subscription_takes_both_discounts_once_and_the_plans_alone_later() -> None:
    rules = shop(offer(bought=ONCE, offered=SUBSCRIPTION, terms=TERMS))
    found = the_offer(rules, bought(line()))
    assert (720, 900) == (found.first, found.renewal)
    (target,) = found.targets
    assert ("monthly", MONTH) == (target.plan, target.cycle)
    assert target.contract_id
    assert (ONCE, SUBSCRIPTION) == (found.bought, found.offered)


@pytest.mark.requirement("V9", "S4.13", "S4.29", "S4.49", "S4.50", "S4.51", "D4.a")
def test_in_a_contract_the_offers_discount_takes_the_place_of_the_plans_first_one() -> None:
    rules = shop(offer(bought=SUBSCRIPTION, offered=SUBSCRIPTION, terms=TERMS))
    event = bought(line(plan="monthly", price=2700))
    found = the_offer(rules, event)
    assert (800, 900) == (found.first, found.renewal)
    (contract,) = contracts(rules, event)
    assert contract.id == found.targets[0].contract_id


@pytest.mark.requirement("S4.49")
def test_without_a_discount_of_its_own_the_plans_first_discount_stays() -> None:
    first = plan(discount=Fraction(1, 10), first_order_discount=Fraction(1, 2))
    rules = shop(
        offer(bought=SUBSCRIPTION, offered=SUBSCRIPTION, discount=None),
        products=(PRODUCTS[0], product("P", 1000, first)),
    )
    found = the_offer(rules, bought(line(plan="monthly", price=2700)))
    assert (500, 900) == (found.first, found.renewal)


@pytest.mark.requirement("S4.46")
def test_a_switch_takes_the_first_order_discount_of_the_plan_where_it_has_one() -> None:
    first = plan(first_order_discount=Fraction(1, 2))
    rules = shop(offer(bought=ONCE, offered=SUBSCRIPTION), products=(PRODUCTS[0], product("P", 1000, first)))
    assert (400, 900) == (
        the_offer(rules, bought(line())).first,
        the_offer(rules, bought(line())).renewal,
    )


@pytest.mark.requirement("S4.14", "S4.16", "S4.45", "S4.52", "D4.b")
@pytest.mark.parametrize(("way", "on"), [(ONCE, ""), (SUBSCRIPTION, "monthly")])
def test_one_more_product_once_costs_its_price_less_the_offers_discount(way: Any, on: str) -> None:
    rules = shop(offer(bought=way, offered=ONCE))
    found = the_offer(rules, bought(line(plan=on)))
    assert (800, None) == (found.first, found.renewal)
    assert ("", "") == (found.targets[0].plan, found.targets[0].contract_id)


@pytest.mark.requirement("S4.45")
@pytest.mark.parametrize(
    ("discount", "first"),
    [
        (AmountOff(amount=300), 700),
        (AmountOff(amount=5000), 0),
        (PercentOff(rate=Fraction(1, 2), cap=100), 900),
        (FreeShipping(), 1000),
        (None, 1000),
    ],
)
def test_any_discount_is_taken_off_one_piece_and_never_below_nothing(discount: Any, first: int) -> None:
    assert first == the_offer(shop(offer(discount=discount)), bought(line())).first


@pytest.mark.requirement("S4.53", "S4.54", "V10", "D4.c")
def test_page_and_checkout_round_alike() -> None:
    tenth = PercentOff(rate=Fraction(1, 10))
    rules = shop(offer(discount=tenth), products=(PRODUCTS[0], product("P", 356)))
    found = the_offer(rules, bought(line()))
    assert 320 == found.first == 356 - percentage_off(356, Fraction(1, 10), Rounding.DOWN)


@given(
    price=st.integers(0, 10**7),
    plan_rate=st.fractions(0, 1, max_denominator=1000),
    rate=st.fractions(0, 1, max_denominator=1000),
    switch=st.booleans(),
)
def test_no_price_of_an_offer_is_below_nothing_or_above_the_catalogues(
    price: int, plan_rate: Fraction, rate: Fraction, switch: bool
) -> None:
    way = ONCE if switch else SUBSCRIPTION
    rules = shop(
        offer(bought=way, offered=SUBSCRIPTION, discount=PercentOff(rate=rate)),
        products=(PRODUCTS[0], product("P", price, plan(discount=plan_rate))),
    )
    found = the_offer(rules, bought(line(plan="" if switch else "monthly")))
    assert found.renewal is not None
    assert 0 <= found.first <= price
    assert 0 <= found.renewal <= price


@pytest.mark.requirement("S4.23")
def test_into_two_contracts_one_piece_costs_both() -> None:
    rules = shop(
        offer(
            bought=SUBSCRIPTION,
            offered=SUBSCRIPTION,
            plans=("weekly", "monthly"),
            several_plans=SeveralPlans.ALL,
        )
    )
    found = the_offer(rules, bought(*TWO_PLANS))
    assert (1600, 1850, 2000) == (found.first, found.renewal, found.list_price)
