"""Which discounts go together, against trying everything."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.facts import Facts
from engine.model.program import FreeShipping, GatewayShows, Kind, Stacking
from engine.model.quote import Quote, RefusalReason
from engine.runtime.basket import Basket
from engine.runtime.candidate import Candidate
from engine.runtime.combine import MOST_EXACT, carry_out, combine, compatible
from engine.runtime.deduction import Deduction, worth_alone, worth_at_most
from engine.runtime.quote import quote
from engine.values.money import Rounding
from tests.runtime import worlds
from tests.runtime.make import ANY, CATALOG, MAY_20, cart, only, percent, ready, sale, stacks_with, yen
from tests.support.examples import examples

PIECES = st.tuples(st.integers(1, 4), st.integers(0, 3001))
BASKETS = st.builds(
    lambda lines, shipping: Basket(
        products=tuple(CATALOG.products.values()),
        amounts=tuple(count * price for count, price in lines),
        quantities=tuple(count for count, _ in lines),
        shipping=shipping,
    ),
    st.tuples(*[PIECES] * len(CATALOG.products)),
    st.sampled_from((0, 500)),
)


@st.composite
def candidates(draw: st.DrawFn, basket: Basket, most: int) -> list[Candidate]:
    found = []
    for number in range(draw(st.integers(0, most))):
        targets = tuple(sorted(draw(st.sets(st.integers(0, len(basket.amounts) - 1), min_size=1))))
        deduction = Deduction(
            reward=draw(worlds.deducted),
            targets=targets,
            pick=draw(st.none() | worlds.picks),
            floor=draw(st.none() | worlds.floors),
        )
        amount = worth_alone(deduction, basket, Rounding.DOWN)
        if amount:
            found.append(
                replace(
                    _candidate(
                        number,
                        deduction,
                        amount,
                        worth_at_most(deduction, basket, Rounding.DOWN),
                        draw(worlds.stackings),
                        is_coupon=draw(st.booleans()),
                    ),
                    lane=draw(worlds.lanes),
                )
            )
    return found


def _candidate(
    number: int, deduction: Deduction, amount: int, most: int, stacking: Stacking, *, is_coupon: bool
) -> Candidate:
    name = f"r{number:02d}"
    return Candidate(
        rule=name, names=frozenset({name}), kind=Kind.COUPON if is_coupon else Kind.SALE, deduction=deduction,
        amount=amount, most=most, stacking=stacking, gateway_shows=GatewayShows.PAYABLE, priority=100,
    )  # fmt: skip


def _largest_sets(found: Sequence[Candidate]) -> list[list[Candidate]]:
    """Every compatible set that nothing can join."""
    sets = [
        list(chosen)
        for size in range(len(found) + 1)
        for chosen in combinations(found, size)
        if all(compatible(one, other) for one, other in combinations(chosen, 2))
    ]
    return [
        one
        for one in sets
        if not any(new not in one and all(compatible(new, other) for other in one) for new in found)
    ]


@settings(max_examples=examples(150), deadline=None)
@given(st.data(), BASKETS)
def test_the_plan_is_the_best_of_all_compatible_sets_that_nothing_can_join(
    data: st.DataObject, basket: Basket
) -> None:
    found = data.draw(candidates(basket, 8))
    plan = combine(found, basket, Rounding.DOWN)
    best = min(
        (-trial.amount, tuple(sorted(one.candidate.rank for one in trial.applied)))
        for trial in (carry_out(one, basket, Rounding.DOWN) for one in _largest_sets(found))
    )
    assert best == (-plan.amount, tuple(sorted(one.candidate.rank for one in plan.applied)))


@pytest.mark.requirement("V22", "D1.f")
@settings(max_examples=examples(150), deadline=None)
@given(st.data(), BASKETS)
def test_a_plan_splits_all_candidates_and_takes_what_there_is_and_no_more(
    data: st.DataObject, basket: Basket
) -> None:
    found = data.draw(candidates(basket, 16))
    plan = combine(found, basket, Rounding.DOWN)
    chosen = [one.candidate for one in plan.applied]
    assert sorted(one.rule for one in found) == sorted(
        one.rule for one in (*chosen, *plan.idle, *plan.losers)
    )
    assert all(compatible(one, other) for one, other in combinations([*chosen, *plan.idle], 2))
    left = list(basket.amounts)
    for one in plan.applied:
        assert one.taken.amount > 0
        left = [amount - share for amount, share in zip(left, one.taken.per_line, strict=True)]
    assert all(amount >= 0 for amount in left)
    assert sum(one.taken.shipping for one in plan.applied) <= basket.shipping


@settings(max_examples=examples(60), deadline=None)
@given(st.data(), BASKETS)
def test_the_order_of_candidates_changes_nothing(data: st.DataObject, basket: Basket) -> None:
    found = data.draw(candidates(basket, 16))
    shuffled = data.draw(st.permutations(found))
    assert combine(found, basket, Rounding.DOWN).applied == combine(shuffled, basket, Rounding.DOWN).applied


def _priced(*rules, shipping: int = 0, skus: tuple[str, ...] = ("A", "B")) -> Quote:  # type: ignore[no-untyped-def]
    found = quote(ready(*rules), cart(*skus, shipping=shipping), Facts(), MAY_20)
    assert isinstance(found, Quote)
    return found


def _applied(found: Quote) -> list[tuple[str, int]]:
    return [(one.rule, one.amount) for one in found.adjustments]


def test_alone_the_larger_discount_wins_and_the_loser_is_told_with_its_amount() -> None:
    found = _priced(sale("small", yen(100)), sale("large", percent(10)))
    assert [("large", 300)] == _applied(found)
    [refusal] = found.refusals
    assert ("small", RefusalReason.NOT_COMBINABLE, 100) == (refusal.rule, refusal.reason, refusal.amount)


def test_equal_amounts_go_by_priority_then_name() -> None:
    assert [("z", 100)] == _applied(_priced(sale("a"), sale("z", priority=1)))
    assert [("a", 100)] == _applied(_priced(sale("b"), sale("a")))


def test_any_joins_any_but_not_one_that_stands_alone() -> None:
    found = _priced(sale("x", yen(100), stacking=ANY), sale("y", yen(200), stacking=ANY), sale("z", yen(250)))
    assert [("x", 100), ("y", 200)] == _applied(found)


def test_two_combine_when_one_names_the_other() -> None:
    found = _priced(
        sale("x", yen(100), stacking=stacks_with("z")), sale("z", yen(250)), sale("any", stacking=ANY)
    )
    assert [("x", 100), ("z", 250)] == _applied(found)


def test_a_former_name_is_a_name() -> None:
    found = _priced(sale("x", yen(100), stacking=stacks_with("old")), sale("z", yen(250), was=("old",)))
    assert [("x", 100), ("z", 250)] == _applied(found)


def test_later_discounts_take_from_what_is_left() -> None:
    rules = [
        sale("a", percent(50), stacking=ANY),
        sale("b", percent(50), stacking=ANY),
        sale("c", yen(9000), stacking=ANY),
    ]
    assert [("a", 1500), ("b", 750), ("c", 750)] == _applied(_priced(*rules))


def test_one_that_finds_nothing_left_is_told_and_uses_nothing() -> None:
    found = _priced(sale("a", yen(9000), stacking=ANY), sale("b", yen(100), stacking=ANY))
    assert [("a", 3000)] == _applied(found)
    assert [("b", RefusalReason.NOTHING_TO_TAKE_OFF)] == [(one.rule, one.reason) for one in found.refusals]


def test_free_shipping_takes_the_charge_and_no_goods() -> None:
    found = _priced(sale("free", FreeShipping()), shipping=500)
    assert (3000, 500, 500, 3000) == (found.subtotal, found.shipping, found.discount, found.total)
    assert (0, 0) == found.adjustments[0].per_line


def test_three_hundred_that_all_combine_are_all_applied() -> None:
    rules = [sale(f"r{number:03d}", percent(1), stacking=ANY) for number in range(300)]
    found = _priced(*rules)
    assert 300 == len(found.adjustments) + len([one for one in found.refusals if one.rule])
    assert found.total >= 0


def test_beyond_the_exact_search_the_rest_joins_the_most_valuable() -> None:
    names = [f"r{number:02d}" for number in range(MOST_EXACT + 3)]
    rules = [
        sale(name, yen(10 + number), stacking=stacks_with(*names), targets=only("B"))
        for number, name in enumerate(names)
    ]
    assert sorted(names) == sorted(name for name, _ in _applied(_priced(*rules)))


def test_many_that_name_each_other_beside_hundreds_that_join_anything_are_settled_at_once() -> None:
    names = [f"r{number:03d}" for number in range(40)]
    rules = [sale(name, yen(10 + number), stacking=stacks_with(*names)) for number, name in enumerate(names)]
    rules += [sale(f"s{number:03d}", yen(1), stacking=ANY) for number in range(300)]
    assert 40 == len(_applied(_priced(*rules)))


def test_hundreds_that_stand_alone_leave_the_best() -> None:
    rules = [sale(f"r{number:03d}", yen(number), stacking=Stacking()) for number in range(1, 301)]
    assert [("r300", 300)] == _applied(_priced(*rules))
