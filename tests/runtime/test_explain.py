"""The trace says what was looked at, what was found, and what became of each rule."""

from dataclasses import replace
from datetime import time, timedelta
from fractions import Fraction

import pytest

from engine.model.cart import OrderState
from engine.model.condition import Compare, Group, Operator, Quantifier
from engine.model.decision import Decision, Problem, Rejection, TraceStep, Verdict
from engine.model.facts import CounterKey, CustomerFact, Facts
from engine.model.program import Budget, Limit, Opening, Scope, Status, Trigger, TriggerKind, Window, World
from engine.model.quote import RefusalReason
from engine.model.reward import Bundle, BuyGet, Gift, Reward, Tier, Tiers
from engine.model.selector import ANY_PRODUCT, SelectBy, Selector
from engine.runtime.decide import decide
from engine.runtime.explain import explain_quote
from engine.runtime.prepare import Prepared
from engine.runtime.wording import condition_words, duration_words, selector_words
from engine.values.duration import Duration, Unit
from tests.runtime.make import ANY, BOB, ISSUED, MAY_20, TOKYO, cart, coupon, only, paid, ready, sale, yen

CODE = "12345678"


def trace(shop: Prepared, bought=None, facts: Facts | None = None) -> list[TraceStep]:  # type: ignore[no-untyped-def]
    found = explain_quote(shop, bought or cart("B"), facts or Facts(), MAY_20)
    assert isinstance(found, Decision)
    assert () == found.effects
    return list(found.trace)


def told(steps: list[TraceStep]) -> list[tuple[str, str, Verdict]]:
    return [(one.rule, one.label, one.verdict) for one in steps]


def test_each_condition_is_told_with_what_was_found_and_its_line() -> None:
    over = Compare(field="cart.total", operator=Operator.AT_LEAST, operands=(5000,), line=7)
    [step] = trace(ready(sale(condition=over)))
    assert TraceStep(
        rule="sale", path="", line=7, label="if", verdict=Verdict.FAILS, expected="cart.total at least 5,000 JPY",
        found="2,000 JPY",
    ) == step  # fmt: skip


def test_unless_wants_the_opposite_and_any_is_told_as_a_whole() -> None:
    blocked = Compare(field="customer.blocked", operator=Operator.IS_TRUE)
    gold = Compare(field="customer.tags", operator=Operator.HAS, operands=("gold",))
    condition = Group(
        quantifier=Quantifier.ALL,
        members=(
            Group(quantifier=Quantifier.NONE, members=(blocked,)),
            Group(quantifier=Quantifier.ANY, members=(gold, blocked), line=3),
        ),
    )
    steps = trace(
        ready(sale(condition=condition)), facts=Facts(customer=CustomerFact(tags=frozenset({"gold"})))
    )
    assert [
        ("sale", "unless", Verdict.HOLDS),
        ("sale", "if any", Verdict.HOLDS),
        ("sale", "if", Verdict.HOLDS),
        ("sale", "if", Verdict.FAILS),
        ("sale", "discount", Verdict.APPLIED),
    ] == told(steps)
    assert ["no", '"gold"'] == [steps[0].found, steps[2].found]


@pytest.mark.parametrize(
    ("change", "label"),
    [
        ({"status": Status.PAUSED}, "status"),
        ({"world": World.SANDBOX}, "mode"),
        ({"window": Window(begins=MAY_20 + timedelta(1))}, "open"),
        ({"window": Window(ends=MAY_20)}, "open"),
        (
            {
                "window": Window(
                    openings=(Opening(weekdays=frozenset({6, 7}), since=time(10), until=time(22)),)
                )
            },
            "open",
        ),
        ({"trigger": Trigger(kind=TriggerKind.ORDER_PAID, selector=only("A"))}, "when"),
    ],
)
def test_what_stops_a_rule_before_its_conditions_ends_its_story(
    change: dict[str, object], label: str
) -> None:
    shop = ready(sale(**change, condition=Compare(field="customer.blocked", operator=Operator.IS_TRUE)))  # type: ignore[arg-type]
    assert [("sale", label, Verdict.FAILS)] == told(trace(shop))


def test_a_draft_is_not_mentioned() -> None:
    assert [] == trace(ready(sale(status=Status.DRAFT)))


def test_the_loser_is_told_with_what_it_would_have_taken() -> None:
    steps = trace(ready(sale("small", yen(100)), sale("large", yen(300))))
    assert [
        ("large", Verdict.APPLIED, 300, None),
        ("small", Verdict.LOST, 100, RefusalReason.NOT_COMBINABLE),
    ] == [(one.rule, one.verdict, one.amount, one.reason) for one in steps]


@pytest.mark.parametrize(
    ("targets", "reason"),
    [(only("C"), RefusalReason.NO_TARGET_IN_CART), (ANY_PRODUCT, RefusalReason.NOTHING_TO_TAKE_OFF)],
)
def test_a_sale_that_takes_nothing_says_why(targets: Selector, reason: RefusalReason) -> None:
    [step] = trace(ready(sale(discount=yen(0), targets=targets)))
    assert (Verdict.REFUSED, reason) == (step.verdict, step.reason)


def test_limits_and_budgets_are_told_with_what_is_used() -> None:
    limit = Limit(count=1, scope=Scope.CUSTOMER, every=Duration(count=30, unit=Unit.DAY))
    shop = ready(sale(limits=(limit,), budget="b"), budgets={"b": Budget(name="b", spend=5000)})
    facts = Facts(
        counters={
            CounterKey(area="limit", name="sale", subject="customer:a@x.jp"): 1,
            CounterKey(area="budget", name="b", subject="spend"): 4000,
        }
    )
    steps = trace(shop, facts=facts)
    assert [("limit", "at most 1", "1 used"), ("budget", "at most 5,000 JPY", "4,000 JPY used")] == [
        (one.label, one.expected, one.found) for one in steps[:2]
    ]
    assert RefusalReason.LIMIT_REACHED is steps[2].reason
    [unknown, _] = trace(ready(sale(limits=(limit,))), cart("B", email=None))
    assert ("1 per customer every 30 days", "an unknown buyer") == (unknown.expected, unknown.found)


def test_a_test_order_is_told_no_counters() -> None:
    steps = trace(ready(sale(limits=(Limit(count=1),), world=World.SANDBOX)), cart("A", test=True))
    assert ["mode", "discount"] == [one.label for one in steps]


def test_codes_are_told_by_coupon_id_and_never_repeated() -> None:
    shop = ready(coupon(), sale("shared", codes=("WELCOME",), stacking=ANY))
    bought = cart("B", codes=(CODE, "UNKNOWN1", "WELCOME"))
    steps = trace(shop, bought, Facts(coupons={CODE: ISSUED}))
    assert [
        ("shared", "discount", Verdict.LOST),
        ("thanks", "code", Verdict.APPLIED),
        ("", "code", Verdict.REFUSED),
    ] == told(steps)
    assert ["", "c1", ""] == [one.found for one in steps]
    assert not any(CODE in str(one) or "UNKNOWN1" in str(one) for one in steps)


def test_a_refused_coupon_says_why() -> None:
    [step] = trace(ready(), cart("B", codes=(CODE,), email=BOB), Facts(coupons={CODE: ISSUED}))
    assert (Verdict.REFUSED, RefusalReason.NOT_YOURS, "c1") == (step.verdict, step.reason, step.found)


def test_a_sale_with_a_code_is_told_only_when_the_code_was_entered() -> None:
    assert [] == trace(ready(sale("shared", codes=("WELCOME",))))


def test_a_decision_tells_which_coupons_were_earned() -> None:
    shop = ready(
        coupon("earned"), coupon("limited", limits=(Limit(count=1),)), coupon("other", bought=only("B")),
        coupon("silent", digits=None),
    )  # fmt: skip
    facts = Facts(counters={CounterKey(area="limit", name="limited", subject="shop"): 1})
    found = decide(shop, paid(cart("A")), facts, trace=True)
    assert isinstance(found, Decision)
    assert [
        ("earned", "when", Verdict.HOLDS),
        ("earned", "code", Verdict.APPLIED),
        ("limited", "when", Verdict.HOLDS),
        ("limited", "limit", Verdict.FAILS),
        ("limited", "code", Verdict.REFUSED),
        ("other", "when", Verdict.FAILS),
        ("silent", "when", Verdict.HOLDS),
        ("silent", "code", Verdict.REFUSED),
    ] == told(list(found.trace))
    assert 'order paid with product "B"' == found.trace[5].expected
    assert ("a code line", "nothing") == (found.trace[7].expected, found.trace[7].found)


def test_a_decision_without_trace_is_the_same_but_for_the_trace() -> None:
    shop = ready(sale(), coupon())
    plain, told_too = (decide(shop, paid(cart("A")), Facts(), trace=one) for one in (False, True))
    assert isinstance(plain, Decision)
    assert isinstance(told_too, Decision)
    assert plain == replace(told_too, trace=())


def test_a_pending_order_is_told_what_it_would_earn_nothing_of() -> None:
    found = decide(ready(coupon()), paid(cart("A"), state=OrderState.PENDING), Facts(), trace=True)
    assert isinstance(found, Decision)
    assert ["when"] == [one.label for one in found.trace]


def test_a_senseless_cart_has_no_trace() -> None:
    found = explain_quote(ready(), cart(), Facts(), MAY_20)
    assert isinstance(found, Rejection)
    assert Problem.EMPTY_CART is found.problem


@pytest.mark.parametrize(
    ("compare", "words"),
    [
        (Compare(field="cart.lines", operator=Operator.BETWEEN, operands=(2, 3)), "cart.lines between 2 and 3"),
        (Compare(field="customer.blocked", operator=Operator.IS_TRUE), "customer.blocked"),
        (Compare(field="customer.blocked", operator=Operator.IS, operands=(False,)), "customer.blocked is no"),
        (Compare(field="customer.tier", operator=Operator.ONE_OF, operands=("a", "b")),
         'customer.tier one of ("a", "b")'),
        (Compare(field="cart.items", operator=Operator.HAS, operands=(only("B", "A"),)),
         'cart.items has product "A", "B"'),
        (Compare(field="customer.last_order_at", operator=Operator.WITHIN, operands=(timedelta(days=30),)),
         "customer.last_order_at within 30 days"),
        (Compare(field="customer.first_order_at", operator=Operator.UNDER, operands=(MAY_20,)),
         "customer.first_order_at under 2026-05-20 10:00"),
    ],
)  # fmt: skip
def test_conditions_are_told_in_the_words_of_the_language(compare: Compare, words: str) -> None:
    assert words == condition_words(compare, "JPY", TOKYO)


def test_selectors_and_lengths_have_words() -> None:
    assert "any product" == selector_words(ANY_PRODUCT)
    assert 'any product except "A"' == selector_words(Selector(by=SelectBy.ANY, names=frozenset({"A"})))
    assert ["1 day", "36 hours", "5 minutes", "7 seconds"] == [
        duration_words(timedelta(seconds=one)) for one in (86_400, 129_600, 300, 7)
    ]


def test_what_was_found_is_told_for_every_kind_of_fact() -> None:
    conditions = [
        Compare(field="cart.items", operator=Operator.HAS, operands=(only("B"),)),
        Compare(field="customer.last_order_at", operator=Operator.WITHIN, operands=(timedelta(days=1),)),
        Compare(field="customer.tier", operator=Operator.IS, operands=("x",)),
        Compare(field="cart.lines", operator=Operator.OVER, operands=(0,)),
    ]
    condition = Group(quantifier=Quantifier.ALL, members=tuple(conditions))
    steps = trace(ready(sale(condition=condition)))
    assert ['"B"', "unknown", '""', "1"] == [one.found for one in steps]


def test_the_trace_says_what_a_set_wants_and_what_the_cart_holds() -> None:
    steps = Tiers(tiers=(Tier(discount=yen(5000), amount=9000), Tier(discount=yen(300), amount=1000)))
    found = trace(ready(sale(discount=steps)), cart("B"))
    assert [
        ("tier", Verdict.HOLDS, "at least 1,000 JPY", "2,000 JPY"),
        ("tier", Verdict.FAILS, "at least 9,000 JPY", "2,000 JPY"),
        ("tier", Verdict.APPLIED, "", ""),
    ] == [(one.label, one.verdict, one.expected, one.found) for one in found]


@pytest.mark.parametrize(
    ("reward", "wants"),
    [
        (BuyGet(buy=2, get=1, rate=Fraction(1)), [("buy", "at least 3 items", "1 item")]),
        (
            BuyGet(buy=1, get=1, rate=Fraction(1), of=only("C")),
            [("buy", "at least 1 item", "1 item"), ("buy", "at least 1 item", "0 items")],
        ),
        (Bundle(selector=only("A", "B"), price=5), [("bundle", "at least 2 items", "1 item")]),
        (Bundle(selector=ANY_PRODUCT, count=4, price=5), [("bundle", "at least 4 items", "1 item")]),
    ],
)
def test_the_trace_says_how_much_is_missing(reward: Reward, wants: list[tuple[str, str, str]]) -> None:
    *steps, last = trace(ready(sale(discount=reward)), cart("B"))
    assert wants == [(one.label, one.expected, one.found) for one in steps]
    assert (last.verdict, last.reason) == (Verdict.REFUSED, RefusalReason.CONDITION_NOT_MET)


def test_the_trace_of_a_gift_says_that_it_is_given() -> None:
    [last] = trace(ready(sale(discount=Gift(sku="D"))), cart("B"))
    assert (last.label, last.verdict, last.amount) == ("gift", Verdict.APPLIED, 0)
