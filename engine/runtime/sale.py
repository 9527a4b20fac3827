"""Sales: when one applies to a cart, and what it would take off."""

from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from engine.model.cart import Buyer
from engine.model.catalog import Catalog
from engine.model.program import Kind, Rule, SaleBody, Status, World
from engine.model.quote import Refusal, RefusalReason
from engine.model.reward import Gift, Tiers
from engine.runtime.basket import Basket
from engine.runtime.candidate import Candidate, Considered, Present, considered
from engine.runtime.checkout import Checkout
from engine.runtime.claims import Claim, issue_claim, limit_claims, spend_claim
from engine.runtime.deduction import Deduction, complete, reached, worth_alone, worth_at_most
from engine.runtime.interpret import holds, triggered
from engine.runtime.prepare import Prepared
from engine.runtime.schedule import Phase, phase
from engine.vocabulary.fields import Sight


def sale_candidate(rule: Rule, code: str | None, checkout: Checkout) -> Considered:
    """What a sale whose conditions hold would take off."""
    body = cast(SaleBody, rule.body)  # the caller sorted rules by their bodies
    claims = () if checkout.test else sale_claims(rule, checkout.prepared, checkout.buyer, checkout.now)
    if claims is None:
        return Refusal(reason=RefusalReason.EMAIL_REQUIRED, rule=rule.name, code=code)
    deduction = deduction_of(body, checkout.basket)
    if isinstance(deduction, RefusalReason):
        return Refusal(reason=deduction, rule=rule.name, code=code)
    candidate = Candidate(
        rule=rule.name,
        names=frozenset((rule.name, *rule.was)),
        kind=Kind.SALE,
        deduction=deduction,
        amount=worth_alone(deduction, checkout.basket, checkout.rounding),
        most=worth_at_most(deduction, checkout.basket, checkout.rounding),
        stacking=body.stacking,
        gateway_shows=body.gateway_shows,
        priority=rule.priority,
        claims=claims,
        code=code,
        present=_present(body, checkout.prepared.program.catalog),
        lane=body.lane,
    )
    return considered(candidate, checkout.facts)


def deduction_of(body: SaleBody, basket: Basket) -> Deduction | RefusalReason:
    """What the sale takes off this cart, or why it takes off nothing: no target, no tier reached, no set complete."""
    reward = body.discount
    targets = basket.targets(body.meant, one_time_coupon=False)
    if not targets:
        return RefusalReason.NO_TARGET_IN_CART
    if isinstance(reward, Tiers):
        discount = reached(reward, targets, basket)
        if discount is None:
            return RefusalReason.CONDITION_NOT_MET
        reward = discount
    deduction = Deduction(reward=reward, targets=targets, pick=body.pick, floor=body.floor)
    return deduction if complete(deduction, basket) else RefusalReason.CONDITION_NOT_MET


def _present(body: SaleBody, catalog: Catalog) -> Present | None:
    """The gift, when the catalogue has it in stock."""
    reward = body.discount
    product = catalog.products.get(reward.sku) if isinstance(reward, Gift) else None
    if not isinstance(reward, Gift) or product is None or not product.in_stock:
        return None
    return Present(product=product, quantity=reward.quantity)


def sale_claims(rule: Rule, prepared: Prepared, buyer: Buyer, at: datetime) -> tuple[Claim, ...] | None:
    """The counters that a grant of this sale uses; None when the buyer is not known well enough to count."""
    claims = limit_claims(rule, buyer, at, prepared.zone)
    budget = prepared.budget_of(rule)
    if claims is None or budget is None:
        return claims
    issue = issue_claim(budget, buyer, at, prepared.zone)
    return None if issue is None else claims + spend_claim(budget, at, prepared.zone) + issue


def shared_rule(code: str, checkout: Checkout) -> Rule | None:
    """The sale that a shared code belongs to; a coupon goes before a sale that is no longer live."""
    rule = checkout.prepared.by_code.get(code)
    if rule is not None and rule.status is not Status.LIVE and code in checkout.facts.coupons:
        return None
    return rule


def shared_code_candidate(rule: Rule, code: str, checkout: Checkout, sight: Sight) -> Considered:
    """What the sale behind a shared code would take off, or why it does not act (S1.43).

    `sight` knows, where the rule asks, what automatic discounts have taken off.
    """
    reason = _why_not_acting(rule, checkout.prepared, sight)
    if reason is not None:
        return Refusal(reason=reason, rule=rule.name, code=code)
    return sale_candidate(rule, code, checkout)


_OUT_OF_TIME = {
    Phase.BEFORE: RefusalReason.NOT_STARTED,
    Phase.CLOSED: RefusalReason.CONDITION_NOT_MET,
    Phase.AFTER: RefusalReason.EXPIRED,
}


def why_closed(rule: Rule, at: datetime, zone: ZoneInfo) -> RefusalReason | None:
    """Why the sale acts on no cart at all at this instant, if it does not."""
    if rule.status is not Status.LIVE:
        return RefusalReason.RULE_NOT_LIVE
    when = phase(rule.window, at, zone)
    return None if when is Phase.OPEN else _OUT_OF_TIME[when]


def _why_not_acting(rule: Rule, prepared: Prepared, sight: Sight) -> RefusalReason | None:
    closed = why_closed(rule, sight.now, prepared.zone)
    if closed is not None:
        return closed
    if rule.world is World.SANDBOX and not sight.cart.test:
        return RefusalReason.TEST_ONLY
    if triggered(rule.trigger, sight) and holds(rule.condition, sight):
        return None
    return RefusalReason.CONDITION_NOT_MET
