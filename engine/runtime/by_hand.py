"""A coupon that staff give by hand: what the rule promises, without its occasion."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from engine.model.cart import Cart
from engine.model.decision import Decision, Problem, Rejection
from engine.model.effects import Effect, SendMessage
from engine.model.events import CouponRequested
from engine.model.facts import CustomerFact, Facts
from engine.model.quote import RefusalReason
from engine.runtime.cause import Cause
from engine.runtime.claims import use_counters
from engine.runtime.interpret import in_force
from engine.runtime.issue import Earned, Ends, grant, issue_effects
from engine.runtime.prepare import Prepared
from engine.runtime.stats import count, earned_figures
from engine.vocabulary.fields import Sight


def decide_request(prepared: Prepared, event: CouponRequested, facts: Facts) -> Decision | Rejection:
    """The coupon, its end and its mail. The rule's limits and budget hold here too; its conditions are staff's."""
    rule = prepared.issuers.get(event.rule)
    if rule is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("rule",), args=(("id", event.rule),))
    cart = Cart(lines=(), buyer=event.receiver)
    sight = Sight(cart=cart, customer=CustomerFact(), catalog=prepared.program.catalog, now=event.at)
    if not in_force(rule, sight, prepared.zone):
        return _refused(RefusalReason.RULE_NOT_LIVE)
    cause = Cause(receiver=event.receiver, occurrence=event.id)
    outcome = grant(rule, cause, prepared, Counter(facts.counters), Ends(event.at, prepared.zone))
    if outcome.coupon is None:
        return _refused(outcome.reason or RefusalReason.RULE_NOT_LIVE)
    return Decision(
        revision=prepared.program.revision, effects=tuple(_effects(prepared, event, outcome, facts))
    )


def _effects(prepared: Prepared, event: CouponRequested, outcome: Earned, facts: Facts) -> Iterator[Effect]:
    yield from use_counters([(outcome.claims, 0)], facts.counters)
    for effect in issue_effects(outcome, event.at, prepared):
        yield replace(effect, order_id=event.order_id) if isinstance(effect, SendMessage) else effect
    yield from count(earned_figures([outcome]), event.at, prepared.zone)


def _refused(reason: RefusalReason) -> Rejection:
    return Rejection(problem=Problem.NOT_ISSUED, path=("rule",), args=(("reason", reason.value),))
