"""What holds for any rules and any cart (I15, I17, I18)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.model.decision import Decision
from engine.model.facts import Facts
from engine.model.program import Program, Rule, ShopSettings, Status
from engine.model.quote import Quote
from engine.model.reward import Gift
from engine.runtime.decide import decide
from engine.runtime.needs import needs, quote_needs
from engine.runtime.prepare import prepare
from engine.runtime.quote import quote
from engine.values.money import Rounding
from tests.runtime import worlds
from tests.runtime.make import MAY_20, coupon, paid, program, sale
from tests.support.examples import examples

Draw = Callable[[st.SearchStrategy[Any]], Any]


@st.composite
def rule_sets(draw: st.DrawFn) -> list[Rule]:
    names = [f"r{number:02d}" for number in range(draw(st.integers(0, 7)))]
    return [_rule(draw, name) for name in names]


def _rule(draw: Draw, name: str) -> Rule:
    status = draw(worlds.statuses)
    if draw(st.booleans()):
        return coupon(name, bought=draw(worlds.selectors), condition=draw(worlds.conditions), status=status)
    return sale(
        name,
        draw(worlds.rewards),
        targets=draw(worlds.selectors),
        pick=draw(st.none() | worlds.picks),
        floor=draw(st.none() | worlds.floors),
        lane=draw(worlds.lanes),
        stacking=draw(worlds.stackings),
        status=status,
        priority=draw(st.integers(1, 3)),
        codes=draw(st.just(()) | st.just((f"CODE{name.upper()}",))),
    )


programs = st.builds(
    lambda rules, rounding: program(*rules, settings=ShopSettings(rounding=rounding)),
    rule_sets(),
    st.sampled_from(Rounding),
)
carts = worlds.carts.map(lambda cart: replace(cart, test=False))
codes = st.lists(st.integers(0, 7).map(lambda number: f"CODER{number:02d}"), max_size=3, unique=True)
quick = settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(programs, carts, codes, worlds.customers)
def test_sums_are_exact_and_nothing_goes_below_zero(shop: Program, cart, entered, customer) -> None:  # type: ignore[no-untyped-def]
    found = quote(prepare(shop), replace(cart, codes=tuple(entered)), Facts(customer=customer), MAY_20)
    assert isinstance(found, Quote)
    assert found.total >= 0
    assert found.total == found.subtotal + found.shipping - found.discount
    assert found.discount == sum(one.amount for one in found.adjustments)
    for one in found.adjustments:
        assert one.amount > 0 or isinstance(one.discount, Gift)
        assert one.shipping >= 0
        assert min(one.per_line) >= 0
    for place, line in enumerate(found.lines):
        assert line.discount == sum(one.per_line[place] for one in found.adjustments)
        assert 0 <= line.total == line.subtotal - line.discount
    told = {one.code for one in found.adjustments} | {one.code for one in found.refusals}
    assert set(entered) == told - {None}
    assert found.gateway_total >= found.total


@quick
@given(programs, carts, worlds.customers, st.randoms(use_true_random=False))
def test_the_order_in_which_rules_are_written_changes_nothing(shop: Program, cart, customer, dice) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(shop.rules)
    dice.shuffle(shuffled)
    event, facts = paid(cart), Facts(customer=customer)
    first = decide(prepare(shop), event, facts, trace=True)
    second = decide(prepare(replace(shop, rules=tuple(shuffled))), event, facts, trace=True)
    assert first == second
    assert repr(first) == repr(second)


@quick
@given(programs, carts, codes, worlds.customers, st.data())
def test_a_draft_changes_nothing(shop: Program, cart, entered, customer, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    drafts = [replace(_rule(data.draw, f"r{number:02d}"), status=Status.DRAFT) for number in (8, 9)]
    drafts = [replace(one, was=tuple(rule.name for rule in shop.rules)) for one in drafts]
    cart = replace(cart, codes=(*entered, "CODER08"))
    event, facts = paid(cart), Facts(customer=customer)
    with_drafts = replace(shop, rules=(*drafts, *shop.rules))
    assert quote(prepare(shop), cart, facts, MAY_20) == quote(prepare(with_drafts), cart, facts, MAY_20)
    assert decide(prepare(shop), event, facts, trace=True) == decide(
        prepare(with_drafts), event, facts, trace=True
    )
    assert quote_needs(prepare(shop), cart, MAY_20) == quote_needs(prepare(with_drafts), cart, MAY_20)
    assert needs(prepare(shop), event) == needs(prepare(with_drafts), event)


@quick
@given(programs, carts, worlds.customers)
def test_an_order_costs_what_its_quote_said(shop: Program, cart, customer) -> None:  # type: ignore[no-untyped-def]
    facts = Facts(customer=customer)
    decision = decide(prepare(shop), paid(cart), facts)
    assert isinstance(decision, Decision)
    assert quote(prepare(shop), cart, facts, MAY_20) == decision.quote


@quick
@given(programs, carts, worlds.customers)
def test_adding_a_sale_that_stands_alone_never_costs_the_buyer_more(  # type: ignore[no-untyped-def]
    shop: Program, cart, customer
) -> None:
    facts = Facts(customer=customer)
    before = quote(prepare(shop), cart, facts, MAY_20)
    more = replace(shop, rules=(*shop.rules, sale("extra")))
    after = quote(prepare(more), cart, facts, MAY_20)
    assert isinstance(before, Quote)
    assert isinstance(after, Quote)
    assert after.total <= before.total
