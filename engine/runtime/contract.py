"""Contracts that a paid order begins: one per plan that something was bought on (S4.29, domain.md §1)."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.model.cart import Order
from engine.model.contract import Contract, ContractItem
from engine.model.effects import CreateContract, Effect, StartTimer
from engine.model.events import TimerKind
from engine.runtime.plans import plan_of, renewal_price
from engine.runtime.quote import Pricing
from engine.values.calendar import later
from engine.values.duration import Duration


def contract_id(order_id: str, plan: str, cycle: Duration, offer_id: str = "") -> str:
    """A stable id for what an order, or the offer that it brought, begins: a retry is the same contract (I10)."""
    source = "\x1f".join((order_id, plan, str(cycle), offer_id))
    return "s_" + hashlib.sha256(source.encode()).hexdigest()[:32]


def contracts_begun(pricing: Pricing, order: Order) -> tuple[Contract, ...]:
    """The contracts of the lines on plans, in the order of the cart; a later delivery of a contract begins none.

    Prices of later deliveries are those of the catalogue now, less the plan's discount. Each contract is a parcel of
    its own from the second delivery on: its shipping is what the shop says, else that of the order, once.
    """
    found: dict[tuple[str, Duration], list[ContractItem]] = {}
    if not order.renews:
        rounding = pricing.checkout.rounding
        for line, product in zip(order.cart.lines, pricing.checkout.basket.products, strict=True):
            plan = plan_of(product, line.plan) if line.plan else None
            if plan is not None:
                item = ContractItem(
                    sku=line.sku,
                    quantity=line.quantity,
                    first=line.unit_price,
                    renewal=renewal_price(product.price, plan, rounding),
                )
                found.setdefault((plan.name, plan.cycle), []).append(item)
    begun = tuple(_contract(pricing, order, *key, items) for key, items in found.items())
    if not begun or order.renewal_shipping is not None:
        return begun
    return (replace(begun[0], shipping=order.cart.shipping), *begun[1:])


def contract_effects(contracts: Iterable[Contract]) -> Iterator[Effect]:
    """Begin the contracts, and wait for their next deliveries."""
    for contract in contracts:
        yield CreateContract(contract=contract)
        due = contract.next_renewal_at
        yield StartTimer(kind=TimerKind.CONTRACT_RENEWAL, subject=contract.id, due=due)


def _contract(
    pricing: Pricing, order: Order, name: str, cycle: Duration, items: Iterable[ContractItem]
) -> Contract:
    checkout = pricing.checkout
    return Contract(
        id=contract_id(order.id, name, cycle),
        order_id=order.id,
        buyer=order.cart.buyer,
        plan=name,
        cycle=cycle,
        items=tuple(items),
        currency=pricing.quote.currency,
        started_at=checkout.now,
        next_renewal_at=later(checkout.now, cycle, checkout.prepared.zone),
        shipping=order.renewal_shipping or 0,
        test=checkout.test,
    )
