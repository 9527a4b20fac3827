"""`test` blocks become timelines, steps in written order."""

from datetime import UTC, datetime

import pytest

from engine.model.program import ChannelName, Kind, TriggerKind
from engine.model.selector import SelectBy, Selector
from engine.model.timeline import (
    At,
    Do,
    EnterCustomer,
    ExpectMessage,
    ExpectPrice,
    ExpectRule,
    Known,
    Outcome,
    Timeline,
    Wait,
)
from engine.values.duration import Duration, Unit
from tests.checker.shop import checked, coupon, errors, sale

RULES = coupon(name="thanks") + sale(name="spring")


def timeline(*lines: str) -> Timeline:
    body = "\n".join(f"  {line}" for line in lines)
    result = checked(f'{RULES}test "t" {{\n{body}\n}}\n')
    assert [] == errors(result)
    (found,) = result.tests
    return found


@pytest.mark.requirement("S1.38")
def test_a_timeline_keeps_the_order_of_its_steps() -> None:
    found = timeline(
        "at 2026-05-20 10:00",
        'customer "a@example.com" as members with customer.orders is 2, customer.spent is 5,000 JPY, '
        'customer.tags is "gold"',
        'do order paid with all of product "SAMPLE-1", "TEA-1" total 3,000 JPY by "b@example.com" '
        'code "A", "B" with coupon "thanks"',
        "wait 14 days",
        "at 2026-07-01",
        'do order paid with category "tea"',
        'expect no email "x" to "a@example.com"',
    )
    line = found.line
    known = (
        Known(field="customer.orders", value=2),
        Known(field="customer.spent", value=5_000),
        Known(field="customer.tags", value="gold"),
    )
    assert found.steps == (
        At(at=datetime(2026, 5, 20, 1, tzinfo=UTC), line=line + 1),
        EnterCustomer(email="a@example.com", member=True, line=line + 2, facts=known),
        Do(
            trigger=TriggerKind.ORDER_PAID,
            line=line + 3,
            selector=Selector(by=SelectBy.PRODUCT, names=frozenset({"SAMPLE-1", "TEA-1"})),
            all_of=True,
            total=3_000,
            by="b@example.com",
            codes=("A", "B"),
            coupon="thanks",
        ),
        Wait(wait=Duration(count=14, unit=Unit.DAY), line=line + 4),
        At(at=datetime(2026, 6, 30, 15, tzinfo=UTC), line=line + 5),
        Do(
            trigger=TriggerKind.ORDER_PAID,
            line=line + 6,
            selector=Selector(by=SelectBy.CATEGORY, names=frozenset({"tea"})),
        ),
        ExpectMessage(
            channel=ChannelName.EMAIL, template="x", negated=True, line=line + 7, to="a@example.com"
        ),
    )


@pytest.mark.parametrize(
    ("line", "outcome", "negated"),
    [
        ('expect coupon "thanks"', Outcome.FIRED, False),
        ('expect no coupon "thanks" issued', Outcome.ISSUED, True),
        ('expect coupon "thanks" redeemed', Outcome.REDEEMED, False),
        ('expect coupon "thanks" expired', Outcome.EXPIRED, False),
        ('expect no coupon "thanks" usable', Outcome.USABLE, True),
        ('expect coupon "thanks" refused', Outcome.REFUSED, False),
        ('expect refused coupon "thanks"', Outcome.REFUSED, False),
    ],
)
def test_an_outcome_of_a_rule_is_expected_or_its_opposite(line: str, outcome: Outcome, negated: bool) -> None:
    found = timeline("at 2026-05-20", line)
    assert found.steps[-1] == ExpectRule(
        kind=Kind.COUPON, rule="thanks", outcome=outcome, negated=negated, line=found.line + 2
    )


@pytest.mark.requirement("S1.17", "V1")
def test_the_end_that_is_expected_is_exclusive() -> None:
    found = timeline(
        "at 2026-05-20", 'expect coupon "thanks" issued until 2026-06-03 23:59 to "a@example.com"'
    )
    (_, step) = found.steps
    assert isinstance(step, ExpectRule)
    assert (step.until, step.to) == (datetime(2026, 6, 3, 15, tzinfo=UTC), "a@example.com")


def test_a_price_is_expected_of_the_order_or_of_a_product() -> None:
    found = timeline("at 2026-05-20", "expect pays 3,500 JPY", 'expect no pays 5 JPY for product "TEA-1"')
    assert found.steps[1:] == (
        ExpectPrice(amount=3_500, negated=False, line=found.line + 2),
        ExpectPrice(amount=5, negated=True, line=found.line + 3, sku="TEA-1"),
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('customer "nobody"', "E0413"),
        ('customer "a@example.com" with cart.total is 5 JPY', "E0501"),
        ('customer "a@example.com" with customer.spent is 5', "E0502"),
        ('customer "a@example.com" with customer.orders is 5 JPY', "E0502"),
        ('do order paid with product "NOPE"', "E0401"),
        ("do order paid total 5 USD", "E0601"),
        ("do subscription cancelled", "E0308"),
        ("wait 0 days", "E0311"),
        ('expect offer "x" shown', "E0308"),
        ('expect coupon "thanks" clicked', "E0308"),
        ('expect sms "x" to "b"', None),
        ('expect push "x"', "E0308"),
        ("expect pays 5 USD", "E0601"),
        ('expect pays 5 JPY for product "NOPE"', "E0401"),
        ('expect coupon "nope" issued', "E0902"),
    ],
)
def test_a_step_that_makes_no_sense_is_an_error(line: str, code: str | None) -> None:
    text = f'{RULES}test "t" {{\n  at 2026-05-20\n  {line}\n  expect no email "x"\n}}\n'
    assert ([code] if code else []) == errors(checked(text))
