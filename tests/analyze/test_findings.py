"""Each question of the analysis: a rule set that has the fault, and one that nearly has."""

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.dsl.analyze import worlds
from engine.dsl.analyze.program import analyze
from engine.model.findings import FindingKind, Gravity
from engine.service.analyze_rules import analyze_program
from engine.service.rehearse import Rehearsed
from tests.analyze.asking import LOOP, MAY_20, TOKYO, compiled, coupon, of_kind, offer, sale
from tests.checker.shop import CATALOG, checked

COSTS = replace(
    CATALOG, products={sku: replace(one, cost=one.price * 3 // 5) for sku, one in CATALOG.products.items()}
)
QUIET = """
shop {
  currency JPY
  quiet from 21:00 to 09:00
  legal {
    name "おとく茶舗"
    address "東京都千代田区丸の内1-1-1"
    contact "support@example.com"
    optout "https://shop.example.com/optout"
  }
}
"""


@pytest.mark.parametrize(
    ("kind", "faulty", "nearly"),
    [
        (
            FindingKind.NEVER_ACTS,
            sale(
                "x",
                'if cart.items has product "TEA-1"',
                'unless cart.items has category "tea"',
                "discount 5%",
            ),
            sale(
                "x",
                'if cart.items has category "tea"',
                'unless cart.items has product "UPSELL-1"',
                "discount 5%",
            ),
        ),
        (
            FindingKind.NEVER_ACTS,
            sale("x", "if cart.quantity under 2", "if cart.lines over 1", "discount 5%"),
            sale("x", "if cart.quantity under 3", "if cart.lines over 1", "discount 5%"),
        ),
        (
            FindingKind.NEVER_GIVES,
            sale("x", 'unless cart.items has category "tea"', 'for product "TEA-1"', "discount 5%"),
            sale("x", 'unless cart.items has product "UPSELL-1"', 'for product "TEA-1"', "discount 5%"),
        ),
        (
            FindingKind.ALWAYS_TRUE,
            sale("x", "if cart.quantity at least 1", "discount 5%"),
            sale("x", "if cart.quantity at least 2", "discount 5%"),
        ),
        (
            FindingKind.HIDDEN_OFFER,
            offer("a", "TEA-1", 1, "if customer.orders at least 2")
            + offer("b", "TEA-1", 2, "if customer.orders at least 3"),
            offer("a", "TEA-1", 1, "if customer.orders at least 3")
            + offer("b", "TEA-1", 2, "if customer.orders at least 2"),
        ),
        (
            FindingKind.HIDDEN_OFFER,
            offer("a", "TEA-1", 1, "if customer.member") + offer("b", "TEA-1", 2, "if customer.member"),
            offer("a", "TEA-1", 1, "if customer.member", "limit 100")
            + offer("b", "TEA-1", 2, "if customer.member"),
        ),
        (
            FindingKind.EQUAL_PRIORITY,
            offer("a", "TEA-1", 5)
            + offer("b", "UPSELL-2", 5, "if cart.lines over 1").replace(
                'with product "UPSELL-2"', 'with all of product "UPSELL-2", "TEA-1"'
            ),
            offer("a", "TEA-1", 5, "if cart.lines is 1")
            + offer("b", "UPSELL-2", 5).replace(
                'with product "UPSELL-2"', 'with all of product "UPSELL-2", "TEA-1"'
            ),
        ),
        (
            FindingKind.NEVER_WINS,
            sale("all", "discount 10%", "priority 1") + sale("few", 'for category "tea"', "discount 8%"),
            sale("all", "discount 10%", "priority 1", "limit 100")
            + sale("few", 'for category "tea"', "discount 8%"),
        ),
        (
            FindingKind.NEVER_WINS,
            sale("all", "discount 300 JPY", "priority 1")
            + sale("few", "if cart.total over 900 JPY", "discount 10% up to 300 JPY"),
            sale("all", "discount 300 JPY", "priority 1")
            + sale("few", "if cart.total over 900 JPY", "discount 10% up to 301 JPY"),
        ),
        (
            FindingKind.NEVER_WINS,
            sale("all", "discount 10%", "priority 1") + sale("few", "discount 5%"),
            sale("all", "discount 10%", "priority 1", 'stacking with "few"') + sale("few", "discount 5%"),
        ),
        (
            FindingKind.FREE_GOODS,
            sale("x", "discount 400 JPY"),
            sale("x", "discount 399 JPY"),
        ),
        (
            FindingKind.FREE_GOODS,
            sale("half", "discount 50%", "stacking any") + sale("less", "discount 200 JPY", "stacking any"),
            sale("half", "discount 50%", "stacking any") + sale("less", "discount 200 JPY"),
        ),
        (
            FindingKind.FEEDS_ITSELF,
            LOOP,
            LOOP.replace("  bound to email\n", "  bound to email\n  limit 1 per customer\n", 1),
        ),
        (
            FindingKind.UNBOUNDED,
            sale("x", "discount 5%", "limit 3 per customer"),
            sale("x", "discount 5%", "limit 300"),
        ),
        (
            FindingKind.WEAK_CODE,
            coupon("x", "TEA-1", "UPSELL-1")
            .replace("8 digits", "13 digits")
            .replace("to email", "to anyone"),
            coupon("x", "TEA-1", "UPSELL-1", "limit 500")
            .replace("8 digits", "13 digits")
            .replace("to email", "to anyone"),
        ),
    ],
)
def test_a_fault_is_found_and_what_is_nearly_one_is_not(kind: FindingKind, faulty: str, nearly: str) -> None:
    assert 1 <= len(of_kind(kind, faulty))
    assert [] == of_kind(kind, nearly)


def test_goods_below_cost_are_found_where_costs_are_known() -> None:
    (below,) = of_kind(FindingKind.BELOW_COST, sale("x", 'for product "TEA-1"', "discount 801 JPY"), COSTS)
    assert ("TEA-1", "1199", "1200") == (below.args["product"], below.args["left"], below.args["cost"])
    assert [] == of_kind(FindingKind.BELOW_COST, sale("x", 'for product "TEA-1"', "discount 800 JPY"), COSTS)
    assert [] == of_kind(FindingKind.BELOW_COST, sale("x", 'for product "TEA-1"', "discount 801 JPY"))


def test_a_mail_that_quiet_hours_hold_back_until_its_coupon_ended_is_found() -> None:
    lines = ('send email "ad"', "class advertising")
    short = QUIET + coupon("x", "TEA-1", "UPSELL-1", *lines).replace("valid 14 days", "valid 3 hours")
    (late,) = of_kind(FindingKind.MAIL_TOO_LATE, short)
    assert late.event is not None
    assert (21, 0) == (late.event.at.astimezone(TOKYO).hour, late.event.at.minute)
    assert [] == of_kind(FindingKind.MAIL_TOO_LATE, short.replace("valid 3 hours", "valid 13 hours"))
    assert [] == of_kind(FindingKind.MAIL_TOO_LATE, short.replace("  class advertising\n", ""))


@pytest.mark.parametrize(
    ("rules", "amount", "bound"),
    [
        # Ten of each of eleven products cost 198,800 yen.
        (sale("x", "discount 10%"), 19_880, 19_880),
        (sale("x", "discount 10% up to 500 JPY"), 500, 500),
        (sale("x", "discount 300 JPY", "stacking any") + sale("y", "discount 200 JPY", "stacking any"), 500, 500),
        (sale("x", "discount 300 JPY") + sale("y", "discount 200 JPY", "stacking any"), 300, 300),
        (sale("x", "if customer.member", "discount 300 JPY", "stacking any")
         + sale("y", "unless customer.member", "discount 200 JPY", "stacking any"), 300, 500),
        (coupon("x", "TEA-1", "UPSELL-1") + sale("y", 'code "ABC"', "discount 200 JPY", 'stacking with "x"'), 500, 500),
    ],
)  # fmt: skip
def test_the_worst_cart_is_found_and_bounded(rules: str, amount: int, bound: int) -> None:
    (worst,) = of_kind(FindingKind.WORST_CART, rules)
    assert (str(amount), str(bound)) == (worst.args["amount"], worst.args["bound"])


@pytest.mark.parametrize(
    ("lines", "amount"),
    [
        (("limit 10", "discount 300 JPY"), 3_000),
        (("limit 10 per shop every 1 day", "discount 300 JPY"), 6_000),  # a window may end at noon
        (("limit 10 per shop every 12 hours", "discount 300 JPY"), 9_000),
        (('budget "b"', "discount 300 JPY"), 5_000),
        (('budget "b"', "limit 10", "discount 300 JPY"), 3_000),
    ],
)
def test_what_a_day_can_cost_is_bounded_by_limits_and_budgets(lines: tuple[str, ...], amount: int) -> None:
    budget = '\nbudget "b" {\n  spend at most 5,000 JPY every 1 month\n  then pause\n}\n'
    (day,) = of_kind(FindingKind.EXPOSURE, sale("x", *lines) + (budget if 'budget "b"' in lines else ""))
    assert str(amount) == day.args["amount"]


def test_a_budget_that_only_notifies_bounds_nothing() -> None:
    budget = '\nbudget "b" {\n  spend at most 5,000 JPY every 1 month\n  then notify\n}\n'
    assert 1 == len(of_kind(FindingKind.UNBOUNDED, sale("x", 'budget "b"', "discount 300 JPY") + budget))


def test_without_a_catalogue_it_says_what_was_not_looked_at() -> None:
    made = checked(sale("x", 'if cart.items has category "tea"', "discount 5%"), None)
    assert made.program is not None
    gaps = [
        one for one in analyze(made.program, Rehearsed(made.program), MAY_20) if one.gravity is Gravity.GAP
    ]
    assert {"catalogue"} == {one.args["reason"] for one in gaps}


def test_a_trigger_that_no_order_is_is_said_not_to_be_analysed() -> None:
    card = 'giftcard "x" {\n  when refund approved\n  code pattern "GIFT-####-####-####-####"\n  valid 365 days\n}\n'
    (gap,) = of_kind(FindingKind.NOT_ANALYSED, card)
    assert ("trigger", "refund approved") == (gap.args["reason"], gap.args["about"])


def test_a_fact_that_is_not_understood_is_named_and_nothing_is_claimed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worlds, "UNDERSTOOD", worlds.UNDERSTOOD - {"customer.tier"})
    lines = (
        'if customer.tier is "gold" or cart.lines is 1',
        "if cart.lines is 2",
        "if cart.quantity is 2",
        "discount 5%",
    )
    (gap,) = of_kind(FindingKind.NOT_ANALYSED, sale("x", *lines))
    assert ("fact", "customer.tier") == (gap.args["reason"], gap.args["about"])
    assert [] == of_kind(FindingKind.NEVER_ACTS, sale("x", *lines))


def test_each_variant_of_a_rule_is_looked_at_as_a_rule_of_its_own() -> None:
    block = 'experiment "e" {\n  ends 2027-01-01\n  variant "A" 50%\n  variant "B" 50% {\n    discount 100%\n  }\n}\n'
    program = compiled(sale("y", "discount 10%", 'experiment "e"') + block)
    told = analyze_program(program, MAY_20)
    kinds = [one.finding.kind for one in told if not one.sentence.startswith('Variant "B" of "e": ')]
    free = [one.sentence for one in told if one.finding.kind is FindingKind.FREE_GOODS]
    assert FindingKind.FREE_GOODS not in kinds
    assert ['Variant "B" of "e": '] == [one[:20] for one in free]


def test_percentages_are_bounded_as_the_runtime_rounds_them() -> None:
    odd = replace(CATALOG, products={"D": replace(CATALOG.products["TEA-1"], sku="D", price=357)})
    (worst,) = of_kind(FindingKind.WORST_CART, sale("x", "discount 10%"), odd)
    assert Fraction(worst.args["amount"]) == Fraction(worst.args["bound"]) == 357
