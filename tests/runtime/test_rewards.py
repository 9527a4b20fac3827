"""Tiers, sets, new prices, gifts and floors: at their bounds, and against an oracle that looks at every piece."""

from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.cart import Cart, CartLine
from engine.model.facts import Facts
from engine.model.program import FreeShipping, PercentOff
from engine.model.quote import Quote, RefusalReason
from engine.model.reward import (
    Bundle,
    BuyGet,
    Extreme,
    Floor,
    FloorKind,
    Gift,
    Pick,
    PriceEach,
    Tier,
    Tiers,
)
from engine.model.selector import SelectBy, Selector
from engine.runtime.basket import Basket
from engine.runtime.deduction import Deduction, take, worth_alone, worth_at_most
from engine.runtime.prepare import prepare
from engine.values.money import Rounding
from tests.runtime import worlds
from tests.runtime.make import ANY, CATALOG, MAY_20, cart, only, percent, ready, sale, yen
from tests.runtime.pricing import priced, refusals
from tests.support.examples import examples

FREE = Fraction(1)
HALF = Fraction(1, 2)
quick = settings(max_examples=examples(150), deadline=None)


def bought(**lines: int) -> Cart:
    """So many pieces of products of the catalogue."""
    return Cart(
        lines=tuple(
            CartLine(sku=sku, quantity=count, unit_price=CATALOG.products[sku].price)
            for sku, count in lines.items()
        )
    )


def off(rule: object, goods: Cart) -> list[int]:
    """What the rule takes off each line."""
    return [line.discount for line in priced(ready(rule), goods).lines]  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------ tiers

BY_ITEMS = Tiers(
    tiers=tuple(
        Tier(discount=discount, items=items)
        for items, discount in ((2, percent(10)), (3, percent(20)), (9, FreeShipping()))
    )
)
BY_MONEY = Tiers(tiers=(Tier(discount=yen(300), amount=3000), Tier(discount=yen(1000), amount=5000)))


@pytest.mark.parametrize(("count", "expected"), [(1, 0), (2, 200), (3, 600), (8, 1600)])
def test_the_highest_tier_reached_applies_and_no_other(count: int, expected: int) -> None:
    assert [expected] == off(sale(discount=BY_ITEMS), bought(A=count))


def test_a_tier_may_be_free_shipping() -> None:
    found = priced(
        ready(sale(discount=BY_ITEMS)), cart("A", "A", "A", "A", "A", "A", "A", "A", "A", shipping=500)
    )
    assert (found.total, found.discount) == (9000, 500)


@pytest.mark.parametrize(("price", "expected"), [(2999, 0), (3000, 300), (4999, 300), (5000, 1000)])
def test_tiers_of_money_begin_at_their_amount(price: int, expected: int) -> None:
    goods = Cart(lines=(CartLine(sku="A", quantity=1, unit_price=price),))
    assert [expected] == off(sale(discount=BY_MONEY), goods)


def test_tiers_count_only_what_the_sale_is_for() -> None:
    assert [0, 0] == off(sale(discount=BY_ITEMS, targets=only("A")), bought(A=1, B=5))
    assert [200, 0] == off(sale(discount=BY_ITEMS, targets=only("A")), bought(A=2, B=5))


def test_tiers_count_prices_before_discounts() -> None:
    shop = ready(
        sale("a", percent(50), stacking=ANY, priority=1), sale("b", BY_MONEY, stacking=ANY, priority=2)
    )
    assert priced(shop, bought(A=5)).total == 5000 - 2500 - 1000


# ------------------------------------------------------------------------------------------------ buy n get m


@pytest.mark.parametrize(
    ("count", "free"), [(1, 0), (2, 0), (3, 1), (4, 1), (5, 1), (6, 2), (9, 3), (9_999, 3_333)]
)
def test_buy_two_get_one(count: int, free: int) -> None:
    rule = sale(discount=BuyGet(buy=2, get=1, rate=FREE))
    assert [free * 1000] == off(rule, bought(A=count))


@pytest.mark.parametrize(("count", "free"), [(3, 0), (4, 1), (5, 2), (8, 2), (9, 3), (10, 4)])
def test_a_set_that_is_begun_counts_as_far_as_it_goes(count: int, free: int) -> None:
    assert [free * 1000] == off(sale(discount=BuyGet(buy=3, get=2, rate=FREE)), bought(A=count))


def test_the_cheapest_pieces_are_free_and_with_pick_dearest_the_dearest() -> None:
    rule = BuyGet(buy=2, get=1, rate=FREE)
    assert [0, 0, 356] == off(sale(discount=rule), bought(C=1, A=1, D=1))
    assert [3000, 0, 0] == off(sale(discount=rule, pick=Pick(which=Extreme.DEAREST)), bought(C=1, A=1, D=1))


def test_half_price_leaves_a_rounded_price() -> None:
    rule = sale(discount=BuyGet(buy=1, get=1, rate=HALF), targets=only("D"))
    assert [356 // 2] == off(rule, bought(D=2))


def test_what_is_got_may_be_another_product_and_is_not_counted_as_bought() -> None:
    rule = sale(discount=BuyGet(buy=2, get=1, rate=FREE, of=only("D")))
    assert [0, 356] == off(rule, bought(A=2, D=3))
    assert [0, 712] == off(rule, bought(A=5, D=3))
    assert [0] == off(rule, bought(D=3))


def test_so_many_sets_per_order() -> None:
    assert [2000] == off(sale(discount=BuyGet(buy=2, get=1, rate=FREE, most=2)), bought(A=30))


def test_what_costs_nothing_neither_counts_nor_is_wasted_on() -> None:
    gift = CartLine(sku="D", quantity=2, unit_price=0)
    goods = Cart(lines=(gift, CartLine(sku="A", quantity=3, unit_price=1000)))
    assert [0, 1000] == off(sale(discount=BuyGet(buy=2, get=1, rate=FREE)), goods)


# ------------------------------------------------------------------------------------------------ bundles

SET = Bundle(selector=only("A", "B"), price=2500)


def test_one_of_each_named_product_makes_a_set() -> None:
    assert [167, 333] == off(sale(discount=SET), bought(A=1, B=1))
    assert [0, 0] == off(sale(discount=SET), bought(A=3, C=1))
    assert 1000 == sum(off(sale(discount=SET), bought(A=2, B=5)))
    assert 500 == sum(
        off(sale(discount=Bundle(selector=only("A", "B"), price=2500, most=1)), bought(A=2, B=5))
    )


def test_any_three_make_a_set_and_the_dearest_go_first() -> None:
    rule = sale(discount=Bundle(selector=Selector(by=SelectBy.ANY), count=3, price=2000))
    assert 3000 + 2000 + 1000 - 2000 == sum(off(rule, bought(C=1, B=1, A=1)))
    assert 3000 + 2000 + 1000 - 2000 == sum(off(rule, bought(C=1, B=1, A=1, D=2)))


def test_a_set_that_is_cheaper_anyway_stays_as_it_is() -> None:
    rule = sale(discount=Bundle(selector=Selector(by=SelectBy.ANY), count=3, price=2000))
    assert [0] == off(rule, bought(D=3))
    assert 3000 - 2000 == sum(off(rule, bought(A=3, D=3)))


# ------------------------------------------------------------------------------------------------ price, pick, floor


def test_each_piece_costs_at_most_the_new_price() -> None:
    assert [200, 2400, 0] == off(sale(discount=PriceEach(amount=800)), bought(A=1, B=2, D=4))


def test_only_the_picked_pieces_are_discounted() -> None:
    assert [0, 500] == off(sale(discount=percent(50), pick=Pick()), bought(B=2, A=3))
    two = Pick(which=Extreme.DEAREST, count=2)
    assert [2000, 0] == off(sale(discount=percent(50), pick=two), bought(B=2, A=3))


def test_no_piece_goes_below_the_floor() -> None:
    money = Floor(kind=FloorKind.AMOUNT, amount=700)
    assert [600, 0] == off(sale(discount=percent(80), floor=money), bought(A=2, D=3))
    share = Floor(kind=FloorKind.SHARE, share=Fraction(2, 3))
    assert [333, 118] == off(sale(discount=percent(80), floor=share), bought(A=1, D=1))


def test_cost_is_a_floor_and_what_has_none_is_not_reduced() -> None:
    floor = Floor(kind=FloorKind.COST)
    assert [1200, 0] == off(sale(discount=percent(80), floor=floor), bought(A=2, B=2))


def test_the_floor_counts_what_other_discounts_took_before() -> None:
    floor = Floor(kind=FloorKind.AMOUNT, amount=700)
    shop = ready(
        sale("a", yen(200), stacking=ANY, priority=1),
        sale("b", percent(50), floor=floor, stacking=ANY, priority=2),
    )
    assert priced(shop, bought(A=1)).total == 700


# ------------------------------------------------------------------------------------------------ gifts

PRESENT = sale("present", Gift(sku="D", quantity=2), targets=only("C"), stacking=ANY)


def test_a_gift_is_a_line_at_nothing_after_the_lines_of_the_cart() -> None:
    found = priced(ready(PRESENT), bought(C=1))
    assert [("C", 1, 3000, False), ("D", 2, 0, True)] == [
        (one.sku, one.quantity, one.total, one.gift) for one in found.lines
    ]
    assert (found.total, found.discount) == (3000, 0)
    assert [(one.rule, one.per_line, one.amount) for one in found.adjustments] == [("present", (0, 0), 0)]


def test_the_gift_is_gone_when_its_condition_is() -> None:
    found = priced(ready(PRESENT), bought(A=1))
    assert [one.sku for one in found.lines] == ["A"]
    assert not found.adjustments


def test_a_gift_that_is_sold_out_is_not_given_and_comes_back_with_the_stock() -> None:
    there = ready(PRESENT)
    products = dict(there.program.catalog.products)
    sold_out = products | {"D": replace(products["D"], in_stock=False)}
    gone = prepare(replace(there.program, catalog=replace(there.program.catalog, products=sold_out)))
    assert [one.sku for one in priced(gone, bought(C=1)).lines] == ["C"]
    assert not priced(gone, bought(C=1)).adjustments
    assert [one.sku for one in priced(there, bought(C=1)).lines] == ["C", "D"]


def test_discounts_go_on_beside_a_gift() -> None:
    found = priced(ready(PRESENT, sale("ten", percent(10), stacking=ANY)), bought(C=1, A=1))
    assert found.total == 3600
    assert [(one.rule, one.per_line) for one in found.adjustments] == [
        ("present", (0, 0, 0)),
        ("ten", (300, 100, 0)),
    ]


def test_money_off_goes_before_a_gift_that_stands_alone() -> None:
    alone = sale("present", Gift(sku="C"))
    found = priced(ready(alone, sale("ten", yen(10))), bought(A=1))
    assert [one.rule for one in found.adjustments] == ["ten"]
    assert (None, RefusalReason.NOT_COMBINABLE) in refusals(found)


def test_of_two_gifts_that_stand_alone_the_dearer_is_given() -> None:
    found = priced(ready(sale("a", Gift(sku="D")), sale("b", Gift(sku="C"))), bought(A=1))
    assert [one.sku for one in found.lines if one.gift] == ["C"]


# ------------------------------------------------------------------------------------------------ codes


@pytest.mark.parametrize("reward", [BY_ITEMS, BuyGet(buy=2, get=1, rate=FREE), SET])
def test_a_code_says_when_the_cart_holds_too_little(reward: object) -> None:
    shop = ready(sale(discount=reward, codes=("SET",)))  # type: ignore[arg-type]
    found = priced(shop, Cart(lines=bought(A=1).lines, codes=("SET",)))
    assert [("SET", RefusalReason.CONDITION_NOT_MET)] == refusals(found)


def test_an_automatic_set_that_is_not_complete_is_no_news() -> None:
    assert [] == refusals(priced(ready(sale(discount=SET)), bought(A=1)))


# ------------------------------------------------------------------------------------------------ the oracle

lines = st.lists(
    st.tuples(
        st.sampled_from(("A", "B", "C", "D")), st.integers(1, 3), st.sampled_from((0, 1, 356, 999, 1000))
    ),
    min_size=1,
    max_size=3,
)


def _basket(found: list[tuple[str, int, int]]) -> Basket:
    goods = Cart(
        lines=tuple(CartLine(sku=sku, quantity=count, unit_price=price) for sku, count, price in found)
    )
    return Basket.of(goods, CATALOG)


def _taken(reward: object, basket: Basket, targets: tuple[int, ...], pick: Pick | None = None) -> int:
    deduction = Deduction(reward=reward, targets=targets, pick=pick)  # type: ignore[arg-type]
    return take(deduction, basket.amounts, 0, basket, Rounding.DOWN).amount


def _each(basket: Basket, targets: tuple[int, ...]) -> list[tuple[str, int]]:
    """Every piece by itself: its product and its price; what costs nothing is no piece."""
    return [
        (basket.products[place].sku, basket.amounts[place] // basket.quantities[place])
        for place in targets
        for _ in range(basket.quantities[place])
        if basket.amounts[place]
    ]


def _one_by_one(buy: int, get: int, count: int, most: int | None) -> int:
    """How many of `count` pieces are free, counted along the row: so many bought, so many got, from the start again."""
    free = [place for place in range(count) if place % (buy + get) >= buy]
    return len(free) if most is None else min(len(free), most * get)


@quick
@given(lines, st.integers(1, 3), st.integers(1, 3), st.none() | st.integers(1, 2), st.sampled_from(Extreme))
def test_buy_and_get_agrees_with_laying_out_every_piece(found, buy, get, most, which) -> None:  # type: ignore[no-untyped-def]
    basket = _basket(found)
    targets = tuple(range(len(found)))
    prices = sorted((price for _, price in _each(basket, targets)), reverse=which is Extreme.DEAREST)
    expected = sum(prices[: _one_by_one(buy, get, len(prices), most)])
    reward = BuyGet(buy=buy, get=get, rate=FREE, most=most)
    assert expected == _taken(reward, basket, targets, Pick(which=which))


def _best_grouping(prices: list[int], size: int, price: int) -> int:
    """The most that any way of forming sets saves."""
    best = 0
    for row in set(permutations(prices)):
        sets = [row[at : at + size] for at in range(0, len(row) - size + 1, size)]
        best = max(best, sum(max(0, sum(one) - price) for one in sets))
    return best


@settings(max_examples=examples(60), deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(("A", "B")), st.integers(1, 2), st.sampled_from((1, 356, 999))),
        min_size=1,
        max_size=3,
    ),
    st.integers(2, 3),
    st.sampled_from((0, 500, 1500)),
)
def test_no_other_way_of_forming_sets_saves_more(found, size, price) -> None:  # type: ignore[no-untyped-def]
    basket = _basket(found)
    targets = tuple(range(len(found)))
    prices = [one for _, one in _each(basket, targets)]
    reward = Bundle(selector=Selector(by=SelectBy.ANY), count=size, price=price)
    assert _best_grouping(prices, size, price) == _taken(reward, basket, targets)


@quick
@given(lines, st.sampled_from((0, 500, 1500)), st.none() | st.integers(1, 2))
def test_sets_of_named_products_agree_with_pairing_piece_by_piece(found, price, most) -> None:  # type: ignore[no-untyped-def]
    basket = _basket(found)
    targets = tuple(place for place, one in enumerate(found) if one[0] in "AB")
    each = _each(basket, targets)
    first, second = (sorted((p for sku, p in each if sku == name), reverse=True) for name in "AB")
    pairs = [sum(one) for one in zip(first, second, strict=False)][:most]
    reward = Bundle(selector=only("A", "B"), price=price, most=most)
    assert sum(max(0, one - price) for one in pairs) == _taken(reward, basket, targets)


@quick
@given(lines, st.data())
def test_whatever_is_left_a_rule_takes_no_more_than_its_bound(found, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    basket = _basket(found)
    deduction = Deduction(
        reward=data.draw(worlds.deducted),
        targets=tuple(range(len(found))),
        pick=data.draw(st.none() | worlds.picks),
        floor=data.draw(st.none() | worlds.floors),
    )
    left = [data.draw(st.integers(0, amount)) for amount in basket.amounts]
    rest = take(deduction, left, basket.shipping, basket, Rounding.DOWN)
    assert rest.amount <= worth_at_most(deduction, basket, Rounding.DOWN)
    assert all(0 <= share <= amount for share, amount in zip(rest.per_line, left, strict=True))


def test_a_floor_lets_a_rule_take_more_of_less_and_the_bound_knows() -> None:
    """At 356 the cheaper piece is below its cost of 400: its share is lost until another rule has paid for it."""
    basket = _basket([("A", 1, 0), ("A", 1, 356), ("A", 1, 999)])
    floor = Floor(kind=FloorKind.COST)
    deduction = Deduction(reward=yen(2), targets=(0, 1, 2), floor=floor)
    assert worth_alone(deduction, basket, Rounding.DOWN) == 1
    assert take(deduction, (0, 0, 402), 0, basket, Rounding.DOWN).amount == 2
    assert worth_at_most(deduction, basket, Rounding.DOWN) == 2


def test_the_largest_cart_is_priced_without_laying_out_its_pieces() -> None:
    goods = Cart(
        lines=tuple(CartLine(sku="A", quantity=9_999, unit_price=1000 + number) for number in range(500))
    )
    shop = ready(sale(discount=Bundle(selector=Selector(by=SelectBy.ANY), count=7, price=100)))
    found = priced(shop, goods, Facts(), MAY_20)
    assert isinstance(found, Quote)
    sets = 9_999 * 500 // 7
    assert found.total == sets * 100 + (9_999 * 500 - sets * 7) * 1000


def test_a_percentage_beside_sets_is_taken_of_what_is_left() -> None:
    shop = ready(
        sale("set", SET, stacking=ANY, priority=1),
        sale("ten", PercentOff(rate=Fraction(1, 10)), stacking=ANY, priority=2),
    )
    assert priced(shop, bought(A=1, B=1)).total == 2250
