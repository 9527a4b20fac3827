"""Limits and budgets in prices."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from engine.model.cart import Buyer
from engine.model.facts import CounterKey, Facts
from engine.model.program import (
    Budget,
    BudgetReaction,
    Limit,
    Scope,
)
from engine.model.quote import RefusalReason
from engine.runtime.claims import limit_claims
from engine.values.duration import Duration, Unit
from tests.runtime.make import (
    ANY,
    BOB,
    cart,
    coupon,
    ready,
    sale,
    yen,
)
from tests.runtime.pricing import CODE, priced, refusals, with_coupon


def limit_key(name: str = "sale", subject: str = "customer:a@x.jp") -> CounterKey:
    return CounterKey(area="limit", name=name, subject=subject)


@pytest.mark.parametrize(
    ("limit", "used", "reason"),
    [
        (Limit(count=1, scope=Scope.CUSTOMER), {}, None),
        (Limit(count=1, scope=Scope.CUSTOMER), {limit_key(): 1}, RefusalReason.LIMIT_REACHED),
        (Limit(count=1, scope=Scope.CUSTOMER), {limit_key(subject="customer:b@x.jp"): 1}, None),
        (
            Limit(count=2, scope=Scope.EMAIL),
            {limit_key(subject="email:a@x.jp"): 2},
            RefusalReason.LIMIT_REACHED,
        ),
        (Limit(count=100), {limit_key(subject="shop"): 100}, RefusalReason.LIMIT_REACHED),
        (Limit(count=1, scope=Scope.ORDER), {}, None),
        (
            Limit(count=2, scope=Scope.CUSTOMER),
            {limit_key(): 1, limit_key("old"): 1},
            RefusalReason.LIMIT_REACHED,
        ),
    ],
)
def test_a_limit_refuses_the_next_use_former_names_included(
    limit: Limit, used: dict[CounterKey, int], reason: RefusalReason | None
) -> None:
    shop = ready(sale(codes=("WELCOME",), limits=(limit,), was=("old",)))
    found = priced(shop, cart("B", codes=("WELCOME",)), Facts(counters=used))
    assert ([] if reason is None else [("WELCOME", reason)]) == refusals(found)


def test_a_limit_says_whether_it_means_a_window_or_everything_so_far() -> None:
    day = Duration(count=1, unit=Unit.DAY)
    limits = Limit(count=9), Limit(count=1, scope=Scope.CUSTOMER, every=day)
    rule, at = sale(limits=limits, was=("old",)), datetime(2026, 5, 20, tzinfo=UTC)
    claims = limit_claims(rule, Buyer(email="a@x.jp"), at, ZoneInfo("Asia/Tokyo"))
    assert claims is not None
    assert [("shop", False), ("customer:a@x.jp", True)] == [
        (one.key.subject, one.key.windowed) for one in claims
    ]
    assert [False, True] == [key.windowed for one in claims for key in one.former]


def test_a_limit_per_customer_needs_to_know_the_customer() -> None:
    shop = ready(sale(limits=(Limit(count=1, scope=Scope.CUSTOMER),)))
    found = priced(shop, cart("B", email=None))
    assert (2000, [(None, RefusalReason.EMAIL_REQUIRED)]) == (found.total, refusals(found))


def test_a_test_order_is_not_held_to_limits() -> None:
    shop = ready(sale(limits=(Limit(count=1),)))
    used = Facts(counters={limit_key(subject="shop"): 5})
    assert 900 == priced(shop, cart("A", test=True), used).total


SPENT = CounterKey(area="budget", name="spring", subject="spend")


@pytest.mark.parametrize(
    ("then", "spent", "total"),
    [
        (BudgetReaction.PAUSE, 0, 1900),
        (BudgetReaction.PAUSE, 900, 1900),
        (BudgetReaction.PAUSE, 901, 2000),
        (BudgetReaction.NOTIFY, 5000, 1900),
    ],
)
def test_a_budget_is_never_overdrawn_unless_it_only_notifies(
    then: BudgetReaction, spent: int, total: int
) -> None:
    spring = Budget(name="spring", spend=1000, then=then)
    shop = ready(sale(budget="spring"), budgets={"spring": spring})
    assert total == priced(shop, cart("B"), Facts(counters={SPENT: spent})).total


def test_two_sales_that_share_a_budget_cannot_overdraw_it_together() -> None:
    spring = Budget(name="spring", spend=1000)
    rules = [sale(name, yen(600), budget="spring", stacking=ANY) for name in ("a", "b")]
    found = priced(ready(*rules, budgets={"spring": spring}), cart("B"))
    assert ["a"] == [one.rule for one in found.adjustments]
    assert [("b", RefusalReason.BUDGET_SPENT, 600)] == [
        (one.rule, one.reason, one.amount) for one in found.refusals
    ]


def test_a_budget_of_uses_is_counted_per_its_scope() -> None:
    spring = Budget(name="spring", issue=Limit(count=1, scope=Scope.CUSTOMER))
    shop = ready(sale(budget="spring"), budgets={"spring": spring})
    used = CounterKey(area="budget", name="spring", subject="issue:customer:a@x.jp")
    assert 2000 == priced(shop, cart("B"), Facts(counters={used: 1})).total
    assert 1900 == priced(shop, cart("B", email=BOB), Facts(counters={used: 1})).total
    assert [RefusalReason.EMAIL_REQUIRED] == [
        one.reason for one in priced(shop, cart("B", email=None)).refusals
    ]


def test_redeeming_a_coupon_spends_its_rules_budget() -> None:
    shop = ready(coupon(budget="spring"), budgets={"spring": Budget(name="spring", spend=1000)})
    facts = replace(with_coupon(), counters={SPENT: 501})
    assert [(CODE, RefusalReason.BUDGET_SPENT)] == refusals(priced(shop, cart("B", codes=(CODE,)), facts))


def test_limits_with_a_window_and_several_of_one_scope_count_apart() -> None:
    daily = Limit(count=1, scope=Scope.CUSTOMER, every=Duration(count=1, unit=Unit.DAY))
    monthly = Limit(count=3, scope=Scope.CUSTOMER, every=Duration(count=30, unit=Unit.DAY))
    shop = ready(sale(limits=(daily, monthly)))
    used = {limit_key(subject="customer:a@x.jp every 30 days"): 3}
    assert 2000 == priced(shop, cart("B"), Facts(counters=used)).total
    assert 1900 == priced(shop, cart("B"), Facts(counters={limit_key(): 9})).total
