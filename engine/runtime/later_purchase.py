"""What an order starts that nobody reported: a later delivery, what an offer added, a switch (ADR 0074).

They are purchases like any other: coupons, gift cards and lists `when order paid` act on them. They bring no further
offer: one order, one page (S4.35).
"""

from collections.abc import Collection, Generator, Iterator
from dataclasses import replace
from datetime import datetime

from engine.model.cart import Order
from engine.model.effects import Effect
from engine.model.facts import Facts
from engine.model.quote import Quote
from engine.runtime.basket import Basket
from engine.runtime.card_earn import earned_cards
from engine.runtime.card_publish import Giving
from engine.runtime.checkout import Checkout
from engine.runtime.claims import Claim, use_counters
from engine.runtime.issue import earned, earning_sight, issue_effects
from engine.runtime.lists import order_effects, renewal_effects
from engine.runtime.prepare import Prepared
from engine.runtime.quote import Pricing
from engine.runtime.stats import count, earned_figures
from engine.vocabulary.fields import Sight


def known_part(prepared: Prepared, order: Order) -> Order | None:
    """The order with the lines whose products are still in the catalogue; None when none is."""
    lines = tuple(line for line in order.cart.lines if line.sku in prepared.program.catalog.products)
    return replace(order, cart=replace(order.cart, lines=lines)) if lines else None


def purchase_effects(
    prepared: Prepared, order: Order, quote: Quote, facts: Facts, at: datetime
) -> Iterator[Effect]:
    """Coupons, cards and lists of an order of its own; a later delivery (`order.renews`) joins its own lists only."""
    bought = known_part(prepared, order)
    if bought is None:
        return
    pricing = _pricing(prepared, bought, quote, facts, at)
    grants = yield from _coupons(pricing, bought, ())
    sight = earning_sight(pricing, bought)
    giving = Giving.start(prepared, facts, at, grants)
    yield from earned_cards(bought, quote, sight, giving)
    joins = renewal_effects if bought.renews else order_effects
    yield from joins(prepared, bought, sight, facts, at)


def addition_effects(
    prepared: Prepared, added: Order, quote: Quote, facts: Facts, at: datetime
) -> Iterator[Effect]:
    """Coupons and lists of lines that came into an order; what its first lines earned, it earned already (D1.e).

    Gift cards for a share of the order are not given again: their one publication is that of the order.
    """
    bought = known_part(prepared, added)
    if bought is None:
        return
    pricing = _pricing(prepared, bought, quote, facts, at)
    past = facts.charged.get(added.id)
    yield from _coupons(pricing, bought, () if past is None else {one.rule for one in past.issued})
    yield from order_effects(prepared, bought, earning_sight(pricing, bought), facts, at)


def _coupons(
    pricing: Pricing, order: Order, before: Collection[str]
) -> Generator[Effect, None, list[tuple[tuple[Claim, ...], int]]]:
    prepared, at = pricing.checkout.prepared, pricing.checkout.now
    coupons = tuple(one for one in earned(pricing, order) if not {one.rule.name, *one.rule.was} & set(before))
    grants = [(one.claims, 0) for one in coupons]
    yield from use_counters(grants, pricing.checkout.facts.counters)
    for one in coupons:
        yield from issue_effects(one, at, prepared)
    if not order.cart.test:
        yield from count(earned_figures(coupons), at, prepared.zone)
    return grants


def _pricing(prepared: Prepared, order: Order, quote: Quote, facts: Facts, at: datetime) -> Pricing:
    """The order at the price that was fixed for it: no sale acts on it any more."""
    catalog = prepared.program.catalog
    sight = Sight(cart=order.cart, customer=facts.customer, catalog=catalog, now=at, order=order)
    basket = Basket.of(order.cart, catalog)
    checkout = Checkout(prepared=prepared, basket=basket, sight=sight, facts=facts)
    return Pricing(checkout=checkout, quote=quote, applied=(), matched=(), late=sight)
