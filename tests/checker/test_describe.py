"""A rule is read back as sentences that say everything it does."""

import pytest
from syrupy.assertion import SnapshotAssertion

from engine.dsl.describe import describe
from tests.checker.shop import checked, coupon, errors, sale

COMPAT = "shop {\n  compat paymentex\n}\n"
AUDIENCE = 'audience "a" {\n  if customer.orders over 2\n}\n'
BUDGET = 'budget "b" {\n  issue at most 5\n}\n'

TEXTS = {
    "the usual coupon": coupon('for product "UPSELL-1" as issued', "bound to email", 'send email "x"'),
    "a generous coupon": coupon(
        'when order paid with all of product "SAMPLE-1", "TEA-1"',
        "code 10 characters",
        "valid forever",
        "uses unlimited",
        "discount 15% up to 1,000 JPY",
        'for any product except "HIDDEN-1", "FIXED-1", "SANDBOX-1" as current',
        "bound to anyone",
        "stacking any",
        "gateway shows payable",
    ),
    "a late coupon": coupon(
        "code 8 letters",
        "valid 3 hours",
        "uses 2",
        "discount free shipping",
        "bound to customer",
        'stacking with "thanks", "other"',
        'send email "x" after 3 days at 10:00',
        'send email "y" at 9:30',
        'send email "z" after 2 hours',
    )
    + sale(name="other"),
    "a coupon until a day": coupon("valid until 2026-06-03", 'for tag "new"', "begins 2026-05-01 10:00"),
    "a coupon until a minute": coupon("valid until 2026-06-03 12:00", 'for category "tea"', 'budget "b"') + BUDGET,
    "nothing issued": COMPAT + coupon(without=("code",)),
    "a sale with codes": sale('code "A", "B"', "discount 10%", "limit 3 per email every 2 months", "ends 2026-05-06"),
    "a sale with conditions": AUDIENCE
    + sale(
        'if any {\n    customer.tier one of ("gold", "silver")\n    customer.member is no\n'
        "    cart.quantity between 2 and 5\n  }",
        'if cart.items has tag "new" and not customer.last_order_at within 30 days',
        "if customer.last_order_at under 2026-01-01 10:00",
        'if customer in audience "a"',
        "unless cart.total at least 5,000 JPY or customer.tags has \"x\"",
        "unless customer.blocked",
    ),
    "a sale by items": sale(
        "tier from 3 items discount 20% up to 2,000 JPY", "tier from 2 items discount 10%", "pick 2 dearest",
        "floor cost",
    ),
    "a sale by money": sale("tier from 5,000 JPY discount free shipping", 'for category "tea"'),
    "two and one": sale("buy 2 get 1 free"),
    "one and another": sale(
        'buy 1 get 2 discount 50% of product "TEA-1" up to 3 times', 'for product "UPSELL-1"', "pick dearest",
        "floor 60%",
    ),
    "a set": sale('bundle product "UPSELL-1", "TEA-1" for 4,500 JPY up to 1 times', "floor 300 JPY"),
    "any three": sale('bundle 3 of category "tea" for 5,000 JPY'),
    "a present": sale('gift 2 of product "SAMPLE-1"', "if cart.total at least 5,000 JPY"),
    "a new price": sale("discount to 300 JPY", 'for product "UPSELL-2"'),
    "the cheapest": sale("discount 50%", "pick cheapest", "stacking any", 'lane "season"'),
    "a sale at weekends": sale("open sat, sun from 10:00 to 22:00", "open weekdays", "status draft", "mode sandbox"),
}  # fmt: skip


@pytest.mark.requirement("S1.2", "S1.7", "S1.42", "S1.45")
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_rule_reads_like_a_sentence(name: str, language: str, snapshot: SnapshotAssertion) -> None:
    result = checked(TEXTS[name])
    assert [] == errors(result)
    assert result.program is not None
    assert snapshot == describe(result.program.rules[0], result.program, language)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_products_that_no_catalogue_knows_are_named_by_their_number(language: str) -> None:
    result = checked(coupon('for product "X-1", "X-2", "X-3"'), None)
    assert result.program is not None
    said = describe(result.program.rules[0], result.program, language)
    assert all(f'"{sku}"' in said for sku in ("X-1", "X-2", "X-3"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("if customer.last_order_at within 3 hours", "within the last 3 hours"),
        ("if customer.last_order_at within 90 minutes", "within the last 90 minutes"),
        ("if cart.lines over 1 and cart.quantity over 1000", "cart.quantity is over 1,000"),
        ("if any {\n    customer.member\n  }", "Only if customer.member holds."),
    ],
)
def test_a_condition_is_said_in_round_figures(line: str, said: str) -> None:
    result = checked(sale(line))
    assert result.program is not None
    assert said in describe(result.program.rules[0], result.program)


def test_another_currency_is_written_with_its_name() -> None:
    result = checked("shop {\n  currency USD\n}\n" + sale("discount 5.25 USD"), None)
    assert result.program is not None
    assert "5.25 USD" in describe(result.program.rules[0], result.program, "ja")
