"""Contracts: a shop's back end looks them up, reports each renewal, ends them."""

from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.contract import Contract, ContractEnd, ContractItem
from engine.model.decision import Rejection
from engine.service.cancel_contract import cancel_contract
from engine.service.order_contracts import order_contracts
from engine.service.report_renewal import report_renewal
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field, query_field
from graphql_api.scalars import Amount, Money, money


@described("A contract delivers until it is cancelled.", ACTIVE="It delivers.", CANCELLED="It has ended.")
class ContractStateKind(StrEnum):
    """`model.contract.ContractState`."""

    ACTIVE = "active"
    CANCELLED = "cancelled"


@described(
    "Why a contract has ended.",
    CANCELLED="The shop or the buyer asked for it.",
    PAYMENT_REFUSED="The last try to collect for an order was refused too.",
    ORDER_REFUNDED="The order that began it was given back.",
)
class ContractEndKind(StrEnum):
    """`model.contract.ContractEnd`."""

    CANCELLED = "cancelled"
    PAYMENT_REFUSED = "payment_refused"
    ORDER_REFUNDED = "order_refunded"


@strawberry.type(name="ContractItem", description="A product of every delivery.")
class ContractItemType:
    """An item."""

    sku: str = strawberry.field(description="The product.")
    quantity: int = strawberry.field(description="Pieces in each delivery.")
    renewal_price: Money = strawberry.field(description="For one piece in every later order (V8, V9).")


@strawberry.type(name="Contract", description="A subscription.")
class ContractType:
    """A contract."""

    id: str = strawberry.field(description="Ours, the same in webhooks and in `contractRenewed`.")
    order_id: str = strawberry.field(description="The order that began it.")
    plan: str = strawberry.field(description="The name of its plan.")
    cycle: str = strawberry.field(description="The time between orders, ISO 8601: P1M, P14D.")
    state: ContractStateKind = strawberry.field(description="Whether it delivers.")
    number: int = strawberry.field(description="How many orders it has had; the next one is one more.")
    next_renewal_at: datetime = strawberry.field(description="When the next order is due.")
    renewal_total: Money = strawberry.field(
        description="What the next order costs, shipping included (S4.63)."
    )
    shipping: Money = strawberry.field(description="Of it for shipping.")
    items: list[ContractItemType] = strawberry.field(description="What is delivered.")
    ended: ContractEndKind | None = strawberry.field(description="Why it stopped; null while it delivers.")
    ended_at: datetime | None = strawberry.field(description="When it stopped.")


@strawberry.input(description="An order of a contract that was collected for.")
class ContractRenewedInput:
    """Input of `contractRenewed`."""

    contract_id: str = strawberry.field(description="`id` of the contract.")
    number: int = strawberry.field(description="The number of the order: one more than `number`.")
    order_id: str = strawberry.field(default="", description="The shop's own id of it; empty: one of ours.")
    total: Amount | None = strawberry.field(
        default=None, description="What was collected; if given it must be `renewalTotal`."
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; an order number is recorded once anyway."
    )


@strawberry.input(description="A contract to end.")
class ContractCancelInput:
    """Input of `contractCancel`."""

    contract_id: str = strawberry.field(description="`id` of the contract.")
    reason: str = strawberry.field(default="", description="For staff, at most 500 characters.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; a contract ends once anyway."
    )


@strawberry.type(description="A contract, or why nothing was done.")
class ContractPayload:
    """The answer of mutations about contracts."""

    contract: ContractType | None = strawberry.field(description="As it is now; null when `errors` says why.")
    errors: list[UserError] = strawberry.field(description="Why nothing was done; empty when it was.")


@strawberry.type
class ContractQueries:
    """Queries about contracts."""

    @query_field(
        Right.ORDERS,
        "The contracts that an order began, also by the offer that was made with it. Needs a secret token.",
    )
    async def contracts(self, info: Info, order_id: str) -> list[ContractType]:
        """Look contracts up."""
        found = await order_contracts(info.context.engine, info.context.shop, order_id)
        return [_shown(contract) for contract in found]


@strawberry.type
class ContractMutations:
    """Mutations about contracts."""

    @mutation_field(
        Right.ORDERS,
        (
            "Report that a contract's next order was collected for, at renewal prices; for platforms that renew"
            " by themselves (S4.63). Needs a secret token."
        ),
    )
    async def contract_renewed(self, info: Info, input: ContractRenewedInput) -> ContractPayload:  # noqa: A002 - the API's convention
        """Record a renewal."""
        context = info.context
        outcome = await report_renewal(
            context.engine,
            context.shop,
            input.contract_id,
            input.number,
            order_id=input.order_id,
            total=input.total,
            actor=context.caller.actor,
            receipt=receipt(
                "contractRenewed", {**vars(input), "idempotency_key": None}, input.idempotency_key
            ),
        )
        return _payload(info, outcome)

    @mutation_field(
        Right.ORDERS, "End a contract: nothing more is delivered or collected. Needs a secret token."
    )
    async def contract_cancel(self, info: Info, input: ContractCancelInput) -> ContractPayload:  # noqa: A002
        """End a contract."""
        context = info.context
        outcome = await cancel_contract(
            context.engine,
            context.shop,
            input.contract_id,
            input.reason,
            actor=context.caller.actor,
            receipt=receipt(
                "contractCancel", {**vars(input), "idempotency_key": None}, input.idempotency_key
            ),
        )
        return _payload(info, outcome)


def _payload(info: Info, outcome: Contract | Rejection) -> ContractPayload:
    if isinstance(outcome, Rejection):
        return ContractPayload(contract=None, errors=rejected(outcome, info.context.language))
    return ContractPayload(contract=_shown(outcome), errors=[])


def _shown(contract: Contract) -> ContractType:
    return ContractType(
        id=contract.id,
        order_id=contract.order_id,
        plan=contract.plan,
        cycle=contract.cycle.iso,
        state=ContractStateKind(contract.state.value),
        number=contract.number,
        next_renewal_at=contract.next_renewal_at,
        renewal_total=money(contract.renewal_total, contract.currency),
        shipping=money(contract.shipping, contract.currency),
        items=[_item(item, contract.currency) for item in contract.items],
        ended=None if contract.ended is None else _END[contract.ended],
        ended_at=contract.ended_at,
    )


_END = {one: ContractEndKind(one.value) for one in ContractEnd}


def _item(item: ContractItem, currency: str) -> ContractItemType:
    return ContractItemType(sku=item.sku, quantity=item.quantity, renewal_price=money(item.renewal, currency))
