"""The examples that findings bring: really tried, written, read again and told in words."""

from dataclasses import replace
from datetime import timedelta

import orjson
import pytest

from engine.dsl.analyze.program import analyze
from engine.model.answers import RowProblem, Trial
from engine.model.cart import OrderState
from engine.model.decision import Decision
from engine.model.facts import CustomerFact
from engine.model.findings import TrialEvent
from engine.model.records import Shop, SourceFile
from engine.model.requests import BuyerRequest, CartRequest, LineRequest, OrderRequest
from engine.service.analyze_rules import analyze_program
from engine.service.publish import publish
from engine.service.rehearse import Rehearsed
from engine.service.trial_event import event_json, read_trial_event
from engine.service.try_rules import try_rules
from engine.store.memory import MemoryStore
from tests.analyze.asking import LOOP, MAY_20, TOKYO, compiled, coupon, found, sale
from tests.checker.shop import CATALOG
from tests.service.shop import TEST, make_engine

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
