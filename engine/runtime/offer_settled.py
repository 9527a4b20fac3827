"""What an accepted offer changes once it is paid: the order, the contracts, the figures (S4.13-16, S4.62-63, D4.b).

Amounts are those that were frozen when the offer was decided: page, charge, order and contract agree (V8, V9, V10).
"""

from collections.abc import Iterator
from dataclasses import replace

from engine.model.cart import Cart, CartLine, Order, OrderState
from engine.model.catalog import Catalog
from engine.model.contract import Contract, ContractItem, ContractState
from engine.model.effects import (
    ChangeContract,
    CountCustomerOrder,
    CreateContract,
    Effect,
    SaveOrder,
    StartTimer,
)
from engine.model.events import OfferSettled, TimerKind
from engine.model.facts import ChargedOrder, Facts
from engine.model.offer import Buying
from engine.model.offer_instance import OfferFailure, OfferInstance, OfferTarget
from engine.model.quote import Quote, QuotedLine
from engine.runtime.later_purchase import addition_effects, purchase_effects
from engine.runtime.prepare import Prepared
from engine.runtime.refund import units_left
from engine.runtime.replaced import replaced_coupons, without
from engine.values.calendar import later

STANDING = frozenset({OrderState.PAID, OrderState.PARTLY_REFUNDED})


def switches(offer: OfferInstance) -> bool:
    """Whether accepting it cancels what was bought in favour of a contract (S4.15)."""
    return (offer.bought, offer.offered) == (Buying.ONCE, Buying.SUBSCRIPTION)


def joins_contract(offer: OfferInstance) -> bool:
    """Whether the product goes into contracts that exist (S4.13)."""
    return (offer.bought, offer.offered) == (Buying.SUBSCRIPTION, Buying.SUBSCRIPTION)


def made_order(offer: OfferInstance, event: OfferSettled) -> str:
    """The id of the order that takes the place of the first one; empty where none does."""
    if not switches(offer):
        return ""
    return event.made_order or f"{offer.order_id}-{offer.id[:8]}"


def cannot_be_made(offer: OfferInstance, facts: Facts) -> OfferFailure | None:
    """Why the change cannot be made any more, whatever was paid for it; money goes back then (S4.2)."""
    past = facts.charged.get(offer.order_id)
    if past is None or past.order.state not in STANDING:
        return OfferFailure.ORDER_CHANGED
    if switches(offer) and not any(units_left(past)[place] for place in offer.trigger_lines):
        return OfferFailure.ORDER_CHANGED
    if joins_contract(offer):
        contracts = [facts.contracts.get(target.contract_id) for target in offer.targets]
        if any(one is None or one.state is not ContractState.ACTIVE for one in contracts):
            return OfferFailure.ORDER_CHANGED
    return None


def change_effects(
    prepared: Prepared, offer: OfferInstance, event: OfferSettled, facts: Facts
) -> Iterator[Effect]:
    """The changes of a paid offer. The caller has seen to it that they can be made."""
    past = facts.charged[offer.order_id]
    if switches(offer):
        yield from _switched(prepared, offer, event, facts)
    else:
        yield _enlarged(offer, past, prepared.program.catalog)
        added = bought_by(offer, event, past.order)
        yield from addition_effects(prepared, added, past.quote, facts, event.at)
        if joins_contract(offer):
            for target in offer.targets:
                yield _joined(offer, target, facts.contracts[target.contract_id])
    yield from _history(offer, event)


def _enlarged(offer: OfferInstance, past: ChargedOrder, catalog: Catalog) -> SaveOrder:
    """The first order with the lines that came in, after its own and before gifts (S4.14, S4.16)."""
    lines = tuple(_line(offer, target) for target in offer.targets)
    order, quote = past.order, past.quote
    place, added = len(order.cart.lines), sum(line.quantity * line.unit_price for line in lines)
    stated = None if order.stated_total is None else order.stated_total + added
    cart = replace(order.cart, lines=(*order.cart.lines, *lines))
    nothing = (0,) * len(lines)
    adjustments = tuple(
        replace(one, per_line=(*one.per_line[:place], *nothing, *one.per_line[place:]))
        for one in quote.adjustments
    )
    priced = replace(
        quote,
        lines=(*quote.lines[:place], *(_quoted(line, catalog) for line in lines), *quote.lines[place:]),
        adjustments=adjustments,
        subtotal=quote.subtotal + added,
        total=quote.total + added,
        gateway_total=quote.gateway_total + added,
    )
    return SaveOrder(order=replace(order, cart=cart, stated_total=stated), quote=priced, added=True)


def _joined(offer: OfferInstance, target: OfferTarget, contract: Contract) -> ChangeContract:
    """A contract with the product in this and every later delivery (S4.13, S4.63)."""
    items = (*contract.items, _item(offer, target))
    return ChangeContract(after=replace(contract, items=items, version=contract.version + 1))


def bought_by(offer: OfferInstance, event: OfferSettled, first: Order) -> Order:
    """What accepting the offer buys, as rules see it: an order of its own for a switch, else lines of the first one."""
    lines = tuple(_line(offer, target) for target in offer.targets)
    cart = Cart(lines=lines, buyer=offer.buyer, channel=first.cart.channel, test=offer.test)
    made = made_order(offer, event) or first.id
    return Order(id=made, state=OrderState.PAID, cart=cart, placed_at=event.at)


def _switched(
    prepared: Prepared, offer: OfferInstance, event: OfferSettled, facts: Facts
) -> Iterator[Effect]:
    """The new contract with its first order; the old order is cancelled afterwards, in a step of its own (D4.h)."""
    (target,) = offer.targets
    if target.cycle is None:
        raise AssertionError(f"offer {offer.id} makes a contract without a cycle")
    past = facts.charged[offer.order_id]
    order = bought_by(offer, event, past.order)
    (line,) = order.cart.lines
    quote = _quote(offer, _quoted(line, prepared.program.catalog), past.quote.revision)
    yield SaveOrder(order=order, quote=quote)
    ended = replaced_coupons(prepared, offer, past, facts, event.at)
    yield from ended
    yield from purchase_effects(prepared, order, quote, without(facts, ended), event.at)
    due = later(event.at, target.cycle, prepared.zone)
    contract = Contract(
        id=target.contract_id,
        order_id=order.id,
        buyer=offer.buyer,
        plan=target.plan,
        cycle=target.cycle,
        items=(_item(offer, target),),
        currency=offer.currency,
        started_at=event.at,
        next_renewal_at=due,
        shipping=0 if offer.free_shipping else _shipping(past.order),
        test=offer.test,
    )
    yield CreateContract(contract=contract)
    yield StartTimer(kind=TimerKind.CONTRACT_RENEWAL, subject=contract.id, due=due)


def _shipping(first: Order) -> int:
    """Minor units that each later delivery of a contract costs which takes the place of the order (S4.56)."""
    return first.cart.shipping if first.renewal_shipping is None else first.renewal_shipping


def _history(offer: OfferInstance, event: OfferSettled) -> Iterator[Effect]:
    """What was bought counts for the customer; only a contract's first order is one more order."""
    buyer = offer.buyer
    if offer.test or (buyer.email is None and buyer.external_id is None):
        return
    yield CountCustomerOrder(
        email=buyer.email,
        external_id=buyer.external_id,
        total=offer.first * offer.progress.quantity,
        at=event.at,
        buyer=buyer,
        orders=1 if switches(offer) else 0,
    )


def _line(offer: OfferInstance, target: OfferTarget) -> CartLine:
    return CartLine(
        sku=offer.product.sku,
        quantity=offer.progress.quantity,
        unit_price=target.first,
        plan=target.plan,
        offer=offer.id,
    )


def _item(offer: OfferInstance, target: OfferTarget) -> ContractItem:
    return ContractItem(
        sku=offer.product.sku,
        quantity=offer.progress.quantity,
        first=target.first,
        renewal=target.first if target.renewal is None else target.renewal,
        offer_id=offer.id,
    )


def _quoted(line: CartLine, catalog: Catalog) -> QuotedLine:
    total, product = line.quantity * line.unit_price, catalog.products.get(line.sku)
    return QuotedLine(
        sku=line.sku,
        quantity=line.quantity,
        unit_price=line.unit_price,
        subtotal=total,
        discount=0,
        total=total,
        coupon_entry=False,
        tax_rate=None if product is None else product.tax_rate,
    )


def _quote(offer: OfferInstance, line: QuotedLine, revision: int) -> Quote:
    """The price of an order with nothing but `line` in it."""
    total = line.total
    return Quote(
        currency=offer.currency,
        lines=(line,),
        adjustments=(),
        refusals=(),
        subtotal=total,
        discount=0,
        shipping=0,
        total=total,
        gateway_total=total,
        coupon_entry=False,
        revision=revision,
    )
