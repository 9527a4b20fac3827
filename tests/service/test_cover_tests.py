"""What tests have seen of rules is what really happened in them: each clause fulfilled, and not."""

import pytest

from engine.dsl.compile import compile_text
from engine.model.coverage import Coverage, Point
from engine.service.play_tests import play_all
from tests.service.test_run_tests import catalog


def covered(rules: str, *tests: str) -> Coverage:
    """The coverage of rules by tests, each given as its steps after the time."""
    blocks = (f'test "{n}" {{\n  at 2026-05-20 10:00\n{steps}\n}}\n' for n, steps in enumerate(tests))
    compiled = compile_text(f"otoku 1\n{rules}\n{''.join(blocks)}", catalog())
    assert compiled.program is not None, compiled.diagnostics
    return play_all(compiled.program, compiled.tests).coverage


def sale(*lines: str) -> str:
    body = "\n".join(f"  {line}" for line in lines)
    return f'sale "x" {{\n{body}\n  discount 10%\n}}\n'


def order(total: int, *more: str) -> str:
    return "\n".join((*more, f'  do order paid with product "PACK-1" total {total:,} JPY', EXPECT))


EXPECT = '  expect no sale "x" expired'


def point(coverage: Coverage, text: str) -> Point:
    (found,) = [one for rule in coverage.rules for one in rule.points if one.text == text]
    return found


@pytest.mark.parametrize(
    ("tests", "seen"),
    [
        ((), (False, False)),
        ((order(5_000),), (True, False)),
        ((order(4_999),), (False, True)),
        ((order(4_999), order(5_000)), (True, True)),
    ],
)
def test_a_condition_is_seen_as_it_came_out(tests: tuple[str, ...], seen: tuple[bool, bool]) -> None:
    found = point(
        covered(sale("if cart.total at least 5,000 JPY"), *tests), "if cart.total at least 5,000 JPY"
    )
    assert seen == (found.seen_true, found.seen_false)


def test_each_comparison_of_one_line_is_seen_by_itself() -> None:
    rules = sale("if cart.total at least 5,000 JPY and (customer.member or cart.quantity over 3)")
    coverage = covered(rules, order(5_000), order(6_000, '  customer "m@example.com" as members'))
    assert (True, False) == outcomes(coverage, "if cart.total at least 5,000 JPY")
    assert (True, True) == outcomes(coverage, "if customer.member")
    assert (False, True) == outcomes(coverage, "if cart.quantity over 3")


def test_what_an_unless_line_forbids_counts_as_missing_it() -> None:
    coverage = covered(sale("unless cart.total under 5,000 JPY"), order(4_999))
    assert (False, True) == outcomes(coverage, "unless cart.total under 5,000 JPY")


def test_a_sale_is_looked_at_outside_its_time_and_then_its_conditions_are_not() -> None:
    rules = sale("begins 2026-06-01 00:00", "if cart.total at least 5,000 JPY")
    coverage = covered(rules, order(5_000))
    assert (False, True) == outcomes(coverage, "from 2026-06-01 00:00")
    assert (False, False) == outcomes(coverage, "if cart.total at least 5,000 JPY")


def test_a_limit_is_seen_free_and_used_up() -> None:
    one = order(5_000, '  customer "a@example.com"')
    assert (True, False) == outcomes(covered(sale("limit 1 per customer"), one), "1 per customer")
    twice = f'{one}\n  do order paid with product "PACK-1"'
    assert (True, True) == outcomes(covered(sale("limit 1 per customer"), twice), "1 per customer")


def test_a_limit_that_no_test_can_reach_is_not_asked_for() -> None:
    coverage = covered(sale("limit 11 per customer", "limit 1 per order"), order(5_000))
    assert [] == [one for rule in coverage.rules for one in rule.points if one.label == "limit"]
    assert 100 == coverage.percent


def test_every_step_of_a_discount_that_grows_is_asked_for() -> None:
    rules = 'sale "x" {\n  tier from 2 items discount 5%\n  tier from 4 items discount 10%\n}\n'
    coverage = covered(rules, f'  do order paid with product "PACK-1" quantity 2\n{EXPECT}')
    assert (True, False) == outcomes(coverage, "tier at least 2 items")
    assert (False, True) == outcomes(coverage, "tier at least 4 items")


BIRTHDAY = """coupon "birthday" {
  when customer birthday in 7 days
  unless customer.blocked
  code 8 digits
  valid 30 days
  uses 1
  discount 10%
  bound to email
  limit 1 per customer every 11 months
}
"""


def test_what_happens_without_an_order_is_seen_too() -> None:
    born = '  customer "a@example.com" with customer.birthday is "06-10"\n  wait 14 days\n'
    coverage = covered(BIRTHDAY, f'{born}  expect coupon "birthday" issued')
    assert (True, False) == outcomes(coverage, "unless customer.blocked")
    assert (True, False) == outcomes(coverage, "1 per customer every 11 months")
    assert outcomes(coverage, "customer birthday in 7 days")[0]


def test_every_order_starts_a_rule_for_any_product_so_only_that_is_asked() -> None:
    rules = BIRTHDAY.replace("customer birthday in 7 days", "order paid")
    coverage = covered(rules, '  do order paid with product "PACK-1"\n  expect coupon "birthday" issued')
    when = point(coverage, "order paid with any product")
    assert (1, 1) == (when.wanted, when.seen)


def test_a_rule_that_no_test_has_act_says_so() -> None:
    coverage = covered(sale("if cart.total at least 5,000 JPY"), order(4_999))
    (rule,) = coverage.rules
    assert ("x", True) == (rule.name, rule.reached)
    assert not rule.points[0].seen
    assert 33 == coverage.percent


def test_drafts_are_left_out() -> None:
    coverage = covered(sale("status draft"))
    assert ((), 100) == (coverage.rules, coverage.percent)


def outcomes(coverage: Coverage, text: str) -> tuple[bool, bool]:
    found = point(coverage, text)
    return found.seen_true, found.seen_false
