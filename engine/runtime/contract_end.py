"""How a contract ends: its buyer leaves the lists of subscribers, and nothing more is delivered or collected."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from engine.model.cart import CartLine
from engine.model.contract import Contract, ContractEnd, ContractState
from engine.model.effects import ChangeContract, Effect
from engine.model.facts import ChargedOrder
from engine.model.program import TriggerKind
from engine.model.refund import Refund
from engine.runtime.lists import leave_effects
from engine.runtime.prepare import Prepared


def end_contract(
    prepared: Prepared, contract: Contract, why: ContractEnd, at: datetime, note: str = ""
) -> Iterator[Effect]:
    """End a contract, whose other fields may just have changed, as its next version; what was paid stays paid."""
    yield ChangeContract(
        after=replace(
            contract,
            state=ContractState.CANCELLED,
            ended=why,
            ended_at=at,
            end_note=note,
            version=contract.version + 1,
        )
    )
    known = prepared.program.catalog.products
    products = [known[item.sku] for item in contract.items if item.sku in known]
    # Who ends a subscription leaves the lists with a `leave when subscription cancelled` line for its products.
    yield from leave_effects(prepared, contract.buyer, TriggerKind.SUBSCRIPTION_CANCELLED, products, at)


def ended_by_refund(
    contracts: Iterable[Contract], past: ChargedOrder, refund: Refund, left: tuple[int, ...], *, undone: bool
) -> Iterator[Contract]:
    """Contracts that the order began and that end with its refund: nobody is charged for what they gave back.

    They end with the whole order (`undone`), or with the last of their own first delivery; `left` are units by line
    that had not come back before. A refund that says so leaves them (`RefundWish.keep_contracts`), and one of a later
    delivery is about that delivery only.
    """
    if refund.wish.keep_contracts:
        return
    stays = [one - gone for one, gone in zip(left, refund.units, strict=True)]
    for contract in contracts:
        if contract.order_id != past.order.id or contract.state is not ContractState.ACTIVE:
            continue
        places = [at for at, line in enumerate(past.order.cart.lines) if _is_of(line, contract)]
        came_back = any(refund.units[at] for at in places) and not any(stays[at] for at in places)
        if undone or came_back:
            yield contract


def _is_of(line: CartLine, contract: Contract) -> bool:
    """Whether a line of the first order is what the contract delivers."""
    return bool(line.plan) and any(
        line.sku == item.sku
        and (line.offer == item.offer_id if item.offer_id else line.plan == contract.plan)
        for item in contract.items
    )
