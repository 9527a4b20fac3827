"""A contract ends: nothing more is delivered or collected."""

from engine.model.contract import Contract
from engine.model.decision import Rejection
from engine.model.events import ContractCancelled
from engine.model.records import Actor, Receipt
from engine.service.engine import Engine
from engine.service.take import take


async def cancel_contract(
    engine: Engine,
    shop: str,
    contract_id: str,
    reason: str,
    *,
    actor: Actor,
    receipt: Receipt | None = None,
) -> Contract | Rejection:
    """End the contract, once; the contract as it is then."""
    cancelled = ContractCancelled(
        id=f"contract:{contract_id}:cancelled",
        at=engine.clock.now(),
        contract_id=contract_id,
        reason=reason[:500],
    )
    taken = await take(engine, shop, cancelled, actor, receipt)
    if isinstance(taken, Rejection):
        return taken
    (contract,) = await engine.store.contracts_by_id(shop, [contract_id])
    return contract
