"""Each question of the analysis: a rule set that has the fault, one that nearly has, and the example really tried."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import orjson
import pytest

from engine.dsl.analyze import worlds
from engine.dsl.analyze.program import analyze
from engine.model.answers import RowProblem, Trial
from engine.model.cart import OrderState
from engine.model.catalog import Catalog
from engine.model.decision import Decision
from engine.model.facts import CustomerFact
from engine.model.findings import Finding, FindingKind, Gravity, TrialEvent
from engine.model.program import Program
from engine.model.records import Shop, SourceFile
from engine.model.requests import BuyerRequest, CartRequest, LineRequest, OrderRequest
from engine.service.analyze_rules import analyze_program
from engine.service.publish import publish
from engine.service.rehearse import Rehearsed
from engine.service.trial_event import event_json, read_trial_event
from engine.service.try_rules import try_rules
from engine.store.memory import MemoryStore
from tests.checker.shop import CATALOG, checked
from tests.service.shop import TEST, make_engine

MAY_20 = datetime(2026, 5, 20, 1, tzinfo=UTC)
TOKYO = ZoneInfo("Asia/Tokyo")
COSTS = replace(
    CATALOG, products={sku: replace(one, cost=one.price * 3 // 5) for sku, one in CATALOG.products.items()}
)


def compiled(text: str, catalog: Catalog = CATALOG) -> Program:
    made = checked(text, catalog)
    assert made.program is not None, [(one.code, one.args) for one in made.diagnostics]
    return made.program


def found(text: str, catalog: Catalog = CATALOG) -> tuple[Finding, ...]:
    program = compiled(text, catalog)
    return analyze(program, Rehearsed(program), MAY_20)


def of_kind(kind: FindingKind, text: str, catalog: Catalog = CATALOG) -> list[Finding]:
    return [one for one in found(text, catalog) if one.kind is kind]


def offer(name: str, product: str, priority: int, *lines: str) -> str:
    more = "\n".join(f"  {line}" for line in lines)
    return f"""
offer "{name}" {{
  title "x"
  when order paid with product "{product}"
  pattern once to once
  show product "UPSELL-1"
  priority {priority}
{more}
}}
"""


def sale(name: str, *lines: str) -> str:
    return f'\nsale "{name}" {{\n' + "\n".join(f"  {line}" for line in lines) + "\n}\n"


def coupon(name: str, bought: str, target: str, *lines: str) -> str:
    more = "\n".join(f"  {line}" for line in lines)
    return f"""
coupon "{name}" {{
  when order paid with product "{bought}"
  code 8 digits
  valid 14 days
  uses 1
  discount 300 JPY
  for product "{target}" as issued
  bound to email
{more}
}}
"""


LOOP = coupon("tea", "TEA-1", "UPSELL-1") + coupon("up", "UPSELL-1", "TEA-1")
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
        # Ten of each of ten products cost 168,800 yen.
        (sale("x", "discount 10%"), 16_880, 16_880),
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


def test_nothing_is_claimed_about_a_rule_whose_variants_decide() -> None:
    program = compiled(sale("y", "discount 10%", "priority 1") + sale("z", "discount 5%"))
    first, second = program.rules
    program = replace(program, rules=(replace(first, experiment="e"), second))
    findings = analyze(program, Rehearsed(program), MAY_20)
    assert FindingKind.NEVER_WINS not in {one.kind for one in findings}
    assert ["experiment"] == [one.args["reason"] for one in findings if one.kind is FindingKind.NOT_ANALYSED]
    (worst,) = [one for one in findings if one.kind is FindingKind.WORST_CART]
    assert "bound" not in worst.args


# ------------------------------------------------------------------------------------------- tried

SHOP = (
    sale("ten", "discount 10%", "priority 1")
    + sale("five", "if cart.total at least 5,000 JPY", "discount 5%")
    + sale("code", 'code "ABC"', "discount 400 JPY", "stacking any", "limit 3 per customer")
    + LOOP
    + coupon("both", "TEA-1", "UPSELL-2", "if cart.quantity at least 1", "if cart.lines is 2")
)


def request(event: TrialEvent) -> OrderRequest:
    cart = event.cart
    lines = tuple(
        LineRequest(sku=one.sku, quantity=one.quantity, unit_price=one.unit_price) for one in cart.lines
    )
    buyer = BuyerRequest(email=cart.buyer.email, external_id=cart.buyer.external_id, member=cart.buyer.member)
    return OrderRequest(
        id="x",
        state=OrderState.PAID,
        cart=CartRequest(
            lines=lines, buyer=buyer, codes=cart.codes, shipping=cart.shipping, channel=cart.channel
        ),
        note=event.note,
    )


async def test_examples_come_out_the_same_where_orders_are_really_decided() -> None:
    store = MemoryStore()
    engine = make_engine(store)
    await store.add_shop(Shop(id="tea", name="tea", created_at=MAY_20))
    await store.save_products(
        "tea", tuple(CATALOG.products.values()), remove=(), currency="JPY", actor=TEST, now=MAY_20
    )
    await publish(
        engine, "tea", (SourceFile(path="r.otoku", text=f"otoku 1\n{SHOP}"),), expected=None, actor=TEST
    )
    examples = [one for one in found(SHOP) if one.event and not one.event.coupons]
    assert 5 <= len(examples)
    for one in examples:
        assert one.event is not None
        assert one.event.customer == CustomerFact()
        trial = await try_rules(engine, "tea", request(one.event), at=one.event.at)
        rehearsed = Rehearsed(compiled(SHOP)).decide(one.event)
        assert isinstance(trial, Trial)
        assert isinstance(trial.outcome, Decision)
        assert isinstance(rehearsed, Decision)
        assert trial.outcome.quote is not None
        assert rehearsed.quote is not None
        assert trial.outcome.quote.total == rehearsed.quote.total
        assert {step.rule for step in trial.outcome.trace} == {step.rule for step in rehearsed.trace}


def test_an_example_is_the_same_after_it_was_written_and_read_again() -> None:
    program = compiled(SHOP + sale("vip", 'if customer.tags has "gold"', "if customer.orders over 3",
                                   "if customer.last_order_at within 9 days", "if cart.shipping over 0 JPY",
                                   "discount 700 JPY"))  # fmt: skip
    examples = [one.event for one in analyze(program, Rehearsed(program), MAY_20) if one.event]
    for event in examples:
        again = read_trial_event(orjson.dumps(event_json(event, TOKYO)), program, MAY_20 + timedelta(days=9))
        assert not isinstance(again, RowProblem)
        assert event == replace(again, cart=replace(again.cart, buyer=event.cart.buyer))


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("{", ""),
        ("[]", ""),
        ("{}", "lines"),
        ('{"lines": [], "customer": {"orders": "3"}}', "customer.orders"),
        ('{"lines": [], "customer": {"last_order_at": "May"}}', "customer.last_order_at"),
        ('{"lines": [], "customer": {"blocked": 1}}', "customer.blocked"),
        ('{"lines": [], "test": "yes"}', "test"),
    ],
)
def test_an_event_that_cannot_be_read_says_which_field_is_wrong(text: str, column: str) -> None:
    problem = read_trial_event(text, compiled(SHOP), MAY_20)
    assert isinstance(problem, RowProblem)
    assert column == problem.column


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_finding_is_a_sentence_in_both_languages(language: str) -> None:
    told = analyze_program(compiled(SHOP), MAY_20, language=language)
    assert {"problem", "risk", "figure"} == {one.finding.gravity.value for one in told}
    for one in told:
        assert "{" not in one.sentence
        assert one.sentence.endswith("。" if language == "ja" else ".")


def test_percentages_are_bounded_as_the_runtime_rounds_them() -> None:
    odd = replace(CATALOG, products={"D": replace(CATALOG.products["TEA-1"], sku="D", price=357)})
    (worst,) = of_kind(FindingKind.WORST_CART, sale("x", "discount 10%"), odd)
    assert Fraction(worst.args["amount"]) == Fraction(worst.args["bound"]) == 357
