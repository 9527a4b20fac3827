"""Whether conditions can hold or fail: checked against trying every value there is."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dsl.check.truth import can_be
from engine.model.condition import Compare, Condition, Group, Operator, Quantifier
from engine.model.selector import ANY_PRODUCT
from tests.checker.shop import checked, codes, sale

SMALL = st.integers(0, 4)
NUMBERS = st.sampled_from(["cart.quantity", "customer.orders"])


def compare(field: str, operator: Operator, *operands: int | str) -> Compare:
    return Compare(field=field, operator=operator, operands=operands)


@st.composite
def comparisons(draw: st.DrawFn) -> Compare:
    kind = draw(st.sampled_from(["number", "between", "one of", "text", "yes", "has"]))
    match kind:
        case "number":
            operator = draw(
                st.sampled_from(
                    [
                        Operator.IS,
                        Operator.IS_NOT,
                        Operator.AT_LEAST,
                        Operator.AT_MOST,
                        Operator.OVER,
                        Operator.UNDER,
                    ]
                )
            )
            return compare(draw(NUMBERS), operator, draw(SMALL))
        case "between":
            low, high = sorted([draw(SMALL), draw(SMALL)])
            return compare(draw(NUMBERS), Operator.BETWEEN, low, high)
        case "one of":
            return compare(draw(NUMBERS), Operator.ONE_OF, *draw(st.lists(SMALL, min_size=1, max_size=3)))
        case "text":
            operator = draw(st.sampled_from([Operator.IS, Operator.IS_NOT]))
            return compare("cart.channel", operator, draw(st.sampled_from("ab")))
        case "yes":
            return compare("customer.member", Operator.IS_TRUE)
        case _:
            return compare("customer.tags", Operator.HAS, draw(st.sampled_from("xy")))


def groups(children: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    return st.builds(
        lambda quantifier, members: Group(quantifier=quantifier, members=tuple(members)),
        st.sampled_from(list(Quantifier)),
        st.lists(children, max_size=4),
    )


CONDITIONS: st.SearchStrategy[Condition] = st.recursive(comparisons(), groups, max_leaves=8)


def worlds() -> Iterator[Mapping[str, object]]:
    for quantity, orders, channel, member, tags in product(
        range(6), range(6), ["a", "b", "c"], [True, False], ["", "x", "y", "xy"]
    ):
        yield {
            "cart.quantity": quantity,
            "customer.orders": orders,
            "cart.channel": channel,
            "customer.member": member,
            "customer.tags": tags,
        }


WORLDS = tuple(worlds())


def holds(condition: Condition, world: Mapping[str, object]) -> bool:
    if isinstance(condition, Group):
        found = [holds(one, world) for one in condition.members]
        match condition.quantifier:
            case Quantifier.ALL:
                return all(found)
            case Quantifier.ANY:
                return any(found)
            case Quantifier.NONE:
                return not any(found)
    return compares(condition, world[condition.field])


def compares(one: Compare, value: object) -> bool:
    first, last = (one.operands[0], one.operands[-1]) if one.operands else (None, None)
    if isinstance(value, int) and isinstance(first, int) and isinstance(last, int):
        ordered = {
            Operator.AT_LEAST: value >= first,
            Operator.AT_MOST: value <= first,
            Operator.OVER: value > first,
            Operator.UNDER: value < first,
            Operator.BETWEEN: first <= value <= last,
        }
        if one.operator in ordered:
            return ordered[one.operator]
    return {
        Operator.IS: value == first,
        Operator.IS_NOT: value != first,
        Operator.ONE_OF: value in one.operands,
        Operator.IS_TRUE: value is True,
        Operator.HAS: isinstance(value, str) and str(first) in value,
    }[one.operator]


@settings(deadline=None)
@given(CONDITIONS)
def test_it_says_what_trying_everything_says(condition: Condition) -> None:
    found = {holds(condition, world) for world in WORLDS}
    assert (True in found) == can_be(condition, True)
    assert (False in found) == can_be(condition, False)


def test_a_question_too_large_to_search_is_answered_kindly() -> None:
    # Seven pigeons, six holes: every pigeon sits somewhere, no two in one hole.
    sits = [
        [compare("customer.tags", Operator.HAS, f"{pigeon} {hole}") for hole in range(6)]
        for pigeon in range(7)
    ]
    somewhere = [Group(quantifier=Quantifier.ANY, members=tuple(holes)) for holes in sits]
    pairs = [(one[hole], other[hole]) for one, other in combinations(sits, 2) for hole in range(6)]
    apart = [
        Group(quantifier=Quantifier.NONE, members=(Group(quantifier=Quantifier.ALL, members=pair),))
        for pair in pairs
    ]
    assert can_be(Group(quantifier=Quantifier.ALL, members=(*somewhere, *apart)), True)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("if cart.total over 5 JPY", "if cart.total under 6 JPY"), "E0504"),
        (("if cart.total over 5 JPY", "if cart.total under 7 JPY"), None),
        (("if customer.member", "unless customer.member"), "E0504"),
        (("if customer.member is yes and customer.member is no",), "E0504"),
        (('if customer.tags has "a"', 'unless customer.tags has "a"'), "E0504"),
        (('if customer.tags has "a"', 'unless customer.tags has "b"'), None),
        (('if cart.items has product "TEA-1"', 'unless cart.items has product "TEA-1"'), "E0504"),
        (('if customer.tier is "gold"', 'if customer.tier one of ("silver", "bronze")'), "E0504"),
        (
            ("if customer.last_order_at over 2026-05-01", "if customer.last_order_at under 2026-04-01"),
            "E0504",
        ),
        (("if customer.last_order_at within 3 days", "unless customer.last_order_at within 3 days"), "E0504"),
        (("if customer.last_order_at within 3 days", "unless customer.last_order_at within 9 days"), "E0504"),
        (("if customer.last_order_at within 9 days", "unless customer.last_order_at within 3 days"), None),
        (("if cart.total at least 5 JPY or cart.total under 5 JPY",), "W1203"),
        (("unless cart.total over 5 JPY and cart.total under 5 JPY",), "W1203"),
        (("if customer.last_order_at over 2026-05-01 or customer.last_order_at at most 2026-05-01",), None),
        (("if any {\n  }",), "E0504"),
        (("if all {\n  }",), "W1203"),
    ],
)
def test_lines_that_never_or_always_hold_are_found(lines: tuple[str, ...], found: str | None) -> None:
    never_or_always = [code for code in codes(checked(sale(*lines))) if code in ("E0504", "W1203")]
    assert ([found] if found else []) == never_or_always


def test_three_lines_that_only_contradict_each_other_together_are_found() -> None:
    lines = (
        "if cart.quantity is 1 or cart.lines is 1",
        "if cart.quantity is 2 or cart.lines is 1",
        "if cart.lines is 2",
    )
    assert ["E0504"] == [code for code in codes(checked(sale(*lines))) if code == "E0504"]


def test_products_and_lengths_of_time_are_asked_and_not_compared() -> None:
    has = Compare(field="cart.items", operator=Operator.HAS, operands=(ANY_PRODUCT,))
    within = Compare(field="customer.last_order_at", operator=Operator.WITHIN, operands=(timedelta(days=3),))
    both = Group(quantifier=Quantifier.ALL, members=(has, within, has))
    assert can_be(both, True)
    assert can_be(both, False)
