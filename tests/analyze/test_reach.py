"""What the analysis claims of random rules, held against thousands of orders that the runtime really decides."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dsl.analyze.one_rule import look_at_rule
from engine.dsl.analyze.orders import Scene
from engine.dsl.analyze.reach import Ground, reach
from engine.dsl.analyze.worlds import Nowhere, Unsure
from engine.model.cart import Buyer, Cart, CartLine
from engine.model.condition import Compare, Condition, Group, Operator, Quantifier
from engine.model.facts import CustomerFact
from engine.model.findings import Finding, FindingKind, TrialEvent
from engine.model.program import Opening, Program, Rule, Trigger, TriggerKind, Window
from engine.model.selector import SelectBy, Selector
from engine.service.rehearse import Rehearsed
from tests.runtime.make import CATALOG, MAY_20, coupon, program, sale
from tests.support.examples import examples

ORDERS = 2_000
DAYS = timedelta(days=1)
SMALL = st.integers(0, 5)
ORDER_OPERATORS = st.sampled_from(
    [Operator.IS, Operator.IS_NOT, Operator.AT_LEAST, Operator.AT_MOST, Operator.OVER, Operator.UNDER]
)
SELECTORS = st.one_of(
    st.builds(
        Selector, by=st.just(SelectBy.PRODUCT), names=st.frozensets(st.sampled_from("ABCD"), min_size=1)
    ),
    st.builds(Selector, by=st.just(SelectBy.CATEGORY), names=st.just(frozenset({"tea"}))),
    st.builds(Selector, by=st.just(SelectBy.TAG), names=st.just(frozenset({"new"}))),
    st.builds(Selector, by=st.just(SelectBy.ANY), names=st.frozensets(st.sampled_from("AB"), max_size=2)),
)


NUMBERS = st.sampled_from(["cart.quantity", "cart.lines", "customer.orders", "cart.total", "cart.shipping"])
MOMENTS = st.sampled_from(["customer.first_order_at", "customer.last_order_at"])
TIME_OPERATORS = st.sampled_from([Operator.AT_LEAST, Operator.AT_MOST, Operator.OVER, Operator.UNDER])


def compare(
    field: str, operator: Operator, *operands: int | str | datetime | timedelta | Selector
) -> Compare:
    return Compare(field=field, operator=operator, operands=operands)


COMPARISONS: st.SearchStrategy[Condition] = st.one_of(
    st.builds(compare, NUMBERS, ORDER_OPERATORS, SMALL),
    st.builds(
        lambda field, bounds: compare(field, Operator.BETWEEN, *sorted(bounds)),
        NUMBERS,
        st.tuples(SMALL, SMALL),
    ),
    st.builds(
        lambda field, few: compare(field, Operator.ONE_OF, *few),
        NUMBERS,
        st.lists(SMALL, min_size=1, max_size=3),
    ),
    st.builds(
        compare,
        st.sampled_from(["cart.channel", "customer.tier"]),
        st.sampled_from([Operator.IS, Operator.IS_NOT]),
        st.sampled_from("ab"),
    ),
    st.builds(compare, st.sampled_from(["customer.member", "customer.blocked"]), st.just(Operator.IS_TRUE)),
    st.builds(compare, st.just("customer.tags"), st.just(Operator.HAS), st.sampled_from("xy")),
    st.builds(compare, st.just("cart.items"), st.just(Operator.HAS), SELECTORS),
    st.builds(compare, MOMENTS, st.just(Operator.WITHIN), SMALL.map(lambda days: DAYS * days)),
    st.builds(compare, MOMENTS, TIME_OPERATORS, SMALL.map(lambda days: MAY_20 - DAYS * days)),
)


def groups(children: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    return st.builds(
        lambda quantifier, members: Group(quantifier=quantifier, members=tuple(members)),
        st.sampled_from(list(Quantifier)),
        st.lists(children, min_size=1, max_size=4),
    )


CONDITIONS: st.SearchStrategy[Condition] = st.recursive(COMPARISONS, groups, max_leaves=8)
TRIGGERS = st.one_of(
    st.none(),
    st.builds(Trigger, kind=st.just(TriggerKind.ORDER_PAID), selector=SELECTORS, all_of=st.booleans()),
)


def random_orders() -> Iterator[TrialEvent]:
    """Orders whose figures lie where the random conditions have their bounds."""
    random = Random(7)
    for _ in range(ORDERS):
        skus = random.sample(list("ABCD"), random.randint(1, 3)) * random.choice([1, 1, 2])
        lines = tuple(
            CartLine(sku=sku, quantity=random.randint(1, 3), unit_price=random.choice([0, 0, 1, 2, 5, 1000]))
            for sku in skus
        )
        first, last = sorted(random.randint(0, 6) for _ in range(2))
        known = random.random() < 0.7
        member = random.random() < 0.5
        yield TrialEvent(
            at=MAY_20,
            cart=Cart(
                lines=lines,
                buyer=Buyer(email="buyer@example.com", external_id="m" if member else None, member=member),
                shipping=random.randint(0, 6),
                channel=random.choice("abc"),
            ),
            customer=CustomerFact(
                orders=random.randint(0, 6),
                tags=frozenset(tag for tag in "xy" if random.random() < 0.5),
                tier=random.choice(["", "a", "b"]),
                blocked=random.random() < 0.5,
                first_order_at=MAY_20 - DAYS * last if known else None,
                last_order_at=MAY_20 - DAYS * first if known else None,
            ),
        )


RANDOM_ORDERS = tuple(random_orders())


def ground_of(*rules: Rule) -> Ground:
    made: Program = program(*rules)
    scene = Scene(catalog=CATALOG, zone=ZoneInfo("Asia/Tokyo"), since=MAY_20)
    return Ground(program=made, scene=scene, rehearsal=Rehearsed(made))


def kinds(found: tuple[Finding, ...]) -> set[FindingKind]:
    return {one.kind for one in found}


@pytest.mark.slow
@settings(deadline=None, max_examples=examples(80))
@given(CONDITIONS, TRIGGERS)
def test_what_never_acts_never_acts_and_every_example_does(
    condition: Condition, trigger: Trigger | None
) -> None:
    rule = sale(condition=condition, trigger=trigger)
    ground = ground_of(rule)
    example, found = look_at_rule(rule, ground)
    runtime = Rehearsed(ground.program)
    acting = [order for order in RANDOM_ORDERS if runtime.fulfils(rule, order)]
    if FindingKind.NEVER_ACTS in kinds(found):
        assert [] == acting
    if example is not None:
        assert runtime.acts(rule, example)
        assert runtime.fulfils(rule, example)


@pytest.mark.slow
@settings(deadline=None, max_examples=examples(60))
@given(CONDITIONS, TRIGGERS)
def test_a_condition_said_to_decide_nothing_never_stops_the_rule(
    condition: Condition, trigger: Trigger | None
) -> None:
    rule = sale(condition=condition, trigger=trigger)
    ground = ground_of(rule)
    _, found = look_at_rule(rule, ground)
    members = (
        condition.members if isinstance(condition, Group) and condition.quantifier is Quantifier.ALL else ()
    )
    if len([one for one in found if one.kind is FindingKind.ALWAYS_TRUE]) == max(1, len(members)):
        runtime = Rehearsed(ground.program)
        started = replace(rule, condition=Group(quantifier=Quantifier.ALL))
        assert all(runtime.fulfils(rule, one) == runtime.fulfils(started, one) for one in RANDOM_ORDERS)


@pytest.mark.slow
@settings(deadline=None, max_examples=examples(40))
@given(CONDITIONS, CONDITIONS)
def test_two_rules_said_to_act_together_do(one: Condition, other: Condition) -> None:
    rules = (sale("one", condition=one), sale("other", condition=other))
    ground = ground_of(*rules)
    found = reach(rules, ground)
    runtime = Rehearsed(ground.program)
    if isinstance(found, TrialEvent):
        assert all(runtime.acts(rule, found) for rule in rules)
    elif isinstance(found, Nowhere):
        assert [] == [order for order in RANDOM_ORDERS if all(runtime.fulfils(rule, order) for rule in rules)]


def test_most_random_conditions_are_decided_one_way_or_the_other() -> None:
    decided: list[bool] = []

    @settings(deadline=None, max_examples=200, derandomize=True, database=None)
    @given(CONDITIONS)
    def look(condition: Condition) -> None:
        rule = sale(condition=condition)
        decided.append(not isinstance(reach([rule], ground_of(rule)), Unsure))

    look()
    assert sum(decided) >= 0.95 * len(decided)


@pytest.mark.parametrize(
    "condition",
    [
        (compare("cart.lines", Operator.AT_LEAST, 3), compare("cart.quantity", Operator.UNDER, 3)),
        (compare("cart.lines", Operator.IS, 0),),
        (compare("cart.lines", Operator.OVER, 500),),
        (
            compare("cart.lines", Operator.IS, 1),
            compare("cart.items", Operator.HAS, Selector(by=SelectBy.PRODUCT, names=frozenset("A"))),
            compare("cart.items", Operator.HAS, Selector(by=SelectBy.PRODUCT, names=frozenset("B"))),
        ),
        (compare("cart.total", Operator.UNDER, 500), compare("cart.discounted_total", Operator.OVER, 600)),
    ],
)
def test_facts_that_depend_on_each_other_are_known_to(condition: tuple[Compare, ...]) -> None:
    rule = sale(condition=Group(quantifier=Quantifier.ALL, members=condition))
    example, found = look_at_rule(rule, ground_of(rule))
    assert example is None
    assert FindingKind.NEVER_ACTS in kinds(found)


def test_a_condition_against_its_own_trigger_never_holds() -> None:
    tea = Selector(by=SelectBy.CATEGORY, names=frozenset({"tea"}))
    without_a = Group(quantifier=Quantifier.NONE, members=(compare("cart.items", Operator.HAS, tea),))
    rule = coupon(condition=without_a)  # starts with product A, which is tea
    _, found = look_at_rule(rule, ground_of(rule))
    assert {FindingKind.NEVER_ACTS} == kinds(found)


def test_the_last_order_cannot_be_within_three_days_and_not_within_nine() -> None:
    last = "customer.last_order_at"
    recent = compare(last, Operator.WITHIN, 3 * DAYS)
    old = Group(quantifier=Quantifier.NONE, members=(compare(last, Operator.WITHIN, 9 * DAYS),))
    rule = sale(condition=Group(quantifier=Quantifier.ALL, members=(recent, old)))
    assert FindingKind.NEVER_ACTS in kinds(look_at_rule(rule, ground_of(rule))[1])


def test_an_example_lies_in_an_opening_and_in_the_window() -> None:
    saturday = Opening(weekdays=frozenset({6}))
    begins = datetime(2026, 6, 1, tzinfo=UTC)
    rule = sale(window=Window(begins=begins, openings=(saturday,)))
    example, _ = look_at_rule(rule, ground_of(rule))
    assert example is not None
    assert example.at >= begins
    assert 6 == example.at.astimezone(ZoneInfo("Asia/Tokyo")).isoweekday()


def test_a_window_without_an_opening_is_found() -> None:
    monday = datetime(2026, 6, 1, tzinfo=UTC)
    window = Window(begins=monday, ends=monday + DAYS, openings=(Opening(weekdays=frozenset({6})),))
    rule = sale(window=window)
    assert {FindingKind.NEVER_OPENS} == kinds(look_at_rule(rule, ground_of(rule))[1])


def test_a_question_too_large_is_left_open_and_said_to_be() -> None:
    # Seven pigeons, six holes: every pigeon sits somewhere, no two in one hole.
    sits = [
        [compare("customer.tags", Operator.HAS, f"{pigeon} {hole}") for hole in range(6)]
        for pigeon in range(7)
    ]
    somewhere = [Group(quantifier=Quantifier.ANY, members=tuple(holes)) for holes in sits]
    apart = [
        Group(
            quantifier=Quantifier.NONE,
            members=(Group(quantifier=Quantifier.ALL, members=(sits[one][hole], sits[other][hole])),),
        )
        for one in range(7)
        for other in range(one)
        for hole in range(6)
    ]
    rule = sale(condition=Group(quantifier=Quantifier.ALL, members=(*somewhere, *apart)))
    _, found = look_at_rule(rule, ground_of(rule))
    assert ["size"] == [one.args["reason"] for one in found if one.kind is FindingKind.NOT_ANALYSED]
