"""Gift cards that rules give: for a paid order, and in place of money that is given back (S5.1, S5.6-7)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import cast

from engine.model.card import PublicationNeed
from engine.model.card_effects import SpendCard
from engine.model.card_events import PublicationWish
from engine.model.cart import Order
from engine.model.effects import Effect
from engine.model.facts import ChargedOrder, CounterKey, CounterNeed, CustomerFact, Facts
from engine.model.gift_card import Consideration, GiftCardBody
from engine.model.program import Rule
from engine.model.quote import Quote
from engine.model.refund import Refund
from engine.runtime.card_publish import Giving, claimed_by
from engine.runtime.cause import Cause
from engine.runtime.gift_card import first_balance, metadata_of
from engine.runtime.interpret import acts
from engine.runtime.prepare import Prepared
from engine.vocabulary.fields import Sight

LONGEST_SOURCE = 320


def spent_cards(order: Order, quote: Quote, at: datetime) -> Iterator[Effect]:
    """What cards pay of a paid order."""
    for one in quote.tenders:
        yield SpendCard(
            card_id=one.card_id,
            campaign=one.campaign,
            order_id=order.id,
            cart_token=order.cart.token,
            owner_email=None,
            owner_id=None,
            parts=one.parts,
            at=at,
        )


def earned_cards(order: Order, quote: Quote, sight: Sight, giving: Giving) -> tuple[Effect, ...]:
    """One card per rule that a paid order starts; its share is of what the order cost (D1.e)."""
    money = quote.total if order.stated_total is None else order.stated_total
    for rule in giving.prepared.cards.matches(sight):
        _give(giving, rule, _wish(rule, order, f"order:{order.id}", money), money, order.id)
    return giving.all_effects()


def personal_cards(rules: Iterable[Rule], cause: Cause, giving: Giving) -> tuple[Effect, ...]:
    """One card per rule for a moment of a customer's; the same moment under another address gives no more."""
    for rule in rules:
        _give(giving, rule, _personal_wish(rule, cause), 0, "")
    return giving.all_effects()


def personal_card_needs(
    prepared: Prepared, rules: Iterable[Rule], cause: Cause, at: datetime
) -> Iterator[PublicationNeed | CounterNeed]:
    """What has to be read before `personal_cards`."""
    for rule in rules:
        if isinstance(rule.body, GiftCardBody):
            wish = _personal_wish(rule, cause)
            for name in (rule.name, *rule.was):
                yield PublicationNeed(campaign=name, source_id=wish.source_id)
            yield from (CounterNeed(key=key) for key in claimed_by(rule, [wish], prepared, at))


def _personal_wish(rule: Rule, cause: Cause) -> PublicationWish:
    body = cast(GiftCardBody, rule.body)
    return PublicationWish(
        source_id=f"moment:{cause.occurrence}"[:LONGEST_SOURCE],
        receiver=cause.receiver,
        metadata=metadata_of(body.meta, None, cause.receiver, 0),
    )


def earning_card_keys(
    prepared: Prepared, order: Order, rules: Iterable[Rule], at: datetime
) -> Iterator[CounterKey]:
    """Counters that have to be read before `earned_cards`."""
    for rule in rules:
        yield from claimed_by(rule, [_wish(rule, order, "", 0)], prepared, at)


def refund_cards(
    prepared: Prepared, past: ChargedOrder, refund: Refund, money: int, facts: Facts
) -> tuple[Effect, ...] | None:
    """Cards in place of `money`, what the shop would have to pay back; and presents beside a refund.

    A balance that counts as paid is given only when the buyer takes a card for the money: never both. None when the
    buyer takes a card and no rule gives one.
    """
    giving = Giving.start(prepared, facts, refund.at)
    order = past.order
    source = f"refund:{len(order.id)}:{order.id}:{refund.id}"
    sight = refund_sight(prepared, order, refund)
    wanted = refund.wish.as_gift_card and money > 0
    for rule in prepared.refund_cards:
        body = cast(GiftCardBody, rule.body)
        in_place = body.consideration is Consideration.PAID
        if in_place and not wanted:
            continue
        given = acts(rule, sight, prepared.zone) and _give(
            giving, rule, _wish(rule, order, source, money), money, order.id
        )
        wanted = wanted and not (given and in_place)  # the money is given once
    return None if wanted else giving.all_effects()


def refund_card_keys(prepared: Prepared, order: Order, at: datetime) -> Iterator[CounterKey]:
    """Counters that have to be read before `refund_cards`."""
    return earning_card_keys(prepared, order, prepared.refund_cards, at)


def _give(giving: Giving, rule: Rule, wish: PublicationWish, money: int, order_id: str) -> bool:
    body = cast(GiftCardBody, rule.body)
    amount = first_balance(body, money)
    if body.balance.share and amount <= 0:
        return False  # a share of nothing is no card
    return giving.give(rule, wish, amount, order_id) is None


def _wish(rule: Rule, order: Order, source: str, money: int) -> PublicationWish:
    body = cast(GiftCardBody, rule.body)
    return PublicationWish(
        source_id=source,
        receiver=order.cart.buyer,
        metadata=metadata_of(body.meta, order, order.cart.buyer, money),
        test=order.cart.test,
    )


def refund_sight(prepared: Prepared, order: Order, refund: Refund) -> Sight:
    """What rules see of a refund: of the order, the products that came back; all of them when only money did."""
    catalog, lines = prepared.program.catalog, order.cart.lines
    back = tuple(line for line, units in zip(lines, refund.units, strict=False) if units)
    known = tuple(line for line in back or lines if line.sku in catalog.products)
    return Sight(
        cart=replace(order.cart, lines=known),
        customer=CustomerFact(),
        catalog=catalog,
        now=refund.at,
        order=order,
    )
