"""The trace says of every offer rule why it was the one, or why not, at the line that decided."""

from dataclasses import replace
from typing import Any

import pytest

from engine.model.cart import Order
from engine.model.decision import Decision, TraceStep, Verdict
from engine.model.events import OrderRecorded
from engine.model.facts import CounterKey, Facts
from engine.model.offer import SeveralPlans
from engine.model.program import Limit, Rule, Status
from engine.model.quote import RefusalReason
from engine.model.screening import Screening
from engine.model.screening import Verdict as Screened
from engine.runtime.decide import decide
from tests.runtime.offers import ONCE, PRODUCTS, SUBSCRIPTION, TWO_PLANS, bought, line, offer, shop


def outcomes(
    rules: tuple[Rule, ...], event: OrderRecorded, facts: Facts | None = None, **more: Any
) -> list[TraceStep]:
    found = decide(shop(*rules, **more), event, facts or Facts(), trace=True)
    assert isinstance(found, Decision)
    return [one for one in found.trace if one.verdict not in {Verdict.HOLDS, Verdict.FAILS}]


def told(
    rule: Rule, event: OrderRecorded, facts: Facts | None = None, **more: Any
) -> tuple[str, RefusalReason]:
    """Label and reason of the one rule that was passed over."""
    [step] = outcomes((rule,), event, facts, **more)
    assert step.reason is not None
    return step.label, step.reason


@pytest.mark.requirement("S4.35", "V16")
def test_the_offer_that_was_made_shows_its_prices_and_the_next_one_lost_by_its_priority() -> None:
    rules = (offer("b", priority=2), offer("a", ONCE, SUBSCRIPTION, priority=1))
    made, lost = outcomes(rules, bought(line()))
    assert ("a", "offer", Verdict.APPLIED, "720 JPY now, 900 JPY later") == (
        made.rule,
        made.label,
        made.verdict,
        made.found,
    )
    assert ("b", "priority", Verdict.LOST) == (lost.rule, lost.label, lost.verdict)


def test_a_price_without_later_orders_says_only_now() -> None:
    [made] = outcomes((offer(),), bought(line()))
    assert made.found == "800 JPY now"


@pytest.mark.parametrize(
    ("rule", "event", "expected"),
    [
        (offer(bought=SUBSCRIPTION), bought(line()), ("pattern", RefusalReason.BOUGHT_OTHERWISE)),
        (
            offer(others_allowed=False),
            bought(line(), line("B", price=2000)),
            ("others", RefusalReason.OTHER_PRODUCTS),
        ),
        (
            offer(bought=SUBSCRIPTION, offered=SUBSCRIPTION, several_plans=SeveralPlans.NONE),
            bought(*TWO_PLANS),
            ("on", RefusalReason.SEVERAL_PLANS),
        ),
        (
            offer(bought=SUBSCRIPTION, offered=SUBSCRIPTION),
            bought(line(plan="weekly")),
            ("show", RefusalReason.NO_SUCH_CYCLE),
        ),
    ],
)
@pytest.mark.requirement("S4.23", "S4.24", "S4.31")
def test_a_rule_that_does_not_fit_says_which_line_of_it(
    rule: Rule, event: OrderRecorded, expected: tuple[str, RefusalReason]
) -> None:
    assert expected == told(rule, event)


@pytest.mark.requirement("S4.28")
def test_a_product_that_can_no_longer_be_offered_is_told() -> None:
    assert ("show", RefusalReason.NOT_OFFERABLE) == told(offer(), bought(line()), products=PRODUCTS[:2])


def test_a_limit_that_is_reached_is_told_with_what_was_used() -> None:
    rule = offer(rule={"limits": (Limit(count=1),)})
    used = Facts(counters={CounterKey(area="limit", name="upsell", subject="shop"): 1})
    assert ("limit", RefusalReason.LIMIT_REACHED) == told(rule, bought(line()), used)


def test_a_screened_order_brings_none_whatever_started() -> None:
    event = bought(line())
    held = Order(
        id="1",
        state=event.order.state,
        cart=event.order.cart,
        placed_at=event.order.placed_at,
        screening=Screening(verdict=Screened.HOLD),
    )
    screened = OrderRecorded(id=event.id, at=event.at, order=held)
    assert ("when", RefusalReason.SCREENED) == told(offer(), screened)


@pytest.mark.requirement("S4.3")
def test_an_order_whose_payment_cannot_be_charged_again_says_so() -> None:
    event = bought(line())
    transfer = replace(event, order=replace(event.order, chargeable=False))
    assert ("when", RefusalReason.NO_PAYMENT_METHOD) == told(offer(), transfer)


def test_what_did_not_start_shows_why_and_a_draft_is_not_there() -> None:
    rules = (
        offer("a"),
        offer("b", rule={"status": Status.DRAFT}),
        offer("c", rule={"status": Status.PAUSED}),
    )
    found = decide(shop(*rules), bought(line("B", price=2000)), Facts(), trace=True)
    assert isinstance(found, Decision)
    assert [("a", "when"), ("c", "status"), ("c", "when")] == [
        (one.rule, one.label) for one in found.trace if one.verdict is Verdict.FAILS
    ]
