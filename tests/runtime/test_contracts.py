"""Contracts that orders begin, and lines on plans."""

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.model.cart import CartLine
from engine.model.contract import ContractState
from engine.model.decision import Decision, Problem, Rejection
from engine.model.effects import (
    CreateContract,
    CreateOffer,
    StartTimer,
)
from engine.model.events import ContractCancelled, ContractRenewed, TimerKind
from engine.model.facts import Facts
from engine.model.list_effects import EndEnrolments
from engine.model.messages import ListBody
from engine.model.program import Kind, Rule, Trigger, TriggerKind
from engine.model.reader import EnrolmentState
from engine.runtime.decide import decide
from engine.runtime.quote import quote
from tests.runtime.deciding import decided, effects, rejected
from tests.runtime.make import MAY_20, cart, only
from tests.runtime.offers import (
    MONTH,
    SUBSCRIPTION,
    WEEK,
    bought,
    contracts,
    line,
    offer,
    plan,
    product,
    shop,
)


def test_a_later_delivery_of_a_contract_brings_none_and_begins_none() -> None:
    event = bought(line(plan="monthly", price=2700))
    later = replace(event, order=replace(event.order, renews="s_1"))
    rules = shop(offer(bought=SUBSCRIPTION))
    assert ([], []) == (effects(rules, later, CreateOffer), effects(rules, later, CreateContract))


@pytest.mark.requirement("S4.29", "S4.30")
def test_each_plan_of_an_order_begins_a_contract_with_exact_later_prices() -> None:
    event = bought(
        line(plan="monthly", price=2700, quantity=2),
        line("P", "monthly", 900),
        line("P", "weekly", 950),
        line("B", price=2000),
        shipping=500,
    )
    monthly, weekly = contracts(shop(), event)
    assert [("A", 2, 2700, 2700), ("P", 1, 900, 900)] == [
        (one.sku, one.quantity, one.first, one.renewal) for one in monthly.items
    ]
    assert ("monthly", MONTH, 500, 1, "1") == (
        monthly.plan,
        monthly.cycle,
        monthly.shipping,
        monthly.number,
        monthly.order_id,
    )
    assert ("weekly", WEEK, 0) == (weekly.plan, weekly.cycle, weekly.shipping)
    assert (6800, 950) == (monthly.renewal_total, weekly.renewal_total)


@pytest.mark.parametrize(("told", "monthly", "weekly"), [(None, 500, 0), (300, 300, 300), (0, 0, 0)])
def test_each_later_parcel_costs_the_shipping_that_the_shop_says(
    told: int | None, monthly: int, weekly: int
) -> None:
    event = bought(line(plan="monthly", price=2700), line("P", "weekly", 950), shipping=500)
    found = contracts(shop(), replace(event, order=replace(event.order, renewal_shipping=told)))
    assert [monthly, weekly] == [one.shipping for one in found]
    assert [2700 + monthly, 950 + weekly] == [one.renewal_total for one in found]


def test_a_contract_waits_for_its_next_delivery_a_cycle_later_by_the_calendar() -> None:
    (contract,) = contracts(shop(), bought(line(plan="monthly")))
    assert "2026-06-20T01:00:00+00:00" == contract.next_renewal_at.isoformat()
    timers = effects(shop(), bought(line(plan="monthly")), StartTimer)
    assert (TimerKind.CONTRACT_RENEWAL, contract.id, contract.next_renewal_at) in [
        (one.kind, one.subject, one.due) for one in timers
    ]


def test_the_first_order_may_cost_less_than_later_ones() -> None:
    half_off = plan(first_order_discount=Fraction(1, 2))
    rules = shop(products=(product("A", 3000, half_off),))
    (contract,) = contracts(rules, bought(line(plan="monthly", price=1500)))
    assert (1500, 2700) == (contract.items[0].first, contract.items[0].renewal)


def test_an_order_without_plans_begins_no_contract() -> None:
    assert [] == contracts(shop(), bought(line()))


def test_a_line_on_a_plan_shows_the_price_before_it() -> None:
    event = bought(line(plan="monthly", price=2700), line("B", price=2000))
    priced = decided(shop(), event).quote
    assert priced is not None
    assert [("monthly", 3000, 2700), ("", None, 2000)] == [
        (one.plan, one.list_price, one.unit_price) for one in priced.lines
    ]


def test_a_plan_that_the_product_is_not_sold_on_is_refused_with_its_place() -> None:
    found = rejected(shop(), bought(line("B", price=2000), line("B", "monthly", 2000)))
    assert (Problem.UNKNOWN_PLAN, ("cart", "lines", "1", "plan")) == (found.problem, found.path)
    assert (("sku", "B"), ("found", "monthly")) == found.args
    asked = quote(shop(), replace(cart("A"), lines=(line(plan="daily"),)), Facts(), MAY_20)
    assert isinstance(asked, Rejection)


def test_what_came_in_through_an_offer_is_no_other_content_of_the_order() -> None:
    event = bought(line())
    more = CartLine(sku="P", quantity=1, unit_price=800, offer="f_1")
    grown = replace(
        event.order,
        cart=replace(event.order.cart, lines=(*event.order.cart.lines, more)),
        stated_total=3800,
    )
    again = replace(event, order=replace(event.order, stated_total=3000))
    facts = Facts(orders={"1": grown})
    assert isinstance(decide(shop(), again, facts), Decision)
    other = replace(event, order=replace(event.order, stated_total=2999))
    assert Problem.ORDER_CHANGED is rejected(shop(), other, facts).problem


def test_the_same_order_on_another_plan_is_another_order() -> None:
    event = bought(line(plan="monthly"))
    other = replace(event.order, cart=replace(event.order.cart, lines=(line(plan="weekly"),)))
    assert Problem.ORDER_CHANGED is rejected(shop(), event, Facts(orders={"1": other})).problem


def subscribers(sku: str) -> Rule:
    """A list that is left when a subscription to the product is cancelled."""
    left = Trigger(kind=TriggerKind.SUBSCRIPTION_CANCELLED, selector=only(sku))
    joined = Trigger(kind=TriggerKind.SUBSCRIPTION_STARTED, selector=only(sku))
    return Rule(name=f"of {sku}", kind=Kind.LIST, trigger=joined, body=ListBody(leaves=(left,)))


def test_a_contract_that_ends_takes_its_buyer_off_the_lists_that_say_so() -> None:
    rules = shop(subscribers("A"), subscribers("P"))
    (contract,) = contracts(rules, bought(line(plan="monthly", price=2700)))
    cancelled = ContractCancelled(id="x", at=MAY_20, contract_id=contract.id)
    (end,) = effects(rules, cancelled, EndEnrolments, Facts(contracts={contract.id: contract}))
    assert (("of A",), EnrolmentState.LEFT, MAY_20) == (end.lists, end.became, end.at)
    gone = replace(contract, state=ContractState.CANCELLED)
    assert [] == effects(rules, cancelled, EndEnrolments, Facts(contracts={contract.id: gone}))


@pytest.mark.parametrize(("refused", "lists"), [(0, []), (3, []), (4, [("of A",)])])
def test_a_contract_whose_last_payment_is_refused_ends_like_a_cancelled_one(
    refused: int, lists: list[tuple[str, ...]]
) -> None:
    rules = shop(subscribers("A"))
    (contract,) = contracts(rules, bought(line(plan="monthly", price=2700)))
    now = Facts(contracts={contract.id: replace(contract, refused=refused)})
    event = ContractRenewed(id="x", at=MAY_20, contract_id=contract.id, number=2, paid=False)
    assert lists == [one.lists for one in effects(rules, event, EndEnrolments, now)]
