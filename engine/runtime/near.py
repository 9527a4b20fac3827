"""Which rules a cart has nearly reached: those that only a threshold of money or pieces keeps from giving more."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import cast

from engine.model.cart import Cart, CartLine
from engine.model.catalog import Catalog
from engine.model.condition import Compare, Operator
from engine.model.facts import CustomerFact
from engine.model.hint import Missing, Near
from engine.model.program import Rule, SaleBody
from engine.model.reward import Bundle, BuyGet, Tiers
from engine.runtime.basket import Basket
from engine.runtime.check_cart import check_cart
from engine.runtime.deduction import Deduction, take
from engine.runtime.interpret import compares
from engine.runtime.joined_index import Nearing
from engine.runtime.sale import deduction_of
from engine.runtime.thresholds import AMOUNT, thresholds
from engine.values.money import Rounding
from engine.vocabulary.fields import FIELD_BY_PATH, Sight

MOST_LOOKED_AT = 200
"""Rules that are compared with one cart, the first by priority."""

MOST_TRIED = 6
"""Raised carts that are priced, the nearest first."""


def near(
    rules: Nearing, coded: Iterable[tuple[str, Rule]], cart: Cart, catalog: Catalog, now: datetime
) -> tuple[Near, ...]:
    """What a checked cart is near, nearest first: at most six, each at least half way there.

    `coded` are the rules of the shared codes in the cart. Whether a rule would really act is not known yet: price the
    raised cart.
    """
    sight = Sight(cart=cart, customer=CustomerFact(), catalog=catalog, now=now)
    basket = Basket.of(cart, catalog)
    automatic = ((None, rule) for rule in rules.candidates(sight))
    found = [
        one
        for code, rule in islice((*coded, *automatic), MOST_LOOKED_AT)
        if (one := _near(rule, code, sight, basket)) is not None
    ]
    cheapest = min((line.unit_price for line in cart.lines), default=0)
    found.sort(key=lambda one: (one.missing.amount + one.missing.quantity * cheapest, one.rule.name))
    return tuple(found[:MOST_TRIED])


def _near(rule: Rule, code: str | None, sight: Sight, basket: Basket) -> Near | None:
    body = cast(SaleBody, rule.body)  # only sales have thresholds and shared codes
    targets = basket.targets(body.meant, one_time_coupon=False)
    if not targets:
        return None
    missing = _missing(rule, body, sight, basket, targets)
    if missing is None or missing.amount > basket.subtotal or missing.quantity > sum(basket.quantities):
        return None
    raised = replace(sight.cart, lines=_raised(sight.cart.lines, targets, missing))
    if check_cart(raised, sight.catalog) is not None:
        return None
    return Near(rule=rule, code=code, missing=missing, raised=raised)


def _missing(
    rule: Rule, body: SaleBody, sight: Sight, basket: Basket, targets: tuple[int, ...]
) -> Missing | None:
    """What is missing of the one threshold that is not reached; of two nothing is said."""
    short = [one for one in thresholds(rule.condition) if not _reached(one, sight)]
    if len(short) > 1:
        return None
    if short:
        lacking = cast(int, short[0].operands[0]) - cast(int, FIELD_BY_PATH[short[0].field].read(sight))
        lacking += short[0].operator is Operator.OVER
        return Missing(amount=lacking) if short[0].field == AMOUNT else Missing(quantity=lacking)
    reward = body.discount
    if isinstance(reward, Tiers):
        return _next_tier(reward, basket, targets)
    return _next_set(body, sight.cart.lines, sight.catalog, targets)


def _reached(threshold: Compare, sight: Sight) -> bool:
    return compares(threshold, FIELD_BY_PATH[threshold.field].read(sight), sight.now)


def _next_tier(tiers: Tiers, basket: Basket, targets: tuple[int, ...]) -> Missing | None:
    """The step after the one that the cart is on; the steps of a rule are all of money or all of pieces."""
    items = sum(basket.quantities[place] for place in targets)
    amount = sum(basket.amounts[place] for place in targets)
    ahead = [
        Missing(quantity=one.items - items)
        if one.items is not None
        else Missing(amount=(one.amount or 0) - amount)
        for one in tiers.tiers
    ]
    ahead = [one for one in ahead if one.amount > 0 or one.quantity > 0]
    return min(ahead, key=lambda one: one.amount + one.quantity, default=None)


def _next_set(
    body: SaleBody, lines: tuple[CartLine, ...], catalog: Catalog, targets: tuple[int, ...]
) -> Missing | None:
    """The fewest pieces with which `buy 2 get 1` or a set of any pieces gives more; none if half is missing."""
    match body.discount:
        case BuyGet(buy=buy, get=get, of=None):
            most = buy + get
        case Bundle(count=int(count)):
            most = count
        case _:
            return None
    now = _worth(body, lines, catalog)
    for pieces in range(1, most // 2 + 1):
        if _worth(body, _raised(lines, targets, Missing(quantity=pieces)), catalog) > now:
            return Missing(quantity=pieces)
    return None


def _worth(body: SaleBody, lines: tuple[CartLine, ...], catalog: Catalog) -> int:
    basket = Basket.of(Cart(lines=lines), catalog)
    deduction = deduction_of(body, basket)
    if not isinstance(deduction, Deduction):
        return 0
    return take(deduction, basket.amounts, 0, basket, Rounding.DOWN).amount


def _raised(lines: tuple[CartLine, ...], targets: tuple[int, ...], missing: Missing) -> tuple[CartLine, ...]:
    """The lines with exactly what is missing: more of the cheapest line that counts, or a line of that price."""
    place = min(targets, key=lambda at: (lines[at].unit_price, at))
    line = lines[place]
    if missing.quantity:
        more = replace(line, quantity=line.quantity + missing.quantity)
        return (*lines[:place], more, *lines[place + 1 :])
    return (*lines, CartLine(sku=line.sku, quantity=1, unit_price=missing.amount))
