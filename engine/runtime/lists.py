"""Readers join lists by what they buy, and leave them by it or by giving it back (S2.2, S2.14, D2.a-c)."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from engine.model.cart import Buyer, Order
from engine.model.catalog import Product, Sold
from engine.model.customer import customer_key
from engine.model.effects import Effect, Metric
from engine.model.facts import ChargedOrder, CounterKey, Facts
from engine.model.list_effects import AdvanceEnrolment, EndEnrolments, EnrolReader
from engine.model.messages import ListBody
from engine.model.program import Rule, Trigger, TriggerKind
from engine.model.reader import PRODUCT_LIST, Enrolment, EnrolmentState
from engine.model.refund import Refund
from engine.model.selector import SelectBy
from engine.runtime.interpret import holds, in_force
from engine.runtime.list_run import StepRun, date_of_event
from engine.runtime.list_steps import keyed, passed_before_join
from engine.runtime.prepare import Prepared
from engine.runtime.stats import count
from engine.vocabulary.fields import Sight
from engine.vocabulary.groups import PERSONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """Why somebody joins: what was bought, or `occurrence` when there is no order."""

    buyer: Buyer
    at: datetime
    order_id: str = ""
    occurrence: str = ""
    test: bool = False


def order_effects(
    prepared: Prepared, order: Order, sight: Sight, facts: Facts, at: datetime
) -> Iterator[Effect]:
    """Who bought leaves the lists that this ends, and joins those of the products and of the rules (S2.2, S2.14)."""
    reader, bought = reader_key(order.cart.buyer), _bought(prepared, order)
    if reader is None:
        return
    yield from _left(prepared, reader, (TriggerKind.ORDER_PAID,), bought, at)
    subscribed = _subscribed(prepared, order)
    yield from _left(prepared, reader, (TriggerKind.SUBSCRIPTION_STARTED,), subscribed, at)
    joining = Joining(buyer=order.cart.buyer, at=at, order_id=order.id, test=order.cart.test)
    for product in bought:
        yield EnrolReader(enrolment=_enrolment(joining, reader, PRODUCT_LIST + product.sku, product.sku))
    started = _starting(prepared, TriggerKind.SUBSCRIPTION_STARTED, subscribed, sight)
    rules = [*prepared.lists.matches(sight), *started]
    yield from joins(prepared, rules, joining, bought, facts)


def renewal_effects(
    prepared: Prepared, order: Order, sight: Sight, facts: Facts, at: datetime
) -> Iterator[Effect]:
    """A later delivery ends and begins lists that say so; whoever is on its product's list stays where they are."""
    reader, bought = reader_key(order.cart.buyer), _bought(prepared, order)
    if reader is None:
        return
    renewed = (TriggerKind.ORDER_PAID, TriggerKind.SUBSCRIPTION_RENEWED)
    yield from _left(prepared, reader, renewed, bought, at)
    joining = Joining(buyer=order.cart.buyer, at=at, order_id=order.id, test=order.cart.test)
    rules = _starting(prepared, TriggerKind.SUBSCRIPTION_RENEWED, bought, sight)
    yield from joins(prepared, rules, joining, bought, facts)


def joins(
    prepared: Prepared, rules: Iterable[Rule], joining: Joining, bought: Collection[Product], facts: Facts
) -> Iterator[Effect]:
    """Put somebody on the lists of `rules`, and begin their steps."""
    reader, used = reader_key(joining.buyer), Counter(facts.counters)
    if reader is None:
        return
    for rule in rules:
        meant = rule.trigger.selector if rule.trigger else None
        sku = next((one.sku for one in bought if meant is not None and meant.picks(one)), "")
        yield from _join(prepared, rule, _enrolment(joining, reader, rule.name, sku), used)
        if not joining.test:
            yield from count(Counter({(rule.name, Metric.MATCHED): 1}), joining.at, prepared.zone)


def refund_effects(prepared: Prepared, past: ChargedOrder, refund: Refund, at: datetime) -> Iterator[Effect]:
    """Steps stop for what was given back whole (D2.c); a `leave when refund approved` line takes readers off."""
    lines = past.order.cart.lines
    back = {line.sku for line, units in zip(lines, refund.units, strict=True) if units or refund.full}
    gone = {sku for sku in back if refund.full or _all_back(past, refund, sku)}
    if gone:
        yield EndEnrolments(
            order_id=past.order.id,
            skus=tuple(sorted(gone)),
            became=EnrolmentState.STOPPED_BY_REFUND,
            at=at,
        )
    reader = reader_key(past.order.cart.buyer)
    products = [
        prepared.program.catalog.products[sku]
        for sku in sorted(back & prepared.program.catalog.products.keys())
    ]
    if reader is not None:
        yield from _left(prepared, reader, (TriggerKind.REFUND_APPROVED,), products, at)


def leave_effects(
    prepared: Prepared, buyer: Buyer, kind: TriggerKind, products: Collection[Product], at: datetime
) -> Iterator[Effect]:
    """Somebody leaves the lists with a `leave when` line for what happened to `products`."""
    reader = reader_key(buyer)
    if reader is not None:
        yield from _left(prepared, reader, (kind,), products, at)


def meant(trigger: Trigger, products: Collection[Product]) -> bool:
    """Whether the trigger is about one of these products, or all of its own are among them; a person needs none."""
    if trigger.kind in PERSONAL:
        return True
    if trigger.all_of and trigger.selector.by is not SelectBy.ANY:
        parts = [replace(trigger.selector, names=frozenset({name})) for name in trigger.selector.names]
        return all(any(part.picks(one) for one in products) for part in parts)
    return any(trigger.selector.picks(one) for one in products)


def reader_key(buyer: Buyer) -> str | None:
    """Under what somebody is a reader: as a customer or, known by telephone only, by that."""
    key = customer_key(buyer.email, buyer.external_id)
    return key if key is not None or buyer.phone is None else f"tel:{buyer.phone}"


def _bought(prepared: Prepared, order: Order) -> tuple[Product, ...]:
    products = prepared.program.catalog.products
    return tuple(products[sku] for sku in dict.fromkeys(line.sku for line in order.cart.lines))


def _subscribed(prepared: Prepared, order: Order) -> tuple[Product, ...]:
    """What the order subscribes to; a later delivery of a contract begins nothing."""
    products = prepared.program.catalog.products
    if order.renews:
        return ()
    return tuple(
        products[line.sku]
        for line in order.cart.lines
        if line.plan or products[line.sku].sold is Sold.SUBSCRIPTION
    )


def _starting(
    prepared: Prepared, kind: TriggerKind, subscribed: Collection[Product], sight: Sight
) -> Iterator[Rule]:
    for rule in prepared.lists_of(kind):
        picked = rule.trigger is not None and meant(rule.trigger, subscribed)
        if picked and in_force(rule, sight, prepared.zone) and holds(rule.condition, sight):
            yield rule


def _left(
    prepared: Prepared,
    reader: str,
    kinds: Collection[TriggerKind],
    products: Collection[Product],
    at: datetime,
) -> Iterator[Effect]:
    names = [
        name
        for rule in prepared.list_rules.values()
        if any(one.kind in kinds and meant(one, products) for one in cast(ListBody, rule.body).leaves)
        for name in (rule.name, *rule.was)
    ]
    if names:
        lists = tuple(dict.fromkeys(names))
        yield EndEnrolments(reader=reader, lists=lists, became=EnrolmentState.LEFT, at=at)


def _all_back(past: ChargedOrder, refund: Refund, sku: str) -> bool:
    """Whether with this refund no unit of the product is left with the buyer."""
    for place, line in enumerate(past.order.cart.lines):
        # A line that an offer added later is beyond what an earlier refund knew.
        before = (one.units[place] for one in past.refunds if place < len(one.units))
        returned = sum(before) + refund.units[place]
        if line.sku == sku and returned < line.quantity:
            return False
    return True


def _enrolment(joining: Joining, reader: str, name: str, sku: str) -> Enrolment:
    buyer = joining.buyer
    source = f"{name}\x1f{reader}\x1f{joining.order_id}\x1f{joining.occurrence}"
    return Enrolment(
        id="e_" + hashlib.sha256(source.encode()).hexdigest()[:32],
        list=name,
        reader=reader,
        email=buyer.email,
        phone=buyer.phone,
        external_id=buyer.external_id,
        name=buyer.name,
        locale=buyer.locale,
        order_id=joining.order_id,
        sku=sku,
        joined_at=joining.at,
        test=joining.test,
    )


def _join(prepared: Prepared, rule: Rule, one: Enrolment, used: Counter[CounterKey]) -> Iterator[Effect]:
    body = cast(ListBody, rule.body)
    event_at = date_of_event(prepared, one)
    late = passed_before_join(body.steps, one.joined_at, event_at, body.late, prepared.zone)
    pending = frozenset(key for key, _ in keyed(body.steps)) - late
    first = StepRun(prepared=prepared, rule=rule, at=one.joined_at, used=used)
    begun = replace(one, pending=pending)
    effects = tuple(first.effects(begun))
    left = next((step.pending for step in effects if isinstance(step, AdvanceEnrolment)), pending)
    yield EnrolReader(enrolment=replace(begun, pending=left))
    yield from (effect for effect in effects if not isinstance(effect, AdvanceEnrolment))
