"""`stop when …` of reminders: what, besides an order, keeps messages about a cart from going (A11)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.model.cart import Buyer
from engine.model.catalog import Product
from engine.model.contract import ContractState
from engine.model.customer import CustomerRecord
from engine.model.decision import Decision, Rejection
from engine.model.effects import ChangeContract, Effect, RecordRefund, SaveCart
from engine.model.events import (
    ContractCancelled,
    ContractRenewed,
    CustomerRecorded,
    Event,
    OrderRecorded,
    OrderRefunded,
)
from engine.model.facts import CartsNeed, ChargedOrder, Facts
from engine.model.program import Rule, Trigger, TriggerKind
from engine.model.saved_cart import ALIVE, SavedCart, Stopped
from engine.model.selector import SelectBy
from engine.runtime.lists import meant
from engine.runtime.personal import joins, told
from engine.runtime.prepare import Prepared
from engine.runtime.reminders import reminder_body

REFUNDING = frozenset({TriggerKind.REFUND_APPROVED, TriggerKind.SUBSCRIPTION_CANCELLED})
"""A refund may end contracts too."""

RENEWING = frozenset(
    {TriggerKind.ORDER_PAID, TriggerKind.SUBSCRIPTION_RENEWED, TriggerKind.SUBSCRIPTION_CANCELLED}
)
"""A later delivery is paid, or the contract ends because it could not be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that a `stop when` line can name; `test` None: to carts of both worlds."""

    kinds: frozenset[TriggerKind]
    products: tuple[Product, ...] = ()
    test: bool | None = None


def stop_needs(prepared: Prepared, event: Event, facts: Facts) -> Iterator[CartsNeed]:
    """The carts of whom the event is about, if any rule waits for such a thing to stop."""
    buyer, kinds = _about(event, facts)
    if buyer is None or not any(stop.kind in kinds for _, stop in _stops(prepared)):
        return
    need = CartsNeed(email=buyer.email, external_id=buyer.external_id, phone=buyer.phone)
    if need.names_buyer:
        yield need


def with_stops(
    prepared: Prepared, event: Event, facts: Facts, decision: Decision | Rejection
) -> Decision | Rejection:
    """The decision, and that it stops reminders of the carts that were read."""
    if isinstance(decision, Rejection):
        return decision
    happened = tuple(_happened(prepared, event, facts, decision.effects))
    stopping = tuple(_stopped(prepared, event, facts, happened)) if happened else ()
    return replace(decision, effects=(*decision.effects, *stopping))


def _about(event: Event, facts: Facts) -> tuple[Buyer | None, frozenset[TriggerKind]]:
    match event:
        case CustomerRecorded(customer=record) if joins(record, facts.people.get(record.key)):
            return _joined(record, facts), frozenset({TriggerKind.CUSTOMER_JOINED})
        case OrderRefunded(order_id=order_id):
            return _buyer_of(facts.charged.get(order_id)), REFUNDING
        case OrderRecorded(order=order):
            return _buyer_of(facts.charged.get(order.id)), REFUNDING
        case ContractRenewed(contract_id=contract_id) | ContractCancelled(contract_id=contract_id):
            contract = facts.contracts.get(contract_id)
            return None if contract is None else contract.buyer, RENEWING
        case _:
            return None, frozenset()


def _joined(record: CustomerRecord, facts: Facts) -> Buyer:
    return told(record, facts.people.get(record.key)).buyer


def _buyer_of(past: ChargedOrder | None) -> Buyer | None:
    return None if past is None else past.order.cart.buyer


def _happened(
    prepared: Prepared, event: Event, facts: Facts, effects: tuple[Effect, ...]
) -> Iterator[Happening]:
    """What the decision comes to, read from its effects: whatever ends a contract ends it here too."""
    if isinstance(event, CustomerRecorded) and joins(event.customer, facts.people.get(event.customer.key)):
        yield Happening(kinds=frozenset({TriggerKind.CUSTOMER_JOINED}))
    for effect in effects:
        if isinstance(effect, RecordRefund):
            refund = effect.refund
            lines = facts.charged[refund.order_id].order.cart.lines
            back = [line.sku for line, units in zip(lines, refund.units, strict=True) if units or refund.full]
            approved = frozenset({TriggerKind.REFUND_APPROVED})
            yield Happening(kinds=approved, products=_known(prepared, back), test=refund.test)
        elif isinstance(effect, ChangeContract):
            contract = effect.after
            kinds = frozenset({TriggerKind.ORDER_PAID, TriggerKind.SUBSCRIPTION_RENEWED})
            if contract.state is ContractState.CANCELLED:
                kinds = frozenset({TriggerKind.SUBSCRIPTION_CANCELLED})
            elif not (isinstance(event, ContractRenewed) and event.paid):
                continue
            skus = [item.sku for item in contract.items]
            yield Happening(kinds=kinds, products=_known(prepared, skus), test=contract.test)


def _known(prepared: Prepared, skus: list[str]) -> tuple[Product, ...]:
    products = prepared.program.catalog.products
    return tuple(products[sku] for sku in dict.fromkeys(skus) if sku in products)


def _stopped(
    prepared: Prepared, event: Event, facts: Facts, happened: tuple[Happening, ...]
) -> Iterator[SaveCart]:
    for cart in facts.carts.values():
        rules = {
            rule.name
            for rule, stop in _stops(prepared)
            if any(_stops_here(stop, one, cart) for one in happened)
        }
        if rules and cart.state in ALIVE:
            kept = tuple(one for one in cart.stops if one.rule not in rules)
            new = tuple(Stopped(rule=rule, at=event.at) for rule in sorted(rules))
            yield SaveCart(cart=replace(cart, version=cart.version + 1, stops=(*kept, *new)))


def _stops_here(stop: Trigger, happening: Happening, cart: SavedCart) -> bool:
    return (
        stop.kind in happening.kinds
        and happening.test in (None, cart.cart.test)
        and (stop.selector.by is SelectBy.ANY or meant(stop, happening.products))
    )


def _stops(prepared: Prepared) -> Iterator[tuple[Rule, Trigger]]:
    for rules in prepared.reminders.values():
        yield from ((rule, stop) for rule in rules for stop in reminder_body(rule).stops)
