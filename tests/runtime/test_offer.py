"""Which offer a paid order brings, what it costs now and later, and what it sets aside."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.cart import CartLine, OrderState
from engine.model.catalog import Sold
from engine.model.contract import Contract
from engine.model.counter_key import CounterKey
from engine.model.decision import Decision, Problem, Rejection
from engine.model.effects import (
    CountStat,
    CreateContract,
    CreateOffer,
    Metric,
    SaveOrder,
    StartTimer,
    UseCounter,
)
from engine.model.events import OrderRecorded, TimerKind
from engine.model.facts import Facts
from engine.model.offer import OfferPage, OfferTerms, SeveralPlans, Timer
from engine.model.offer_instance import OfferClaim, OfferInstance
from engine.model.program import AmountOff, Budget, FreeShipping, Limit, PercentOff, Scope, Status, World
from engine.model.quote import Quote
from engine.runtime.decide import decide
from engine.runtime.prepare import Prepared
from engine.runtime.quote import quote
from engine.values.duration import Duration, Unit
from engine.values.money import Rounding, percentage_off
from tests.runtime.deciding import decided, effects, rejected
from tests.runtime.make import ALICE, MAY_20, cart
from tests.runtime.offers import (
    MONTH,
    ONCE,
    PRODUCTS,
    SUBSCRIPTION,
    WEEK,
    bought,
    line,
    offer,
    plan,
    product,
    shop,
)

TERMS = OfferTerms(payment="card", delivery="3 days", period="open", cancel="any time")


def made(rules: Prepared, event: OrderRecorded, facts: Facts | None = None) -> OfferInstance | None:
    found = effects(rules, event, CreateOffer, facts)
    assert len(found) < 2
    return found[0].offer if found else None


def the_offer(rules: Prepared, event: OrderRecorded, facts: Facts | None = None) -> OfferInstance:
    found = made(rules, event, facts)
    assert found is not None
    return found


def contracts(rules: Prepared, event: OrderRecorded) -> list[Contract]:
    return [one.contract for one in effects(rules, event, CreateContract)]


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
@pytest.mark.requirement("I15")
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


@pytest.mark.requirement("V16", "S4.35", "I16")
def test_of_two_offers_the_smaller_number_is_made_and_only_that() -> None:
    rules = shop(offer("second", priority=2), offer("first", priority=1))
    assert "first" == the_offer(rules, bought(line())).rule


@pytest.mark.requirement("D4.d", "I16")
def test_a_tie_goes_by_name_whatever_the_order_of_the_rules() -> None:
    one, other = offer("aa"), offer("bb")
    assert "aa" == the_offer(shop(other, one), bought(line())).rule


@pytest.mark.requirement("I16")
@given(priorities=st.lists(st.integers(0, 3), min_size=1, max_size=6))
def test_whatever_matches_one_order_gets_one_offer_of_the_lowest_number(priorities: list[int]) -> None:
    rules = [offer(f"rule-{place}", priority=number) for place, number in enumerate(priorities)]
    expected = min((rule.priority, rule.name) for rule in rules)
    assert expected[1] == the_offer(shop(*rules), bought(line())).rule


def test_a_rule_that_does_not_fit_leaves_the_place_to_the_next_one() -> None:
    rules = shop(offer("first", SUBSCRIPTION, ONCE, priority=1), offer("second", priority=2))
    assert "second" == the_offer(rules, bought(line())).rule


@pytest.mark.requirement("S4.18", "S4.22")
def test_an_order_without_the_trigger_product_brings_none() -> None:
    assert made(shop(offer()), bought(line("B"))) is None


@pytest.mark.requirement("S4.20")
@pytest.mark.parametrize(("way", "on"), [(ONCE, "monthly"), (SUBSCRIPTION, "")])
def test_a_product_that_was_bought_otherwise_starts_nothing(way: Any, on: str) -> None:
    assert made(shop(offer(bought=way)), bought(line(plan=on))) is None


@pytest.mark.requirement("S4.34")
@pytest.mark.parametrize("status", [Status.DRAFT, Status.PAUSED, Status.ARCHIVED])
def test_only_a_live_rule_makes_offers(status: Status) -> None:
    assert made(shop(offer(rule={"status": status})), bought(line())) is None


@pytest.mark.requirement("S4.24")
def test_other_products_may_be_in_the_order_or_not_as_the_rule_says() -> None:
    both = bought(line(), line("B", price=2000))
    assert made(shop(offer()), both) is not None
    strict = shop(offer(others_allowed=False))
    assert made(strict, both) is None
    assert made(strict, bought(line(), line(quantity=2))) is not None


@pytest.mark.requirement("V18", "S4.31", "S4.32")
@pytest.mark.parametrize(
    ("plans", "expected"),
    [(("weekly", "monthly"), "monthly"), (("monthly",), "monthly"), (("weekly",), None)],
)
def test_the_plan_of_the_same_cycle_is_taken_and_without_one_nothing_is_offered(
    plans: tuple[str, ...], expected: str | None
) -> None:
    rules = shop(offer(bought=SUBSCRIPTION, offered=SUBSCRIPTION, plans=plans))
    found = made(rules, bought(line(plan="monthly", price=2700)))
    assert expected == (None if found is None else found.targets[0].plan)


TWO_PLANS = (line(plan="monthly", price=2700), line(plan="weekly"))


@pytest.mark.requirement("S4.23", "D4.e", "S4.33")
@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (SeveralPlans.ALL, [("monthly", 800, 900), ("weekly", 800, 950)]),
        (SeveralPlans.FIRST, [("monthly", 800, 900)]),
        (SeveralPlans.NONE, None),
    ],
)
def test_a_product_bought_on_several_plans_goes_where_the_rule_says(policy: Any, expected: Any) -> None:
    rules = shop(
        offer(bought=SUBSCRIPTION, offered=SUBSCRIPTION, plans=("weekly", "monthly"), several_plans=policy)
    )
    found = made(rules, bought(*TWO_PLANS))
    targets = None if found is None else [(one.plan, one.first, one.renewal) for one in found.targets]
    assert expected == targets


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


def test_the_same_plan_twice_is_one_contract_and_no_case_of_several_plans() -> None:
    rules = shop(offer(bought=SUBSCRIPTION, offered=SUBSCRIPTION, several_plans=SeveralPlans.NONE))
    event = bought(line(plan="monthly", price=2700), line(plan="monthly", price=2700, quantity=2))
    assert 1 == len(the_offer(rules, event).targets) == len(contracts(rules, event))


@pytest.mark.requirement("S4.26", "S4.27", "S4.28")
@pytest.mark.parametrize(
    ("change", "ways"),
    [
        ({"requires_shipping": False}, (ONCE, ONCE)),
        ({"sold": Sold.SUBSCRIPTION}, (ONCE, ONCE)),
        ({"sold": Sold.SUBSCRIPTION}, (SUBSCRIPTION, SUBSCRIPTION)),
        ({"sold": Sold.ONCE}, (ONCE, SUBSCRIPTION)),
        ({"plans": ()}, (ONCE, SUBSCRIPTION)),
    ],
)
def test_a_product_that_changed_since_publishing_is_not_offered(change: Any, ways: Any) -> None:
    rule = offer(bought=ways[0], offered=ways[1])
    event = bought(line(plan="monthly" if ways[0] is SUBSCRIPTION else ""))
    assert made(shop(rule), event) is not None
    assert made(shop(rule, products=(PRODUCTS[0], replace(PRODUCTS[2], **change))), event) is None


@pytest.mark.requirement("S4.28")
def test_a_product_that_is_gone_is_not_offered() -> None:
    assert made(shop(offer(), products=PRODUCTS[:2]), bought(line())) is None


@pytest.mark.requirement("S4.27")
def test_a_switch_may_offer_what_is_sold_by_subscription_only() -> None:
    rules = shop(
        offer(offered=SUBSCRIPTION), products=(PRODUCTS[0], replace(PRODUCTS[2], sold=Sold.SUBSCRIPTION))
    )
    assert made(rules, bought(line())) is not None


@pytest.mark.parametrize("state", [OrderState.PENDING, OrderState.FAILED, OrderState.CANCELLED])
@pytest.mark.requirement("S4.1")
def test_an_order_that_is_not_paid_brings_none(state: OrderState) -> None:
    event = bought(line())
    waiting = replace(event, order=replace(event.order, state=state))
    assert [] == effects(shop(offer()), waiting, CreateOffer)


def test_the_same_order_again_brings_no_second_one() -> None:
    event = bought(line())
    assert [] == effects(shop(offer()), event, CreateOffer, Facts(orders={"1": event.order}))


def test_a_later_delivery_of_a_contract_brings_none_and_begins_none() -> None:
    event = bought(line(plan="monthly", price=2700))
    later = replace(event, order=replace(event.order, renews="s_1"))
    rules = shop(offer(bought=SUBSCRIPTION))
    assert ([], []) == (effects(rules, later, CreateOffer), effects(rules, later, CreateContract))


def test_the_id_of_an_offer_is_that_of_its_order() -> None:
    one, other = the_offer(shop(offer()), bought(line())), the_offer(shop(offer("x")), bought(line()))
    assert one.id == other.id
    assert one.id != the_offer(shop(offer()), bought(line(), order_id="2")).id


@pytest.mark.requirement("S4.37", "S4.40", "S4.43", "S4.44", "S4.55", "S4.56", "S4.57", "S4.59", "J6")
def test_everything_that_the_page_says_is_frozen() -> None:
    page = OfferPage(headline="今だけ", text="Ours", timer=Timer(text="残り"), buy="Buy", close="No")
    rule = offer(page=page, least=2, most=5, free_shipping=True, terms=TERMS)
    found = the_offer(shop(rule), bought(line("B"), line()))
    assert ("今だけ", True, "残り", "Buy", "No") == (
        found.page.headline,
        found.page.timer_shown,
        found.page.timer_text,
        found.page.buy,
        found.page.close,
    )
    assert ("Ours", 2, 5, True, TERMS) == (
        found.product.text,
        found.least,
        found.most,
        found.free_shipping,
        found.terms,
    )
    assert ((1,), "1", ALICE) == (found.trigger_lines, found.order_id, found.buyer.email)


@pytest.mark.requirement("S4.42", "S4.43")
@pytest.mark.parametrize(("text", "expected"), [(None, "From the catalogue"), ("", ""), ("Ours", "Ours")])
def test_the_text_is_the_rules_or_the_products_or_none(text: str | None, expected: str) -> None:
    found = the_offer(shop(offer(page=OfferPage(text=text))), bought(line()))
    assert expected == found.product.text


@pytest.mark.requirement("S4.38", "S4.39", "S4.41", "D4.f", "J7")
@pytest.mark.parametrize(
    ("timer", "shown", "minutes"),
    [
        (Timer(), True, 10),
        (Timer(shown=False), False, 10),
        (Timer(length=Duration(count=3, unit=Unit.MINUTE)), True, 3),
        (None, False, 24 * 60),
    ],
)
def test_it_can_be_bought_for_so_long_after_it_was_first_shown(
    timer: Timer | None, shown: bool, minutes: int
) -> None:
    found = the_offer(shop(offer(page=OfferPage(timer=timer))), bought(line()))
    assert (shown, timedelta(minutes=minutes)) == (found.page.timer_shown, found.open_for)


@pytest.mark.requirement("D4.j")
def test_a_page_that_is_never_shown_is_waited_for_half_an_hour() -> None:
    event = bought(line())
    until = MAY_20 + timedelta(minutes=30)
    found = the_offer(shop(offer()), event)
    assert until == found.show_until
    timers = [
        one for one in effects(shop(offer()), event, StartTimer) if one.kind is TimerKind.OFFER_DEADLINE
    ]
    assert [StartTimer(kind=TimerKind.OFFER_DEADLINE, subject=found.id, due=until)] == timers


ONE_EACH = Limit(count=1, scope=Scope.CUSTOMER)
OF_ALICE = CounterKey(area="limit", name="upsell", subject=f"customer:{ALICE}")


@pytest.mark.requirement("I23")
def test_a_limit_is_set_aside_with_the_offer_and_holds_back_the_next_one() -> None:
    rules = shop(offer(rule={"limits": (ONE_EACH,)}))
    event = bought(line())
    assert [(OF_ALICE, 1, 1)] == [
        (one.key, one.amount, one.limit) for one in effects(rules, event, UseCounter)
    ]
    claim = OfferClaim(key=OF_ALICE, amount=1, each=None, window_ends=None)
    assert (claim,) == the_offer(rules, event).claims
    assert made(rules, event, Facts(counters={OF_ALICE: 1})) is None


@pytest.mark.requirement("I23")
def test_money_of_a_budget_is_set_aside_for_the_largest_quantity() -> None:
    budget = Budget(name="b", spend=1000)
    rules = shop(offer(rule={"budget": "b"}, most=3), budgets={"b": budget})
    key = CounterKey(area="budget", name="b", subject="spend")
    event = bought(line())
    assert [(key, 600, 1000)] == [
        (one.key, one.amount, one.limit) for one in effects(rules, event, UseCounter)
    ]
    assert (OfferClaim(key=key, amount=600, each=200, window_ends=None),) == the_offer(rules, event).claims
    assert made(rules, event, Facts(counters={key: 400})) is not None
    assert made(rules, event, Facts(counters={key: 401})) is None


def test_a_limit_that_holds_an_offer_back_is_counted() -> None:
    rules = shop(offer(rule={"limits": (ONE_EACH,)}))
    found = effects(rules, bought(line()), CountStat, Facts(counters={OF_ALICE: 1}))
    assert [("upsell", Metric.LIMITED, 1)] == [(one.rule, one.metric, one.amount) for one in found]


def test_a_limit_per_customer_needs_a_buyer_who_says_who_he_is() -> None:
    rules = shop(offer(rule={"limits": (ONE_EACH,)}))
    assert made(rules, bought(line(), email=None)) is None


def test_a_matched_offer_is_counted_once() -> None:
    found = effects(shop(offer(), offer("other", priority=200)), bought(line()), CountStat)
    assert [("upsell", Metric.MATCHED, 1)] == [(one.rule, one.metric, one.amount) for one in found]


@pytest.mark.requirement("S1.39", "S4.1")
def test_a_test_order_makes_a_test_offer_of_sandbox_products_that_counts_nowhere() -> None:
    rules = shop(offer(rule={"limits": (ONE_EACH,)}))
    event = bought(line(), test=True)
    found = the_offer(rules, event)
    assert (True, ()) == (found.test, found.claims)
    assert ([], []) == (effects(rules, event, UseCounter), effects(rules, event, CountStat))
    closed = shop(offer(), products=(PRODUCTS[0], replace(PRODUCTS[2], sandbox=False)))
    assert made(closed, event) is None
    assert made(closed, bought(line())) is not None


def test_a_rule_of_the_sandbox_acts_in_test_orders_only() -> None:
    rules = shop(offer(rule={"world": World.SANDBOX}))
    assert made(rules, bought(line())) is None
    assert made(rules, bought(line(), test=True)) is not None


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


def test_an_offer_changes_nothing_of_the_order_that_brings_it() -> None:
    with_offer, without = decided(shop(offer()), bought(line())), decided(shop(), bought(line()))
    assert isinstance(with_offer.quote, Quote)
    assert without.quote == with_offer.quote
    saved = [one for one in with_offer.effects if isinstance(one, SaveOrder)]
    assert saved == [one for one in without.effects if isinstance(one, SaveOrder)]
