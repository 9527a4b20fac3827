"""Codes of coupons and gift cards leave their last characters behind in what is stored, never the rest (SEC4).

Shared codes are no secret and stay as they are. Whoever asks again with the code itself gets it back in the answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.model.card_events import PublicationWish
from engine.model.cart import Order
from engine.model.decision import Decision
from engine.model.effects import Effect, SaveOrder
from engine.model.events import CardsPublished, CouponsImported, Event, OrderRecorded
from engine.model.facts import Facts
from engine.model.program import Rule
from engine.model.quote import Quote
from engine.values.masked_code import masked


def seal_decision(decision: Decision, shared: Mapping[str, Rule]) -> Decision:
    """`decision` as it may be stored; `shared` are the codes that everybody may know."""
    effects = tuple(_seal_effect(effect, shared) for effect in decision.effects)
    quote = None if decision.quote is None else _seal_quote(decision.quote, shared)
    return replace(decision, effects=effects, quote=quote)


def seal_event(event: Event, shared: Mapping[str, Rule]) -> Event:
    """`event` as it may be stored."""
    if isinstance(event, CouponsImported):
        return replace(event, coupons=tuple(replace(one, code=masked(one.code)) for one in event.coupons))
    if isinstance(event, CardsPublished):
        return replace(event, wishes=tuple(_seal_wish(one) for one in event.wishes))
    return (
        replace(event, order=_seal_order(event.order, shared)) if isinstance(event, OrderRecorded) else event
    )


def unseal_facts(facts: Facts, reported: Order) -> Facts:
    """`facts` with the codes of the stored order as `reported` has them, if they are the same."""
    stored = facts.orders.get(reported.id)
    if stored is None:
        return facts
    cart, told = stored.cart, reported.cart
    codes = told.codes if _same(cart.codes, told.codes) else cart.codes
    gift_cards = told.gift_cards if _same(cart.gift_cards, told.gift_cards) else cart.gift_cards
    known = replace(stored, cart=replace(cart, codes=codes, gift_cards=gift_cards, pins=told.pins))
    return replace(facts, orders={**facts.orders, reported.id: known})


def unseal_quote(quote: Quote, codes: Sequence[str]) -> Quote:
    """`quote` with the codes that the caller knows anyway."""
    known = {masked(code): code for code in codes}

    def clear(code: str | None) -> str | None:
        return None if code is None else known.get(code, code)

    return replace(
        quote,
        adjustments=tuple(replace(one, code=clear(one.code)) for one in quote.adjustments),
        refusals=tuple(replace(one, code=clear(one.code)) for one in quote.refusals),
        tenders=tuple(replace(one, code=known.get(one.code, one.code)) for one in quote.tenders),
    )


def _seal_effect(effect: Effect, shared: Mapping[str, Rule]) -> Effect:
    if not isinstance(effect, SaveOrder):
        return effect
    quote = None if effect.quote is None else _seal_quote(effect.quote, shared)
    return replace(effect, order=_seal_order(effect.order, shared), quote=quote)


def _seal_wish(wish: PublicationWish) -> PublicationWish:
    card = wish.imported
    return wish if card is None else replace(wish, imported=replace(card, code=masked(card.code), pin=""))


def _seal_order(order: Order, shared: Mapping[str, Rule]) -> Order:
    codes = tuple(_seal(code, shared) for code in order.cart.codes)
    gift_cards = tuple(masked(code) for code in order.cart.gift_cards)
    return replace(order, cart=replace(order.cart, codes=codes, gift_cards=gift_cards, pins=()))


def _seal_quote(quote: Quote, shared: Mapping[str, Rule]) -> Quote:
    return replace(
        quote,
        adjustments=tuple(
            replace(one, code=None if one.code is None else _seal(one.code, shared))
            for one in quote.adjustments
        ),
        refusals=tuple(
            replace(one, code=None if one.code is None else _seal(one.code, shared)) for one in quote.refusals
        ),
        tenders=tuple(replace(one, code=masked(one.code)) for one in quote.tenders),
    )


def _seal(code: str, shared: Mapping[str, Rule]) -> str:
    return code if code in shared else masked(code)


def _same(stored: Sequence[str], reported: Sequence[str]) -> bool:
    """Whether sealed codes may be the reported ones, in any order."""
    left = list(reported)
    for code in stored:
        found = next((one for one in left if code in (one, masked(one))), None)
        if found is None:
            return False
        left.remove(found)
    return not left
