"""A merchant's platform has collected for a contract's next order (S4.63, V8, V9)."""

from engine.model.contract import Contract
from engine.model.decision import Problem, Rejection
from engine.model.events import ContractRenewed
from engine.model.records import Actor, Receipt
from engine.service.engine import Engine
from engine.service.fulfilment import fulfilment_of
from engine.service.read_cart import id_problem
from engine.service.take import take
from engine.values.identity import trimmed_id


async def report_renewal(  # noqa: PLR0913 - what a platform says
    engine: Engine,
    shop: str,
    contract_id: str,
    number: int,
    *,
    order_id: str = "",
    total: int | None = None,
    actor: Actor,
    receipt: Receipt | None = None,
) -> Contract | Rejection:
    """Record order `number` of a contract at its renewal prices, once; the contract as it is then.

    TOTALS_DO_NOT_ADD_UP when another `total` was collected, CONTRACT_MOVED_ON when it is not the next order. The
    same again changes nothing. NO_PLATFORM where the built-in shop collects.
    """
    if fulfilment_of(engine, shop).gateway is not None:
        return Rejection(problem=Problem.NO_PLATFORM, path=("contract_id",))
    if order_id and (bad := id_problem(order_id, ("order_id",))) is not None:
        return bad
    found = await engine.store.contracts_by_id(shop, [contract_id])
    if not found:
        return Rejection(problem=Problem.NOT_FOUND, path=("contract_id",))
    event_id = f"contract:{contract_id}:{number}"
    known = await engine.store.find_event(shop, event_id)
    if known is None and total is not None and total != found[0].renewal_total:
        figures = (("stated", str(total)), ("computed", str(found[0].renewal_total)))
        return Rejection(problem=Problem.TOTALS_DO_NOT_ADD_UP, path=("total",), args=figures)
    renewed = ContractRenewed(
        id=event_id,
        at=engine.clock.now(),
        contract_id=contract_id,
        number=number,
        paid=True,
        order_id=trimmed_id(order_id) if order_id else "",
    )
    taken = await take(engine, shop, renewed, actor, receipt)
    if isinstance(taken, Rejection):
        return taken
    (contract,) = await engine.store.contracts_by_id(shop, [contract_id])
    return contract
