"""What rule files compile to: the settings of the seeds, with their blanks and defaults."""

from dataclasses import replace
from datetime import UTC, datetime, time
from fractions import Fraction

import pytest

from engine.dsl.check.safety import GUESSES_A_DAY, MOST_HITS_A_DAY, hits_a_day
from engine.model.catalog import Catalog
from engine.model.condition import ALWAYS, Compare, Group, Operator, Quantifier
from engine.model.program import (
    AmountOff,
    Bearer,
    BudgetReaction,
    CouponBody,
    FreeShipping,
    GatewayShows,
    Kind,
    LegalDisplay,
    Limit,
    MessageClass,
    PercentOff,
    Rule,
    SaleBody,
    Scope,
    Stacking,
    StackingKind,
    Status,
    TargetsAt,
    Trigger,
    TriggerKind,
    Validity,
    World,
)
from engine.model.selector import ANY_PRODUCT, SelectBy, Selector
from engine.values.code import Alphabet, CodeShape
from engine.values.duration import Duration, Unit
from engine.values.money import Rounding
from tests.checker.shop import CATALOG, checked, codes, coupon, errors, sale

COMPAT = "shop {\n  compat paymentex\n  rounding down\n}\n"


def only_rule(text: str, catalog: Catalog | None = CATALOG) -> Rule:
    result = checked(text, catalog)
    assert [] == errors(result)
    assert result.program is not None
    (rule,) = result.program.rules
    return rule


def coupon_of(text: str) -> CouponBody:
    body = only_rule(text).body
    assert isinstance(body, CouponBody)
    return body


def sale_of(text: str) -> SaleBody:
    body = only_rule(text).body
    assert isinstance(body, SaleBody)
    return body


@pytest.mark.requirement(
    "S1.5", "S1.10", "S1.11", "S1.12", "S1.15", "S1.18", "S1.20", "S1.23", "S1.26", "S1.31"
)
def test_a_coupon_says_everything_of_the_issue_setting() -> None:
    rule = only_rule(
        coupon(
            'for product "UPSELL-1", "UPSELL-2" as issued',
            "bound to email",
            'send email "x" after 3 days at 10:00',
        )
    )
    body = rule.body
    assert isinstance(body, CouponBody)
    assert rule.trigger == Trigger(
        kind=TriggerKind.ORDER_PAID, selector=Selector(by=SelectBy.PRODUCT, names=frozenset({"SAMPLE-1"}))
    )
    assert (rule.kind, rule.status, rule.world, rule.priority) == (Kind.COUPON, Status.LIVE, World.LIVE, 100)
    assert body.code == CodeShape(length=8, alphabet=Alphabet.DIGITS)
    assert body.validity == Validity(days=14)
    assert body.uses == 1
    assert body.terms.discount == AmountOff(amount=500)
    assert body.terms.targets == Selector(by=SelectBy.PRODUCT, names=frozenset({"UPSELL-1", "UPSELL-2"}))
    assert (body.terms.targets_at, body.terms.bearer) == (TargetsAt.ISSUED, Bearer.EMAIL)
    (send,) = body.sends
    assert (send.template, send.after, send.at) == ("x", Duration(count=3, unit=Unit.DAY), time(10))
    assert send.message_class is MessageClass.ESSENTIAL


@pytest.mark.requirement("S1.7", "S1.16", "S1.42", "D1.g")
def test_what_a_coupon_does_not_say_is_the_safe_choice() -> None:
    body = coupon_of(coupon(without=("valid",)))
    assert body.validity == Validity()
    assert body.terms.bearer is Bearer.EMAIL
    assert body.terms.targets == ANY_PRODUCT
    assert body.terms.targets_at is TargetsAt.ISSUED
    assert body.terms.gateway_shows is GatewayShows.LIST
    assert body.terms.stacking == Stacking(kind=StackingKind.ALONE)


@pytest.mark.requirement("S1.43")
def test_a_sale_shows_the_reduced_price_at_the_gateway_and_its_codes_are_canonical() -> None:
    body = sale_of(sale('code "welcome-10", "ＡＢＣ"'))
    assert body.gateway_shows is GatewayShows.PAYABLE
    assert body.codes == {"WELCOME10", "ABC"}
    assert sale_of(sale("gateway shows list")).gateway_shows is GatewayShows.LIST


@pytest.mark.requirement("S1.25", "S1.32")
def test_targets_can_follow_the_rule() -> None:
    assert coupon_of(coupon('for category "tea" as current')).terms.targets_at is TargetsAt.CURRENT


@pytest.mark.requirement("S1.22", "D1.c", "V5")
@pytest.mark.parametrize(
    "lines", [("discount 300 JPY", "discount 20%"), ("discount 20% up to 50 JPY", "discount 300 JPY")]
)
def test_an_amount_beside_a_percentage_wins_with_a_warning(lines: tuple[str, str]) -> None:
    assert coupon_of(coupon(*lines)).terms.discount == AmountOff(amount=300)
    assert sale_of(sale(*lines)).discount == AmountOff(amount=300)
    assert "W1105" in codes(checked(coupon(*lines)))


@pytest.mark.requirement("D1.d")
def test_an_entered_0_is_treated_as_given() -> None:
    assert coupon_of(coupon("discount 20%", "discount 0 JPY")).terms.discount == AmountOff(amount=0)
    assert coupon_of(COMPAT + coupon("uses 0")).uses == 0


@pytest.mark.requirement("D1.b")
def test_neither_amount_nor_percentage_is_an_error_in_every_mode() -> None:
    assert ["E0304"] == errors(checked(coupon(without=("discount",))))
    assert ["E0304"] == errors(checked(COMPAT + coupon(without=("discount",))))


@pytest.mark.requirement("S1.19", "D1.j", "V3")
def test_blank_uses_are_an_error_and_0_in_compat_mode() -> None:
    assert ["E0304"] == errors(checked(coupon(without=("uses",))))
    assert coupon_of(COMPAT + coupon(without=("uses",))).uses == 0
    assert coupon_of(coupon("uses unlimited")).uses is None


@pytest.mark.requirement("S1.14", "V4")
def test_a_blank_number_of_digits_is_an_error_and_issues_nothing_in_compat_mode() -> None:
    assert ["E0304"] == errors(checked(coupon(without=("code",))))
    result = checked(COMPAT + coupon(without=("code",)))
    assert "W1107" in codes(result)
    assert coupon_of(COMPAT + coupon(without=("code",))).code is None


@pytest.mark.requirement("S1.13", "D1.a")
@pytest.mark.parametrize(("digits", "found"), [(3, "E0311"), (4, "W1103"), (7, "W1103"), (33, "E0311")])
def test_digits_outside_4_to_32_are_errors_and_few_are_warned_of(digits: int, found: str) -> None:
    assert found in codes(checked(coupon(f"code {digits} digits")))


@pytest.mark.requirement("S1.13", "D1.a")
@pytest.mark.parametrize("digits", [8, 9, 10, 32])
def test_the_usual_number_of_digits_is_not_warned_of(digits: int) -> None:
    assert {"W1401"} == set(codes(checked(coupon(f"code {digits} digits"))))


@pytest.mark.requirement("S1.17", "D1.h", "D1.i")
@pytest.mark.parametrize(
    ("line", "validity"),
    [
        ("valid 1 day", Validity(days=1)),
        ("valid 3 hours", Validity(wait=Duration(count=3, unit=Unit.HOUR))),
        ("valid forever", Validity()),
        ("valid until 2026-06-03", Validity(until=datetime(2026, 6, 3, 15, tzinfo=UTC))),
        ("valid until 2026-06-03 23:59", Validity(until=datetime(2026, 6, 3, 15, tzinfo=UTC))),
        ("valid until 2026-06-03 12:00", Validity(until=datetime(2026, 6, 3, 3, tzinfo=UTC))),
    ],
)
def test_validity_is_days_a_length_an_end_or_for_ever(line: str, validity: Validity) -> None:
    assert validity == coupon_of(coupon(line)).validity


@pytest.mark.requirement("S1.21")
def test_discounts_are_amounts_shares_or_the_shipping() -> None:
    assert sale_of(sale("discount 12.5% up to 2,000 JPY")).discount == PercentOff(
        rate=Fraction(1, 8), cap=2000
    )
    assert sale_of(sale("discount free shipping")).discount == FreeShipping()


@pytest.mark.requirement("D5.e")
def test_amounts_are_minor_units_of_the_shops_currency() -> None:
    dollars = replace(CATALOG, currency="USD")
    body = only_rule(sale("discount 5.25 USD"), dollars).body
    assert isinstance(body, SaleBody)
    assert body.discount == AmountOff(amount=525)
    assert ["E0601"] == errors(checked(sale("discount 500 JPY"), dollars))


@pytest.mark.requirement("S1.38")
def test_a_rule_can_be_kept_to_the_sandbox() -> None:
    assert only_rule(coupon("mode sandbox")).world is World.SANDBOX


@pytest.mark.requirement("S1.7", "D1.a")
@pytest.mark.parametrize(
    ("lines", "safe"),
    [
        (("code 8 digits", "bound to email"), True),
        (("code 8 digits", "bound to customer"), True),
        (("code 8 digits", "limit 1", "bound to anyone"), False),  # 8 digits never (SEC2)
        (("code 10 digits", "limit 50", "bound to anyone"), True),
        (("code 10 digits", "limit 51", "bound to anyone"), False),
        (("code 12 digits", "limit 5000", "bound to anyone"), True),
        (("code 12 digits", "limit 5001", "bound to anyone"), False),
        (("code 10 digits", "limit 50 per customer", "bound to anyone"), False),  # says nothing of the whole
        (("code 10 digits", "limit 10 every 30 days", "bound to anyone"), True),  # 3 windows at most are live
        (("code 10 digits", "limit 40 every 30 days", "bound to anyone"), False),
        (
            ("code 10 digits", "limit 1 every 30 days", "valid forever", "bound to anyone"),
            False,
        ),  # they pile up
        (("code 8 characters", "bound to anyone"), False),  # one of them checks the others
        (("code 9 characters", "bound to anyone"), True),
    ],
)
def test_a_code_that_anyone_can_use_must_be_hard_to_guess(lines: tuple[str, ...], safe: bool) -> None:
    assert ([] if safe else ["E0606"]) == errors(checked(coupon(*lines)))


def test_a_budget_says_how_many_codes_are_live() -> None:
    budget = 'budget "b" {\n  issue at most 50\n}\n'
    text = coupon("code 10 digits", 'budget "b"', "bound to anyone", without=("limit",))
    assert [] == errors(checked(text + budget))
    assert ["E0606"] == errors(checked(text + budget.replace("50", "51")))


def test_the_chance_of_a_guess_is_attempts_times_codes_by_space() -> None:
    shape = CodeShape(length=10, alphabet=Alphabet.DIGITS)
    assert Fraction(GUESSES_A_DAY * 50, 10**10) == hits_a_day(shape, 50) == MOST_HITS_A_DAY


def test_the_shop_block_sets_the_ground() -> None:
    text = """shop {
  currency JPY
  timezone "America/New_York"
  rounding half
  quiet from 21:00 to 08:00
  sender email "Shop <shop@example.jp>"
  sender sms "MyShop"
  cart lifetime 3 days
  identity fold plus
  legal {
    name "N"
    address "A"
    contact "C"
    optout "O"
  }
}
"""
    program = checked(text).program
    assert program is not None
    settings = program.settings
    assert (settings.currency, settings.zone, settings.rounding) == ("JPY", "America/New_York", Rounding.HALF)
    assert (settings.quiet_from, settings.quiet_to) == (time(21), time(8))
    assert (settings.sender_email, settings.sender_sms) == ("Shop <shop@example.jp>", "MyShop")
    assert settings.cart_lifetime == Duration(count=3, unit=Unit.DAY)
    assert settings.fold_plus
    assert settings.legal == LegalDisplay(name="N", address="A", contact="C", opt_out="O")
    assert settings.compat == ""


def test_an_unlimited_cart_has_no_lifetime() -> None:
    program = checked("shop {\n  cart lifetime unlimited\n}\n").program
    assert program is not None
    assert program.settings.cart_lifetime is None


def test_times_are_read_in_the_time_zone_of_the_shop() -> None:
    shop = 'shop {\n  timezone "America/New_York"\n}\n'
    rule = only_rule(
        shop + sale("begins 2026-07-01", "ends 2026-07-02 23:59", "open daily from 22:00 to 23:59")
    )
    assert rule.window.begins == datetime(2026, 7, 1, 4, tzinfo=UTC)
    assert rule.window.ends == datetime(2026, 7, 3, 4, tzinfo=UTC)
    (opening,) = rule.window.openings
    assert (opening.weekdays, opening.since, opening.until) == (frozenset(range(1, 8)), time(22), time())


@pytest.mark.requirement("D1.e")
def test_limits_count_the_shop_a_customer_an_address_or_an_order() -> None:
    rule = only_rule(
        sale("limit 5", "limit 1 per customer every 30 days", "limit 2 per email", "limit 3 per order")
    )
    assert rule.limits == (
        Limit(count=5, scope=Scope.SHOP),
        Limit(count=1, scope=Scope.CUSTOMER, every=Duration(count=30, unit=Unit.DAY)),
        Limit(count=2, scope=Scope.EMAIL),
        Limit(count=3, scope=Scope.ORDER),
    )


def test_a_budget_caps_money_and_number() -> None:
    lines = (
        "spend at most 9,000 JPY every 1 month",
        "issue at most 5 per customer",
        "warn at 80%",
        "then notify",
    )
    text = 'budget "b" {\n' + "\n".join(lines) + "\n}\n"
    program = checked(text).program
    assert program is not None
    budget = program.budgets["b"]
    assert (budget.spend, budget.spend_every) == (9_000, Duration(count=1, unit=Unit.MONTH))
    assert budget.issue == Limit(count=5, scope=Scope.CUSTOMER)
    assert (budget.warn_at, budget.then) == (Fraction(4, 5), BudgetReaction.NOTIFY)


def test_all_if_lines_must_hold_and_no_unless_line() -> None:
    rule = only_rule(sale("if cart.total over 5 JPY", "unless customer.blocked", "if cart.lines is 1"))
    first, second, third = rule.condition.members if isinstance(rule.condition, Group) else ()
    assert first == Compare(field="cart.total", operator=Operator.OVER, operands=(5,), line=3)
    assert second == Compare(field="cart.lines", operator=Operator.IS, operands=(1,), line=5)
    assert third == Group(
        quantifier=Quantifier.NONE,
        members=(Compare(field="customer.blocked", operator=Operator.IS_TRUE, line=4),),
        line=4,
    )
    assert only_rule(sale()).condition == ALWAYS


def test_an_audience_stands_for_its_condition_through_other_audiences() -> None:
    audiences = (
        'audience "b" {\n  if customer in audience "a"\n  unless customer.blocked\n}\n'
        'audience "a" {\n  if customer.orders over 3\n}\n'
    )
    rule = only_rule(audiences + sale('if customer in audience "b"'))
    inner = Compare(field="customer.orders", operator=Operator.OVER, operands=(3,), line=7)
    blocked = Compare(field="customer.blocked", operator=Operator.IS_TRUE, line=4)
    assert rule.condition == Group(
        quantifier=Quantifier.ALL,
        members=(inner, Group(quantifier=Quantifier.NONE, members=(blocked,), line=4)),
    )


def test_a_rule_carries_what_people_wrote_for_people() -> None:
    rule = only_rule(
        sale(
            'title "春"',
            'note "メモ"',
            'owner "marketing"',
            'tags "a", "b"',
            'was "old"',
            "priority 5",
            "status paused",
        )
    )
    assert (rule.title, rule.note, rule.owner, rule.tags) == (
        "春",
        "メモ",
        "marketing",
        frozenset({"a", "b"}),
    )
    assert (rule.was, rule.priority, rule.status) == (("old",), 5, Status.PAUSED)
    assert (rule.path, rule.line, rule.lines["title"], rule.lines["status"]) == ("rules.otoku", 2, 3, 9)


def test_a_shop_without_a_currency_line_has_the_currency_of_its_catalogue() -> None:
    program = checked("", replace(CATALOG, currency="USD")).program
    assert program is not None
    assert program.settings.currency == program.catalog.currency == "USD"


def test_rules_compile_without_a_catalogue() -> None:
    assert only_rule(coupon('for product "ANY-1"'), None).name == "thanks"


def test_the_mail_of_a_rule_is_of_its_class() -> None:
    text = 'shop {\n  legal {\n    name "N"\n    address "A"\n    contact "C"\n  }\n}\n'
    body = coupon_of(text + coupon("class advertising", 'send email "x"'))
    assert MessageClass.ADVERTISING is body.sends[0].message_class
