"""The built-in shop collects for a contract's next delivery; a merchant's platform does that by itself (S4.63).

A payment without an answer is asked for again under its own key until there is one; a refused one is a fact of its
own (`ContractRenewed`), after which the core decides when to try again and when the contract ends.
"""

from typing import assert_never

from engine.delivery.payment_gateway import PaymentOutcome, PaymentRequest
from engine.model.contract import Contract, ContractState
from engine.model.events import ContractRenewed
from engine.model.saga import SagaStep, StoredSaga
from engine.runtime.renewal import renewal_of
from engine.service.engine import Engine
from engine.service.fulfilment import fulfilment_of
from engine.service.saga_retry import end_step, take_or_log, try_again
from engine.store.failpoints import failpoint


async def renew_contract(engine: Engine, saga: StoredSaga) -> None:
    """Collect for one delivery, once, and tell what came of it."""
    (contract,) = await engine.store.contracts_by_id(saga.shop, [saga.state.subject])
    gateway = fulfilment_of(engine, saga.shop).gateway
    if gateway is None:
        await end_step(engine, saga, SagaStep.DONE, reason="a platform collects for its contracts by itself")
        return
    if renewal_of(contract) != saga.state.id:
        # Told while this process was away: what was paid for the delivery stays paid.
        await end_step(engine, saga, SagaStep.DONE, reason="the delivery was told before")
        return
    if contract.state is not ContractState.ACTIVE:
        # It may have been charged before somebody ended it, and the process died in between.
        await _give_back(engine, saga, contract)
        return
    request = _payment(engine, saga, contract, "charge")
    if request.amount == 0:
        await _tell(engine, saga, contract, paid=True)
        return
    result = await gateway.charge(request)
    failpoint("saga.charged")
    match result.outcome:
        case PaymentOutcome.DONE:
            await _tell(engine, saga, contract, paid=True)
        case PaymentOutcome.REFUSED:
            await _tell(engine, saga, contract, paid=False)
        case PaymentOutcome.UNKNOWN:
            await try_again(engine, saga, result.reason)
        case _:
            assert_never(result.outcome)


async def _tell(engine: Engine, saga: StoredSaga, contract: Contract, *, paid: bool) -> None:
    renewed = ContractRenewed(
        id=f"{saga.state.id}:ended",
        at=engine.clock.now(),
        contract_id=contract.id,
        number=contract.number + 1,
        paid=paid,
    )
    if await take_or_log(engine, saga, renewed) is None and paid:
        await _give_back(engine, saga, contract)


async def _give_back(engine: Engine, saga: StoredSaga, contract: Contract) -> None:
    """The contract ended, or was renewed by hand, while the gateway was asked: the money goes back."""
    (now,) = await engine.store.contracts_by_id(saga.shop, [contract.id])
    gateway = fulfilment_of(engine, saga.shop).gateway
    if gateway is None or (now.state is ContractState.ACTIVE and now.number == contract.number):
        return  # others were faster for a moment; the step is done again when the lease runs out
    returned = await gateway.undo(_payment(engine, saga, contract, "undo"), of=f"{saga.state.id}:charge")
    failpoint("saga.undone")
    if returned.outcome is PaymentOutcome.DONE:
        await end_step(engine, saga, SagaStep.DONE, reason="the contract moved on while it was collected for")
    else:
        await try_again(engine, saga, returned.reason)


def _payment(engine: Engine, saga: StoredSaga, contract: Contract, verb: str) -> PaymentRequest:
    return PaymentRequest(
        key=f"{saga.state.id}:{verb}",
        shop=saga.shop,
        order_id=contract.order_id,
        amount=contract.renewal_total,
        currency=contract.currency,
        at=engine.clock.now(),
        test=contract.test,
    )
