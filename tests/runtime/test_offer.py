"""Which offer a paid order brings, what its page says and what it sets aside."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.card import CardFact, CardState, CardTerms, GiftFacts, Lot
from engine.model.cart import OrderState
from engine.model.catalog import Sold
from engine.model.counter_key import CounterKey
from engine.model.effects import (
    CountStat,
    CreateOffer,
    Metric,
    SaveOrder,
    StartTimer,
    UseCounter,
)
from engine.model.events import TimerKind
from engine.model.facts import Facts
from engine.model.gift_card import Consideration, Redeemer
from engine.model.offer import OfferPage, OfferTerms, SeveralPlans, Timer
from engine.model.offer_instance import OfferClaim
from engine.model.program import Budget, Limit, PercentOff, Scope, Status, World
from engine.model.quote import Quote
from engine.values.duration import Duration, Unit
from tests.runtime.deciding import decided, effects
from tests.runtime.make import ALICE, MAY_20
from tests.runtime.offers import (
    ONCE,
    PRODUCTS,
    SUBSCRIPTION,
    TWO_PLANS,
    bought,
    contracts,
    line,
    made,
    offer,
    shop,
    the_offer,
)

TERMS = OfferTerms(payment="card", delivery="3 days", period="open", cancel="any time")


@pytest.mark.requirement("V16", "S4.35")
def test_of_two_offers_the_smaller_number_is_made_and_only_that() -> None:
    rules = shop(offer("second", priority=2), offer("first", priority=1))
    assert "first" == the_offer(rules, bought(line())).rule


@pytest.mark.requirement("D4.d")
def test_a_tie_goes_by_name_whatever_the_order_of_the_rules() -> None:
    one, other = offer("aa"), offer("bb")
    assert "aa" == the_offer(shop(other, one), bought(line())).rule


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


def test_a_product_that_is_sold_out_is_not_offered() -> None:
    sold_out = tuple(replace(one, in_stock=False) for one in PRODUCTS)
    assert made(shop(offer(), products=PRODUCTS), bought(line())) is not None
    assert made(shop(offer(), products=sold_out), bought(line())) is None


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


def test_the_id_of_an_offer_is_that_of_its_order() -> None:
    one, other = the_offer(shop(offer()), bought(line())), the_offer(shop(offer("x")), bought(line()))
    assert one.id == other.id
    assert one.id != the_offer(shop(offer()), bought(line(), order_id="2")).id


@pytest.mark.requirement("S4.37", "S4.40", "S4.43", "S4.44", "S4.55", "S4.56", "S4.57", "S4.59")
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


@pytest.mark.requirement("S4.38", "S4.39", "S4.41", "D4.f")
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


def test_a_limit_is_set_aside_with_the_offer_and_holds_back_the_next_one() -> None:
    rules = shop(offer(rule={"limits": (ONE_EACH,)}))
    event = bought(line())
    assert [(OF_ALICE, 1, 1)] == [
        (one.key, one.amount, one.limit) for one in effects(rules, event, UseCounter)
    ]
    claim = OfferClaim(key=OF_ALICE, amount=1, each=None, window_ends=None, personal=True)
    assert (claim,) == the_offer(rules, event).claims
    assert made(rules, event, Facts(counters={OF_ALICE: 1})) is None


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


def test_an_offer_changes_nothing_of_the_order_that_brings_it() -> None:
    with_offer, without = decided(shop(offer()), bought(line())), decided(shop(), bought(line()))
    assert isinstance(with_offer.quote, Quote)
    assert without.quote == with_offer.quote
    saved = [one for one in with_offer.effects if isinstance(one, SaveOrder)]
    assert saved == [one for one in without.effects if isinstance(one, SaveOrder)]


def gift_card(balance: int) -> CardFact:
    """A card that anybody may pay with."""
    lot = Lot(id="l", remaining=balance, consideration=Consideration.PAID, expires_at=None)
    return CardFact(
        id="g",
        campaign="gifts",
        state=CardState.ACTIVE,
        enabled=True,
        terms=CardTerms(redeem=Redeemer.ANYONE),
        owner_email=None,
        owner_id=None,
        balance=balance,
        published_at=MAY_20,
        expires_at=None,
        lots=(lot,) if balance else (),
    )


@pytest.mark.requirement("S4.3")
@pytest.mark.parametrize(
    ("chargeable", "paid_by_card", "offered"),
    [(None, 2999, True), (None, 3000, False), (True, 3000, True), (False, 1, False)],
)
def test_nothing_is_offered_that_nobody_could_be_charged_for(
    chargeable: bool | None, paid_by_card: int, offered: bool
) -> None:
    event = bought(line())
    paid_with = replace(event.order.cart, gift_cards=("G",))
    event = replace(event, order=replace(event.order, cart=paid_with, chargeable=chargeable))
    found = decided(shop(offer()), event, Facts(gifts=GiftFacts(by_code={"G": gift_card(paid_by_card)})))
    assert found.quote is not None
    assert 3000 - paid_by_card == found.quote.payable
    counted = [(one.metric, one.amount) for one in found.effects if isinstance(one, CountStat)]
    offers = [one for one in found.effects if isinstance(one, CreateOffer)]
    expected = Metric.MATCHED if offered else Metric.NO_PAYMENT_METHOD
    assert (int(offered), [(expected, 1)]) == (len(offers), counted)


@pytest.mark.requirement("S4.3")
def test_what_costs_nothing_now_or_later_needs_no_payment() -> None:
    event = bought(line())
    event = replace(event, order=replace(event.order, chargeable=False))
    free = PercentOff(rate=Fraction(1))
    assert made(shop(offer(discount=free)), event) is not None
    assert made(shop(offer(offered=SUBSCRIPTION, discount=free)), event) is None
