"""The index against the plain reading of the rules, which is its judge."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.model.cart import CartLine
from engine.model.condition import ALWAYS, Compare, Group, Operator, Quantifier
from engine.model.facts import CustomerFact
from engine.model.program import Rule, SaleBody, Trigger, TriggerKind, Window
from engine.model.selector import ANY_PRODUCT, SelectBy, Selector
from engine.runtime import product_table, tables
from engine.runtime.bits import chosen, getter, mask_of, powers_of
from engine.runtime.clauses import MOST_CLAUSES, clauses_of
from engine.runtime.index import RuleIndex
from engine.runtime.interpret import acts, holds
from engine.vocabulary.fields import Sight, items
from tests.runtime import worlds
from tests.runtime.make import CATALOG, MAY_20, TOKYO, cart, only, sale
from tests.support.examples import examples

SIGHTS = worlds.some_sights(60, seed=20260520)


@st.composite
def rule_sets(draw: st.DrawFn) -> list[Rule]:
    return [
        sale(
            f"r{number:02d}",
            targets=draw(st.just(ANY_PRODUCT) | worlds.selectors),
            condition=draw(worlds.conditions),
            trigger=draw(st.none() | worlds.triggers),
            window=draw(st.just(Window()) | worlds.windows),
            world=draw(worlds.worlds),
            status=draw(worlds.statuses),
            priority=draw(st.integers(1, 3)),
        )
        for number in range(draw(st.integers(1, 8)))
    ]


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(rule_sets())
def test_the_index_finds_what_reading_every_rule_finds(rules: list[Rule]) -> None:
    live = [rule for rule in rules if rule.status == "live"]
    index = RuleIndex(live, CATALOG, TOKYO)
    ranked = sorted(live, key=lambda rule: (rule.priority, rule.name))
    for sight in SIGHTS:
        wanted = [rule.name for rule in ranked if acts(rule, sight, TOKYO) and _means(rule, sight)]
        assert wanted == [rule.name for rule in index.matches(sight)]


def _means(rule: Rule, sight: Sight) -> bool:
    """A sale that would find nothing to take off is none of the rules in question."""
    assert isinstance(rule.body, SaleBody)
    return any(rule.body.meant.picks(product) for product in items(sight))


@settings(max_examples=examples(50), suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(rule_sets())
def test_candidates_hold_every_rule_that_any_history_could_start(rules: list[Rule]) -> None:
    index = RuleIndex([rule for rule in rules if rule.status == "live"], CATALOG, TOKYO)
    for sight in SIGHTS:
        stranger = replace(sight, customer=CustomerFact(), discounts=0)
        candidates = {rule.name for rule in index.candidates(stranger)}
        assert {rule.name for rule in index.matches(sight)} <= candidates


@given(worlds.conditions, worlds.sights())
def test_the_clauses_of_a_condition_mean_what_it_means(condition: Compare | Group, sight: Sight) -> None:
    clauses = clauses_of(condition)
    if clauses is None:
        return
    found = any(all(holds(one, sight) is wanted for one, wanted in clause) for clause in clauses)
    assert holds(condition, sight) is found


def test_a_condition_with_too_many_alternatives_is_verified_and_still_right() -> None:
    pair = Group(quantifier=Quantifier.ANY, members=(_total_over(1), _total_over(2)))
    many = Group(quantifier=Quantifier.ALL, members=(pair,) * 5)
    assert 2**5 > MOST_CLAUSES
    assert clauses_of(many) is None
    assert (
        clauses_of(
            Group(quantifier=Quantifier.NONE, members=(Group(quantifier=Quantifier.NONE, members=(many,)),))
        )
        is None
    )
    index = RuleIndex([sale(condition=many)], CATALOG, TOKYO)
    assert ["sale"] == [rule.name for rule in index.matches(_sight())]


def _total_over(amount: int) -> Compare:
    return Compare(field="cart.total", operator=Operator.OVER, operands=(amount,))


def _sight(*skus: str) -> Sight:
    return Sight(cart=cart(*(skus or ("A",))), customer=CustomerFact(), catalog=CATALOG, now=MAY_20)


def test_thousands_of_different_bounds_stay_exact() -> None:
    rules = [sale(f"r{number:04d}", condition=_total_over(number)) for number in range(2000)]
    index = RuleIndex(rules, CATALOG, TOKYO)
    assert [f"r{number:04d}" for number in range(1000)] == [rule.name for rule in index.matches(_sight())]


def test_windows_are_looked_up_at_any_instant_in_any_order() -> None:
    rules = [
        sale(
            f"r{day:03d}",
            window=Window(begins=MAY_20 + timedelta(days=day), ends=MAY_20 + timedelta(days=day + 1)),
        )
        for day in range(200)
    ]
    index = RuleIndex(rules, CATALOG, TOKYO)
    for day in (150, 3, 3, 199, 0, *range(200)):
        sight = replace(_sight(), now=MAY_20 + timedelta(days=day, hours=1))
        assert [f"r{day:03d}"] == [rule.name for rule in index.matches(sight)]


def test_a_cart_without_rules_matches_nothing() -> None:
    assert [] == RuleIndex([], CATALOG, TOKYO).matches(_sight())
    assert [] == RuleIndex([], CATALOG, TOKYO).candidates(_sight())


def test_an_unknown_product_starts_nothing_and_is_not_kept() -> None:
    anything = Trigger(kind=TriggerKind.ORDER_PAID, selector=ANY_PRODUCT)
    index = RuleIndex([sale(trigger=anything)], CATALOG, TOKYO)
    unknown = replace(cart("A"), lines=(CartLine(sku="X", quantity=1, unit_price=1),))
    for _ in range(2):
        assert [] == index.candidates(replace(_sight(), cart=unknown))


@given(st.sets(st.integers(0, 6000), max_size=60), st.booleans())
def test_members_come_out_from_the_top(members: set[int], with_powers: bool) -> None:
    mask = mask_of(members, 6001)
    items = list(range(-1, 6001))
    powers = powers_of(3000) if with_powers and max(members, default=0) < 3000 else ()
    assert sorted(members, reverse=True) == chosen(mask, items, powers)


def test_powers_are_only_kept_for_small_sets() -> None:
    assert 4097 == len(powers_of(4096))
    assert () == powers_of(4097)


def test_an_unknown_key_has_no_members() -> None:
    get = getter({"a": [0, 2]}, 3)
    assert (5, 0) == (get("a", 0), get("b", 0))


def test_sets_that_do_not_fit_are_made_when_asked_for() -> None:
    places = {str(number): [number] for number in range(200)}
    get = getter(places, 1_000_000)
    assert (1 << 7, 0) == (get("7", 0), get("x", 0))


def test_every_rule_without_conditions_is_found() -> None:
    assert ["sale"] == [
        rule.name for rule in RuleIndex([sale(condition=ALWAYS)], CATALOG, TOKYO).matches(_sight())
    ]


def test_a_product_that_must_not_be_there_may_be_any_but_some() -> None:
    others = Selector(by=SelectBy.ANY, names=frozenset({"A"}))
    has_others = Compare(field="cart.items", operator=Operator.HAS, operands=(others,))
    index = RuleIndex(
        [sale(condition=Group(quantifier=Quantifier.NONE, members=(has_others,)))], CATALOG, TOKYO
    )
    assert [1, 0, 0] == [len(index.matches(_sight(*skus))) for skus in (("A",), ("B",), ("A", "B"))]


def test_what_does_not_fit_into_memory_is_worked_out_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(product_table, "_KEPT_BYTES", 0)
    monkeypatch.setattr(tables, "_KEPT_BYTES", -1)
    web = Compare(field="cart.channel", operator=Operator.IS, operands=("web",))
    app = Compare(field="cart.channel", operator=Operator.IS_NOT, operands=("app",))
    rules = [sale("a", condition=web), sale("b", condition=app), sale("c", trigger=_needs("A"))]
    index = RuleIndex(rules, CATALOG, TOKYO)
    for _ in range(2):
        assert ["a", "b", "c"] == [rule.name for rule in index.matches(_sight("A"))]
    other = replace(_sight("B"), cart=cart("B", channel="app"))
    assert [] == index.matches(other)


def _needs(sku: str) -> Trigger:
    return Trigger(kind=TriggerKind.ORDER_PAID, selector=only(sku))


def test_a_condition_may_want_two_products_at_once() -> None:
    both = tuple(Compare(field="cart.items", operator=Operator.HAS, operands=(only(sku),)) for sku in "AB")
    index = RuleIndex([sale(condition=Group(quantifier=Quantifier.ALL, members=both))], CATALOG, TOKYO)
    assert [0, 0, 1] == [len(index.matches(_sight(*skus))) for skus in (("A",), ("B",), ("A", "B"))]
