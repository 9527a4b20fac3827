"""Boundary tests say what the rules really do just below, at and above what they name."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from engine.dsl.compile import compile_files
from engine.model.records import SourceFile
from engine.model.timeline import Do, EnterCustomer
from engine.service.boundary_tests import BoundaryTests, boundary_tests
from engine.service.play_tests import play_all
from tests.analyze.asking import MAY_20, coupon, sale
from tests.checker.shop import CATALOG


def made(text: str) -> BoundaryTests:
    files = (SourceFile(path="rules.otoku", text=f"otoku 1\n{text}"),)
    program = compile_files(files, CATALOG).program
    assert program is not None
    return boundary_tests(files, program, MAY_20)


def outcomes(text: str) -> Mapping[str, list[str]]:
    """By the name of each test, without that of the rule, what it expects."""
    return {
        one.name.partition(": ")[2]: [
            line.strip() for line in one.text.splitlines() if line.strip().startswith("expect")
        ]
        for one in made(text).tests
    }


@pytest.mark.parametrize(
    ("lines", "applied"),
    [
        (("if cart.total at least 5,000 JPY",), {"4,999": False, "5,000": True, "5,001": True}),
        (("if cart.total over 5,000 JPY",), {"4,999": False, "5,000": False, "5,001": True}),
        (("unless cart.total under 5,000 JPY",), {"4,999": False, "5,000": True, "5,001": True}),
        (
            ("if cart.total between 5,000 JPY and 6,000 JPY",),
            {"4,999": False, "5,000": True, "5,001": True, "5,999": True, "6,000": True, "6,001": False},
        ),
        (("if cart.total at least 5,000 JPY or customer.member",), {"4,999": False, "5,000": True, "5,001": True}),
    ],
)  # fmt: skip
def test_money_is_tried_around_each_amount(lines: tuple[str, ...], applied: Mapping[str, bool]) -> None:
    found = outcomes(sale("x", *lines, "discount 10%"))
    for amount, yes in applied.items():
        expected = found[f"cart.total is {amount} JPY"]
        assert f'expect {"" if yes else "no "}sale "x" applied' == expected[0]
        paid = int(amount.replace(",", ""))
        assert f"expect pays {paid * 9 // 10 if yes else paid:,} JPY" == expected[1]


def test_numbers_facts_and_products_are_tried_too() -> None:
    rules = sale("x", "if customer.orders between 1 and 3", "if customer.member", "discount 100 JPY")
    found = {name: lines[0] for name, lines in outcomes(rules).items()}
    no, yes = 'expect no sale "x" applied', 'expect sale "x" applied'
    assert {
        "customer.orders is 0": no,
        "customer.orders is 1": yes,
        "customer.orders is 2": yes,
        "customer.orders is 3": yes,
        "customer.orders is 4": no,
        "customer.member, fulfilled": yes,
        "customer.member, not fulfilled": no,
    } == found


def test_dates_are_tried_to_the_minute() -> None:
    rules = sale("x", "begins 2026-06-01 00:00", "ends 2026-06-30 12:00", "discount 100 JPY")
    assert {
        "at 2026-05-31 23:59": False,
        "at 2026-06-01 00:00": True,
        "at 2026-06-30 11:59": True,
        "at 2026-06-30 12:00": False,
    } == {name: " no " not in lines[0] for name, lines in outcomes(rules).items()}


def test_how_long_ago_the_last_order_was_is_tried_to_the_minute() -> None:
    rules = sale("x", "if customer.last_order_at within 30 days", "discount 100 JPY")
    assert {
        "customer.last_order_at is 2026-04-20 10:01": True,
        "customer.last_order_at is 2026-04-20 10:00": True,
        "customer.last_order_at is 2026-04-20 09:59": False,
    } == {name: " no " not in lines[0] for name, lines in outcomes(rules).items()}


def test_steps_sets_limits_and_the_end_of_a_coupon_are_tried() -> None:
    tiers = outcomes(sale("x", "tier from 2 items discount 5%", "tier from 4 items discount 10%"))
    assert ["1 × SAMPLE-1", "2 × SAMPLE-1", "3 × SAMPLE-1", "4 × SAMPLE-1"] == list(tiers)
    assert len({lines[1] for lines in tiers.values()}) == 4
    limit = outcomes(sale("x", "limit 2 per customer", "discount 100 JPY"))["limit 2"]
    assert ['expect sale "x" applied', 'expect no sale "x" applied'] == limit
    end = outcomes(coupon("c", "TEA-1", "UPSELL-1"))["end of validity"]
    assert ['expect coupon "c" usable', 'expect no coupon "c" usable'] == end


def test_what_is_printed_can_be_added_and_passes() -> None:
    rules = sale("x", "if cart.total at least 5,000 JPY", "limit 1 per customer", "discount 10%")
    blocks = "\n".join(one.text for one in made(rules).tests)
    compiled = compile_files((SourceFile(path="r.otoku", text=f"otoku 1\n{rules}\n{blocks}"),), CATALOG)
    assert compiled.program is not None
    played = play_all(compiled.program, compiled.tests)
    assert [] == [one.name for one in played.tests if one.failures]
    assert 100 == played.coverage.percent
    assert () == made(f"{rules}\n{blocks}").tests


def test_a_test_really_has_the_value_that_its_name_says() -> None:
    rules = sale("x", "if cart.quantity over 3", "if cart.total at least 10,001 JPY", "discount 10%")
    text = "\n".join(one.text for one in made(rules).tests)
    compiled = compile_files((SourceFile(path="r.otoku", text=f"otoku 1\n{rules}\n{text}"),), CATALOG)
    for test in compiled.tests:
        (do,) = [step for step in test.steps if isinstance(step, Do)]
        if "cart.quantity is" in test.name:
            assert int(test.name.rpartition(" ")[2]) == do.quantity
        (who,) = [step for step in test.steps if isinstance(step, EnterCustomer)]
        assert () == who.facts


def test_what_cannot_be_written_is_named_with_its_line() -> None:
    birthday = coupon("b", "TEA-1", "UPSELL-1").replace('order paid with product "TEA-1"', "customer joined")
    (left,) = made(birthday).unwritten
    assert ("b", 3) == (left.rule, left.line)


def test_without_products_nothing_is_claimed() -> None:
    files = (SourceFile(path="r.otoku", text=f"otoku 1\n{sale('x', 'discount 10%', 'limit 1 per email')}"),)
    program = compile_files(files, CATALOG).program
    assert program is not None
    bare = replace(program, catalog=replace(CATALOG, products={}))
    found = boundary_tests(files, bare, MAY_20)
    assert ((), 1) == (found.tests, len(found.unwritten))
