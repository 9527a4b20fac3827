"""Hints: what a little more in the cart would bring, and never more than is true."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.cart import Cart, CartLine
from engine.model.condition import Compare, Group, Operator, Quantifier
from engine.model.facts import CounterKey, Facts
from engine.model.hint import Hint
from engine.model.program import FreeShipping, Limit, Rule, Scope, Status
from engine.model.reward import BuyGet, Gift, Tier, Tiers
from engine.runtime.hints import hint_needs, hints, near_rules
from engine.runtime.needs import quote_needs
from engine.runtime.prepare import Prepared
from engine.runtime.quote import price
from tests.runtime.make import ANY, CATALOG, MAY_20, cart, only, percent, ready, sale, yen
from tests.support.examples import examples


def at_least(amount: int, field: str = "cart.total", operator: Operator = Operator.AT_LEAST) -> Compare:
    return Compare(field=field, operator=operator, operands=(amount,))


def hinted(shop: Prepared, bought: Cart, facts: Facts | None = None) -> list[Hint]:
    known = facts or Facts()
    pricing = price(shop, bought, known, MAY_20)
    return list(hints(shop, near_rules(shop, bought, MAY_20), pricing, known))


FREE = sale("free", FreeShipping(), condition=at_least(5000), stacking=ANY)


def test_the_cart_is_told_what_is_missing_for_free_shipping() -> None:
    (hint,) = hinted(ready(FREE), cart("C", shipping=500))
    assert (hint.rule, hint.missing.amount, hint.missing.quantity, hint.saves) == ("free", 2000, 0, 500)


def test_nothing_is_said_when_it_is_reached_far_off_or_free_of_shipping_anyway() -> None:
    shop = ready(FREE)
    assert hinted(shop, cart("C", "B", shipping=500)) == []
    assert hinted(shop, cart("B", shipping=500)) == []  # less than half way
    assert hinted(shop, cart("C")) == []  # nothing is charged for shipping


def test_what_only_takes_the_place_of_as_much_is_not_said() -> None:
    always = sale("b", yen(500))
    assert hinted(ready(always, sale("a", yen(500), condition=at_least(5000))), cart("C")) == []
    gift = sale("a", Gift(sku="A"), condition=at_least(5000), stacking=ANY)
    assert [hint.rule for hint in hinted(ready(gift), cart("C"))] == ["a"]


def test_over_an_amount_asks_for_one_minor_unit_more() -> None:
    (hint,) = hinted(ready(sale(condition=at_least(5000, operator=Operator.OVER))), cart("C"))
    assert hint.missing.amount == 2001


def test_pieces_are_counted_where_the_condition_counts_them() -> None:
    (hint,) = hinted(ready(sale(condition=at_least(3, "cart.quantity"))), cart("A", quantity=2))
    assert (hint.missing.quantity, hint.missing.amount) == (1, 0)


def test_the_next_tier_is_told_and_the_last_has_none() -> None:
    tiers = Tiers(
        tiers=(
            Tier(discount=percent(5), items=3),
            Tier(discount=percent(10), items=6),
        )
    )
    shop = ready(sale("more", tiers, targets=only("A")))
    assert [hint.missing.quantity for hint in hinted(shop, cart("A", quantity=2))] == [1]
    assert [hint.missing.quantity for hint in hinted(shop, cart("A", quantity=4))] == [2]
    assert hinted(shop, cart("A", quantity=6)) == []
    assert hinted(shop, cart("B", quantity=2)) == []  # nothing in the cart counts


def test_the_free_piece_that_is_still_to_be_taken_is_told() -> None:
    shop = ready(sale("three", BuyGet(buy=2, get=1, rate=Fraction(1)), targets=only("A")))
    (hint,) = hinted(shop, cart("A", quantity=2))
    assert (hint.missing.quantity, hint.saves) == (1, 1000)
    assert hinted(shop, cart("A", quantity=3)) == []


def test_a_gift_is_told() -> None:
    (hint,) = hinted(ready(sale("gift", Gift(sku="D"), condition=at_least(5000))), cart("C"))
    assert hint.reward == Gift(sku="D")


def test_what_would_not_combine_is_not_promised() -> None:
    better = sale("better", yen(900))
    assert hinted(ready(better, sale("near", condition=at_least(5000))), cart("C")) == []


def test_a_used_up_limit_is_not_promised() -> None:
    limit = Limit(count=1, scope=Scope.SHOP)
    shop = ready(sale("near", condition=at_least(5000), limits=(limit,)))
    assert len(hinted(shop, cart("C"))) == 1
    keys = [need.key for need in needed(shop, cart("C")) if hasattr(need, "key")]
    assert keys
    assert all(isinstance(key, CounterKey) for key in keys)
    assert hinted(shop, cart("C"), Facts(counters=dict.fromkeys(keys, 1))) == []


def needed(shop: Prepared, bought: Cart) -> list[object]:
    """What is read for the hints of a cart besides what its price asks for."""
    asked = set(quote_needs(shop, bought, MAY_20))
    found = hint_needs(shop, near_rules(shop, bought, MAY_20), MAY_20)
    return [need for need in found if need not in asked]


@pytest.mark.parametrize(
    "rule",
    [
        sale(condition=at_least(5000), status=Status.PAUSED),
        sale(condition=at_least(5000), status=Status.DRAFT),
        sale(condition=at_least(5000), codes=("SPRING",)),
        sale(
            condition=Group(
                quantifier=Quantifier.ALL, members=(at_least(5000), at_least(1, "customer.orders"))
            )
        ),
        sale(
            condition=Group(quantifier=Quantifier.ALL, members=(at_least(5000), at_least(9, "cart.quantity")))
        ),
        sale(condition=Group(quantifier=Quantifier.NONE, members=(at_least(5000),))),
    ],
    ids=["paused", "draft", "a code that was not entered", "not this customer", "two short", "negated"],
)
def test_nobody_is_told_of_what_is_not_theirs_to_reach(rule: Rule) -> None:
    assert hinted(ready(rule), cart("C")) == []


def test_a_code_that_was_entered_says_what_it_lacks() -> None:
    shop = ready(sale("spring", yen(300), codes=("SPRING",), condition=at_least(5000)))
    (hint,) = hinted(shop, cart("C", codes=("SPRING",)))
    assert (hint.code, hint.missing.amount, hint.saves) == ("SPRING", 2000, 300)


def test_the_nearest_three_are_told_nearest_first() -> None:
    rules = [sale(f"from-{n}", condition=at_least(n), stacking=ANY) for n in (3900, 3300, 3500, 3700)]
    assert [hint.missing.amount for hint in hinted(ready(*rules), cart("C"))] == [300, 500, 700]


def test_a_cart_that_makes_no_sense_is_near_nothing() -> None:
    assert near_rules(ready(FREE), cart("C", quantity=0), MAY_20) == ()


rewards = st.one_of(
    st.integers(1, 2000).map(yen),
    st.integers(1, 60).map(percent),
    st.just(FreeShipping()),
    st.just(Gift(sku="D")),
    st.builds(
        lambda step, first: Tiers(
            tiers=(Tier(discount=yen(first), items=step), Tier(discount=yen(first * 2), items=step * 2))
        ),
        st.integers(1, 4),
        st.integers(1, 500),
    ),
    st.builds(
        lambda buy, get: BuyGet(buy=buy, get=get, rate=Fraction(1)), st.integers(1, 3), st.integers(1, 2)
    ),
)
conditions = st.one_of(
    st.integers(1, 20_000).map(at_least),
    st.integers(1, 9).map(lambda n: at_least(n, "cart.quantity")),
    st.just(Group(quantifier=Quantifier.ALL)),
)


@st.composite
def shops(draw: st.DrawFn) -> Prepared:
    """Up to five sales, some of which go together."""
    rules = [
        sale(
            f"r{place}",
            draw(rewards),
            condition=draw(conditions),
            stacking=draw(st.sampled_from([None, ANY])),
            targets=draw(st.sampled_from([only("A"), only("A", "B", "C")])),
        )
        for place in range(draw(st.integers(1, 5)))
    ]
    return ready(*rules)


@settings(max_examples=examples(60), deadline=None)
@given(
    shop=shops(), skus=st.lists(st.sampled_from("ABC"), min_size=1, max_size=3), quantity=st.integers(1, 4)
)
def test_adding_exactly_what_is_missing_makes_the_rule_act_and_one_less_does_not(
    shop: Prepared, skus: list[str], quantity: int
) -> None:
    bought = cart(*skus, quantity=quantity, shipping=500)
    before = taken(shop, bought)
    for hint in hinted(shop, bought):
        assert (hint.missing.amount > 0) is not (hint.missing.quantity > 0)
        (rule,) = (one for one in shop.program.rules if one.name == hint.rule)
        meant = next(line for line in lines_by_price(bought) if rule.body.targets.picks(of(line)))  # type: ignore[union-attr]
        assert taken(shop, more(bought, meant, hint.missing.amount, hint.missing.quantity))[hint.rule] == (
            hint.saves,
            hint.reward,
        )
        less = more(bought, meant, max(0, hint.missing.amount - 1), max(0, hint.missing.quantity - 1))
        assert taken(shop, less).get(hint.rule, (0, None))[1] in (before.get(hint.rule, (0, None))[1], None)


def taken(shop: Prepared, bought: Cart) -> dict[str, tuple[int, object]]:
    """What each rule takes off the cart, and by which reward."""
    applied = price(shop, bought, Facts(), MAY_20).applied
    return {one.candidate.rule: (one.taken.amount, one.candidate.deduction.reward) for one in applied}


def of(line: CartLine):  # type: ignore[no-untyped-def]
    return CATALOG.products[line.sku]


def lines_by_price(bought: Cart) -> list[CartLine]:
    return sorted(bought.lines, key=lambda line: line.unit_price)


def more(bought: Cart, line: CartLine, amount: int, quantity: int) -> Cart:
    """The cart with so many more of the line, as shops count them; an amount is one piece of that price."""
    place = bought.lines.index(line)
    raised = replace(line, quantity=line.quantity + quantity)
    added = [CartLine(sku=line.sku, quantity=1, unit_price=amount)] if amount else []
    return replace(bought, lines=(*bought.lines[:place], raised, *bought.lines[place + 1 :], *added))
