"""Hints to shoppers: what a little more in the cart would bring, tried out before it is said (design/api.md)."""

from collections.abc import Iterable
from datetime import datetime

from engine.model.cart import Cart
from engine.model.facts import Facts, Need
from engine.model.hint import Hint, Near
from engine.model.reward import Bundle, BuyGet
from engine.runtime.check_cart import check_cart
from engine.runtime.combine import Applied
from engine.runtime.near import near
from engine.runtime.needs import quote_needs
from engine.runtime.prepare import Prepared
from engine.runtime.quote import Pricing, price

MOST_TOLD = 3


def near_rules(prepared: Prepared, cart: Cart, now: datetime) -> tuple[Near, ...]:
    """What the cart may be near, before anything is known of the buyer; nothing for a cart that makes no sense."""
    catalog = prepared.program.catalog
    if check_cart(cart, catalog) is not None:
        return ()
    shared = {
        rule.name: (code, rule)
        for code in cart.codes
        if (rule := prepared.by_code.get(code)) is not None and rule.name not in prepared.late
    }
    return near(prepared.near, shared.values(), cart, catalog, now)


def hint_needs(prepared: Prepared, found: Iterable[Near], now: datetime) -> tuple[Need, ...]:
    """What has to be known to price the raised carts, besides what pricing the cart needs."""
    return tuple(dict.fromkeys(need for one in found for need in quote_needs(prepared, one.raised, now)))


def hints(prepared: Prepared, found: Iterable[Near], pricing: Pricing, facts: Facts) -> tuple[Hint, ...]:
    """What is true of the priced cart: each raised cart is priced, and what brings no more is not said."""
    told = (hint for one in found if (hint := _hint(prepared, one, pricing, facts)) is not None)
    return tuple(hint for _, hint in zip(range(MOST_TOLD), told, strict=False))


def _hint(prepared: Prepared, one: Near, pricing: Pricing, facts: Facts) -> Hint | None:
    then = price(prepared, one.raised, facts, pricing.checkout.now)
    before, after = _applied(one, pricing), _applied(one, then)
    if after is None:
        return None
    more = then.quote.discount - pricing.quote.discount
    if more < 0 or (more == 0 and after.candidate.present is None):
        return None  # it would only take the place of something that is worth as much
    if before is not None and not _gives_more(before, after):
        return None
    return Hint(
        rule=one.rule.name,
        missing=one.missing,
        reward=after.candidate.deduction.reward,
        saves=after.taken.amount,
        code=one.code,
    )


def _applied(one: Near, pricing: Pricing) -> Applied | None:
    found = (applied for applied in pricing.applied if applied.candidate.rule == one.rule.name)
    return next(found, None)


def _gives_more(before: Applied, after: Applied) -> bool:
    """A further step, or a further set; the same percentage of a larger cart is no news."""
    if after.taken.amount <= before.taken.amount:
        return False
    reward = after.candidate.deduction.reward
    return isinstance(reward, Bundle | BuyGet) or reward != before.candidate.deduction.reward
