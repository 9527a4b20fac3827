"""Which offer a paid order brings, and what it costs now and later (S4.13-35, S4.45-52, V8, V9, V16, V18, I16)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from engine.model.cart import Order
from engine.model.contract import Contract
from engine.model.effects import CreateOffer, Effect, StartTimer
from engine.model.events import TimerKind
from engine.model.offer import Buying, OfferBody, why_not_offerable
from engine.model.offer_instance import (
    OfferClaim,
    OfferedProduct,
    OfferInstance,
    OfferPageTexts,
    OfferTarget,
)
from engine.model.program import Rule, Scope, TriggerKind
from engine.model.quote import RefusalReason
from engine.runtime.claims import Claim, Counters, exceeded, issue_claim, limit_claims, spend_claim
from engine.runtime.issue import earning_sight
from engine.runtime.offer_case import Case, offer_id
from engine.runtime.offer_targets import taken_off, targets_of
from engine.runtime.quote import Pricing

SHOWN_WITHIN = timedelta(minutes=30)
"""An offer that no page has shown by then is missed: the promise does not wait for ever (D4.j, J7)."""

OPEN_AT_MOST = timedelta(hours=24)
"""`timer off`: the page waits for the shopper, but not longer than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """An offer rule that the order started, and why it is not the one."""

    rule: Rule
    reason: RefusalReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The offer of an order, if it brings one, with the counters that it sets aside; and rules that were passed over.

    Rules after the chosen one are passed over without being looked at: one order gets one offer (S4.35).
    """

    rule: Rule | None = None
    offer: OfferInstance | None = None
    claims: tuple[Claim, ...] = ()
    off: int = 0  # minor units that are set aside of a budget
    passed_over: tuple[PassedOver, ...] = ()


NO_OFFER = Choice()


def choose(pricing: Pricing, order: Order, contracts: Sequence[Contract], counters: Counters) -> Choice:
    """The offer with the smallest priority number that fits the order; ties go by name.

    `contracts` are those that the order begins, `counters` what is used up after everything else that it does.
    """
    prepared = pricing.checkout.prepared
    if order.renews or not prepared.offers.rules:
        return NO_OFFER
    started = prepared.offers.matches(earning_sight(pricing, order))
    if order.screening is not None and order.screening.verdict is not None:
        # Nobody sells more to an order that may be a fraud.
        return Choice(passed_over=tuple(_passed(started, RefusalReason.SCREENED)))
    passed_over: list[PassedOver] = []
    for place, rule in enumerate(started):
        found = _try(rule, pricing, order, contracts, counters)
        if isinstance(found, RefusalReason):
            passed_over.append(PassedOver(rule=rule, reason=found))
            continue
        rest = _passed(started[place + 1 :], RefusalReason.HIGHER_OFFER)
        offer, claims, off = found
        return Choice(rule=rule, offer=offer, claims=claims, off=off, passed_over=(*passed_over, *rest))
    return Choice(passed_over=tuple(passed_over))


def _passed(rules: Iterable[Rule], reason: RefusalReason) -> Iterator[PassedOver]:
    return (PassedOver(rule=rule, reason=reason) for rule in rules)


def offer_effects(choice: Choice) -> Iterator[Effect]:
    """Make the offer, and wait for its page to be shown."""
    if choice.offer is not None:
        yield CreateOffer(offer=choice.offer)
        due = choice.offer.show_until
        yield StartTimer(kind=TimerKind.OFFER_DEADLINE, subject=choice.offer.id, due=due)


def _try(
    rule: Rule, pricing: Pricing, order: Order, contracts: Sequence[Contract], counters: Counters
) -> tuple[OfferInstance, tuple[Claim, ...], int] | RefusalReason:
    """The offer of the rule with what it sets aside, or why it does not fit."""
    body = cast(OfferBody, rule.body)  # only offer rules are in this index
    product = pricing.checkout.prepared.program.catalog.products.get(body.product)
    if product is None or not product.in_stock or why_not_offerable(product, body.bought, body.offered):
        return RefusalReason.NOT_OFFERABLE  # sold out, or the catalogue has changed since (S4.26-28)
    if order.cart.test and not product.sandbox:
        return RefusalReason.TEST_ONLY  # S1.39
    triggers = _triggers(rule, body, pricing)
    if isinstance(triggers, RefusalReason):
        return triggers
    case = Case(rule=rule, body=body, product=product, pricing=pricing, order=order, triggers=triggers)
    targets = targets_of(case, contracts)
    if isinstance(targets, RefusalReason):
        return targets
    if _costs(targets) and not _can_be_charged(order, pricing):
        return RefusalReason.NO_PAYMENT_METHOD
    each = taken_off(case, targets)
    claims = _claims(case)
    if claims is None:
        return RefusalReason.EMAIL_REQUIRED
    reason = exceeded(claims, each * body.most, counters)
    if reason is not None:
        return reason
    return _offer(case, targets, tuple(_set_aside(claims, each, body.most))), claims, each * body.most


def _costs(targets: Iterable[OfferTarget]) -> bool:
    """Whether accepting has to be paid for, now or with a later delivery."""
    return any(target.first > 0 or (target.renewal or 0) > 0 for target in targets)


def _can_be_charged(order: Order, pricing: Pricing) -> bool:
    """Whether there is a payment to charge again (S4.3): the shop knows; else whether money was paid at all.

    What gift cards paid in full, and what cost nothing, left no card behind.
    """
    if order.chargeable is not None:
        return order.chargeable
    charged = pricing.quote.total if order.stated_total is None else order.stated_total
    return charged > sum(tender.amount for tender in pricing.quote.tenders)


def _triggers(rule: Rule, body: OfferBody, pricing: Pricing) -> tuple[int, ...] | RefusalReason:
    """The lines that start the rule, bought in the way that its pattern wants (S4.18, S4.20, S4.24)."""
    trigger, products = rule.trigger, pricing.checkout.basket.products
    if trigger is None:
        return RefusalReason.CONDITION_NOT_MET
    if trigger.kind is TriggerKind.SUBSCRIPTION_STARTED and body.bought is Buying.ONCE:
        return RefusalReason.BOUGHT_OTHERWISE  # what is bought once starts no subscription
    picked = [place for place, product in enumerate(products) if trigger.selector.picks(product)]
    if not body.others_allowed and len(picked) < len(products):
        return RefusalReason.OTHER_PRODUCTS
    lines = pricing.checkout.sight.cart.lines
    wanted = body.bought is Buying.SUBSCRIPTION
    right = tuple(place for place in picked if bool(lines[place].plan) is wanted)
    return right or RefusalReason.BOUGHT_OTHERWISE


def _claims(case: Case) -> tuple[Claim, ...] | None:
    """Limits and budget of the rule; None when the buyer is not known well enough to count. Tests count nowhere."""
    checkout, prepared = case.pricing.checkout, case.prepared
    if checkout.test:
        return ()
    claims = limit_claims(case.rule, checkout.buyer, checkout.now, prepared.zone)
    budget = prepared.budget_of(case.rule)
    if claims is None or budget is None:
        return claims
    issue = issue_claim(budget, checkout.buyer, checkout.now, prepared.zone)
    return None if issue is None else claims + spend_claim(budget, checkout.now, prepared.zone) + issue


def _set_aside(claims: Iterable[Claim], each: int, most: int) -> Iterator[OfferClaim]:
    """What is given back when the offer is not bought, or not in the largest quantity (I23)."""
    for claim in claims:
        yield OfferClaim(
            key=claim.key,
            amount=claim.size(each * most),
            each=each if claim.money else None,
            window_ends=claim.window_ends,
            personal=claim.key.area == "limit" and claim.key.subject.startswith(_PERSONAL),
        )


_PERSONAL = tuple(f"{scope}:" for scope in (Scope.CUSTOMER, Scope.EMAIL))


def _offer(case: Case, targets: tuple[OfferTarget, ...], claims: tuple[OfferClaim, ...]) -> OfferInstance:
    body, product, page, now = case.body, case.product, case.body.page, case.pricing.checkout.now
    timer = page.timer
    return OfferInstance(
        id=offer_id(case.order.id),
        rule=case.rule.name,
        revision=case.prepared.program.revision,
        order_id=case.order.id,
        buyer=case.order.cart.buyer,
        bought=body.bought,
        offered=body.offered,
        product=OfferedProduct(
            sku=product.sku,
            name=product.name,
            price=product.price,
            text=product.description if page.text is None else page.text,
            image_url=product.image_url,
        ),
        targets=targets,
        trigger_lines=case.triggers,
        currency=case.pricing.quote.currency,
        least=body.least,
        most=body.most,
        free_shipping=body.free_shipping,
        page=OfferPageTexts(
            headline=page.headline,
            timer_shown=timer is not None and timer.shown,
            timer_text="" if timer is None else timer.text,
            buy=page.buy,
            close=page.close,
        ),
        terms=body.terms,
        decided_at=now,
        show_until=now + SHOWN_WITHIN,
        open_for=OPEN_AT_MOST if timer is None else timer.length.exact,
        claims=claims,
        test=case.pricing.checkout.test,
    )
