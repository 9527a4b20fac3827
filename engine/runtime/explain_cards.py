"""The trace of giftcard rules: which looked at an order or a refund, what they found, and what they gave."""

from collections.abc import Iterable, Iterator

from engine.model.card_effects import CreditCard, PublishCard
from engine.model.cart import Cart, Order
from engine.model.decision import TraceStep, Verdict
from engine.model.effects import Effect
from engine.model.facts import ChargedOrder, Facts
from engine.model.gift_card import GiftCardBody
from engine.model.program import Rule, TriggerKind
from engine.model.refund import Refund
from engine.runtime.basket import Basket
from engine.runtime.card_earn import refund_sight
from engine.runtime.checkout import Checkout
from engine.runtime.explain import View, counter_steps, standing_steps
from engine.runtime.issue import earning_sight
from engine.runtime.prepare import Prepared
from engine.runtime.quote import Pricing


def explain_gifts(pricing: Pricing, order: Order, effects: Iterable[Effect]) -> tuple[TraceStep, ...]:
    """Giftcard rules that a paid order may start, and those whose cards paid for it."""
    effects, prepared = tuple(effects), pricing.checkout.prepared
    sight, steps = earning_sight(pricing, order), list[TraceStep]()
    for rule in _rules(prepared):
        view = View(rule=rule, checkout=pricing.checkout, sight=sight)
        if rule.trigger is not None and rule.trigger.kind is TriggerKind.ORDER_PAID:
            steps += _steps(view, effects)
        paid = sum(one.amount for one in pricing.quote.tenders if one.campaign == rule.name)
        if paid:
            steps.append(view.outcome("giftcard", Verdict.APPLIED, amount=paid))
    return tuple(steps)


def explain_refund(
    prepared: Prepared, past: ChargedOrder, refund: Refund, facts: Facts, effects: Iterable[Effect]
) -> tuple[TraceStep, ...]:
    """Giftcard rules that a refund may start."""
    effects, sight = tuple(effects), refund_sight(prepared, past.order, refund)
    nothing = Basket.of(Cart(lines=(), buyer=past.order.cart.buyer), prepared.program.catalog)
    checkout = Checkout(prepared=prepared, basket=nothing, sight=sight, facts=facts)
    rules = (
        one
        for one in _rules(prepared)
        if one.trigger is not None and one.trigger.kind is TriggerKind.REFUND_APPROVED
    )
    return tuple(
        step for rule in rules for step in _steps(View(rule=rule, checkout=checkout, sight=sight), effects)
    )


def _rules(prepared: Prepared) -> list[Rule]:
    rules = {rule.name: rule for rule in prepared.campaigns.values() if isinstance(rule.body, GiftCardBody)}
    return sorted(rules.values(), key=lambda rule: (rule.priority, rule.name))


def _steps(view: View, effects: tuple[Effect, ...]) -> Iterator[TraceStep]:
    standing = list(standing_steps(view))
    yield from standing
    if not all(step.verdict is Verdict.HOLDS for step in standing):
        return
    yield from counter_steps(view)
    name = view.rule.name
    given = any(isinstance(one, PublishCard) and one.campaign == name for one in effects)
    amount = sum(one.amount for one in effects if isinstance(one, CreditCard) and one.campaign == name)
    yield view.outcome("giftcard", Verdict.APPLIED if given else Verdict.REFUSED, amount=amount)
