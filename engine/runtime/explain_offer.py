"""The trace of the offers of a paid order: every offer rule, line by line, and why it was the one or not."""

from collections.abc import Iterator
from dataclasses import replace

from engine.model.cart import Order
from engine.model.decision import TraceStep, Verdict
from engine.model.offer import OfferBody
from engine.model.offer_instance import OfferInstance
from engine.model.program import Rule, Status
from engine.model.quote import RefusalReason
from engine.runtime.after_purchase import Brought
from engine.runtime.explain import View, counter_steps, standing_steps
from engine.runtime.issue import earning_sight
from engine.runtime.quote import Pricing
from engine.runtime.wording import money_words

_LABELS = {
    RefusalReason.BOUGHT_OTHERWISE: "pattern",
    RefusalReason.OTHER_PRODUCTS: "others",
    RefusalReason.SEVERAL_PLANS: "on",
    RefusalReason.NO_SUCH_CYCLE: "show",
    RefusalReason.NOT_OFFERABLE: "show",
    RefusalReason.TEST_ONLY: "show",
    RefusalReason.LIMIT_REACHED: "limit",
    RefusalReason.EMAIL_REQUIRED: "limit",
    RefusalReason.BUDGET_SPENT: "budget",
    RefusalReason.HIGHER_OFFER: "priority",
    RefusalReason.SCREENED: "when",
    RefusalReason.NO_PAYMENT_METHOD: "when",
    RefusalReason.CONDITION_NOT_MET: "when",
}
"""The line of the rule that a reason is about."""


def explain_offers(pricing: Pricing, brought: Brought, order: Order) -> tuple[TraceStep, ...]:
    """The offer rules in order of priority, with what a piece of the one that was made costs now and later."""
    sight, choice = earning_sight(pricing, order), brought.choice
    passed = {one.rule.name: one.reason for one in choice.passed_over}
    steps: list[TraceStep] = []
    for rule in _offer_rules(pricing):
        view = View(rule=rule, checkout=pricing.checkout, sight=sight)
        steps.extend(standing_steps(view))
        if choice.rule is not None and rule.name == choice.rule.name and choice.offer is not None:
            steps.extend(counter_steps(view))
            steps.append(replace(view.outcome("offer", Verdict.APPLIED), found=_prices(choice.offer)))
        elif rule.name in passed:
            reason = passed[rule.name]
            steps.extend(counter_steps(view))
            lost = reason is RefusalReason.HIGHER_OFFER
            steps.append(view.outcome(_LABELS[reason], Verdict.LOST if lost else Verdict.REFUSED, reason))
    return tuple(steps)


def _prices(offer: OfferInstance) -> str:
    now = f"{money_words(offer.first, offer.currency)} now"
    later = offer.renewal
    return now if later is None else f"{now}, {money_words(later, offer.currency)} later"


def _offer_rules(pricing: Pricing) -> Iterator[Rule]:
    rules = (
        rule
        for rule in pricing.checkout.prepared.program.rules
        if isinstance(rule.body, OfferBody) and rule.status is not Status.DRAFT
    )
    yield from sorted(rules, key=lambda rule: (rule.priority, rule.name))
