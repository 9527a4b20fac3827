"""Later deliveries of contracts, at the prices that were fixed when each item joined (V8, V9, S4.63).

The built-in shop collects when the CONTRACT_RENEWAL timer comes. A refused payment is tried again after 1, 2, 2 and 2
more days; when the last one is refused too, the contract ends. A merchant's platform reports what it collected.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

from engine.model.cart import Cart, CartLine, Order, OrderState
from engine.model.catalog import Product
from engine.model.contract import Contract, ContractEnd, ContractItem, ContractState
from engine.model.decision import Decision, Problem, Rejection
from engine.model.effects import ChangeContract, CountCustomerOrder, Effect, SaveOrder, StartTimer
from engine.model.events import ContractCancelled, ContractRenewed, TimerCame, TimerKind
from engine.model.facts import Facts
from engine.model.program import Program
from engine.model.quote import Quote, QuotedLine
from engine.model.saga import SagaKind, SagaStep, renewal_saga
from engine.model.saga_effects import MoveSaga, StartSaga
from engine.runtime.contract_end import end_contract
from engine.runtime.later_purchase import purchase_effects
from engine.runtime.prepare import Prepared
from engine.values.calendar import later

TRIED_AGAIN = (timedelta(days=1), timedelta(days=2), timedelta(days=2), timedelta(days=2))
"""The waits after a refused payment of a delivery: days 1, 3, 5 and 7."""


def renewal_due(event: TimerCame, facts: Facts) -> Iterator[Effect]:
    """The built-in shop begins to collect for the next delivery."""
    contract = facts.contracts.get(event.subject)
    if contract is not None and contract.state is ContractState.ACTIVE:
        yield StartSaga(
            saga_id=renewal_of(contract),
            kind=SagaKind.RENEWAL,
            subject=contract.id,
            step=SagaStep.CHARGE,
            at=event.at,
        )


def renewal_of(contract: Contract) -> str:
    """The id of the saga of the next try to collect for the next delivery."""
    return renewal_saga(contract.id, contract.number + 1, contract.refused)


def decide_renewal(prepared: Prepared, event: ContractRenewed, facts: Facts) -> Decision | Rejection:
    """Count a delivery that was paid and wait for the next one, or try again; only the next number is taken."""
    contract = facts.contracts.get(event.contract_id)
    if contract is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("contract_id",))
    if contract.state is not ContractState.ACTIVE or event.number != contract.number + 1:
        args = (("number", str(contract.number + 1)),)
        return Rejection(problem=Problem.CONTRACT_MOVED_ON, path=("number",), args=args)
    order_id = delivery_order(contract, event).id
    if event.paid and order_id in facts.orders:
        return Rejection(problem=Problem.ORDER_CHANGED, path=("order_id",), args=(("id", order_id),))
    told = _paid(prepared, contract, event, facts) if event.paid else _refused(prepared, contract, event)
    return Decision(revision=prepared.program.revision, effects=(*told, *_saga_ends(contract, event, facts)))


def decide_cancellation(prepared: Prepared, event: ContractCancelled, facts: Facts) -> Decision | Rejection:
    """End a contract, once; what was paid stays paid."""
    contract = facts.contracts.get(event.contract_id)
    if contract is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("contract_id",))
    decision = Decision(revision=prepared.program.revision)
    if contract.state is not ContractState.ACTIVE:
        return decision
    ends = end_contract(prepared, contract, ContractEnd.CANCELLED, event.at, event.reason)
    return replace(decision, effects=tuple(ends))


def _paid(prepared: Prepared, contract: Contract, event: ContractRenewed, facts: Facts) -> Iterator[Effect]:
    due = _next_due(prepared, contract, event)
    yield ChangeContract(
        after=replace(
            contract,
            number=event.number,
            next_renewal_at=due,
            refused=0,
            version=contract.version + 1,
        )
    )
    order = delivery_order(contract, event)
    quote = _quote(contract, prepared.program)
    yield SaveOrder(order=order, quote=quote)
    yield StartTimer(kind=TimerKind.CONTRACT_RENEWAL, subject=contract.id, due=due)
    buyer = contract.buyer
    if not contract.test and (buyer.email is not None or buyer.external_id is not None):
        yield CountCustomerOrder(
            email=buyer.email,
            external_id=buyer.external_id,
            total=contract.renewal_total,
            at=event.at,
            buyer=buyer,
        )
    yield from purchase_effects(prepared, order, quote, facts, event.at)


def _next_due(prepared: Prepared, contract: Contract, event: ContractRenewed) -> datetime:
    """The first day of the contract's rhythm that is still to come.

    Days that went by while a payment was refused, or while nothing ran, are left out: nobody pays for several
    deliveries at once. Counted from the start, so that the 31st comes back after a short month.
    """
    begun, cycle = contract.started_at, contract.cycle
    dues = (
        later(begun, replace(cycle, count=cycle.count * turn), prepared.zone) for turn in count(event.number)
    )
    return next(due for due in dues if due > event.at)


def _refused(prepared: Prepared, contract: Contract, event: ContractRenewed) -> Iterator[Effect]:
    refused = contract.refused + 1
    counted = replace(contract, refused=refused)
    if refused > len(TRIED_AGAIN):
        yield from end_contract(prepared, counted, ContractEnd.PAYMENT_REFUSED, event.at)
        return
    yield ChangeContract(after=replace(counted, version=contract.version + 1))
    due = event.at + TRIED_AGAIN[refused - 1]
    yield StartTimer(kind=TimerKind.CONTRACT_RENEWAL, subject=contract.id, due=due)


def _saga_ends(contract: Contract, event: ContractRenewed, facts: Facts) -> Iterator[Effect]:
    saga = facts.sagas.get(renewal_of(contract))
    if saga is not None and saga.step is not SagaStep.DONE:
        yield MoveSaga(saga_id=saga.id, after=saga.step, step=SagaStep.DONE, at=event.at, due=event.at)


def delivery_order(contract: Contract, event: ContractRenewed) -> Order:
    """The order of a delivery, at renewal prices."""
    lines = tuple(
        CartLine(
            sku=item.sku,
            quantity=item.quantity,
            unit_price=item.renewal,
            plan=contract.plan,
            offer=item.offer_id,
        )
        for item in contract.items
    )
    return Order(
        id=event.order_id or f"{contract.id}-{event.number}",
        state=OrderState.PAID,
        cart=Cart(lines=lines, buyer=contract.buyer, shipping=contract.shipping, test=contract.test),
        placed_at=event.at,
        renews=contract.id,
    )


def _quote(contract: Contract, program: Program) -> Quote:
    lines = tuple(_line(item, program.catalog.products.get(item.sku)) for item in contract.items)
    goods = sum(line.total for line in lines)
    return Quote(
        currency=contract.currency,
        lines=lines,
        adjustments=(),
        refusals=(),
        subtotal=goods,
        discount=0,
        shipping=contract.shipping,
        total=goods + contract.shipping,
        gateway_total=goods + contract.shipping,
        coupon_entry=False,
        revision=program.revision,
    )


def _line(item: ContractItem, product: Product | None) -> QuotedLine:
    total = item.quantity * item.renewal
    return QuotedLine(
        sku=item.sku,
        quantity=item.quantity,
        unit_price=item.renewal,
        subtotal=total,
        discount=0,
        total=total,
        coupon_entry=False,
        tax_rate=None if product is None else product.tax_rate,
    )
