"""The pay-out of a gift card is handed over to whoever pays, under one key, until it was taken (S5.43, V21)."""

from engine.delivery.payment_gateway import PaymentOutcome, PayOutRequest
from engine.model.card_records import CashOut, CashOutState
from engine.model.saga import SagaStep, StoredSaga
from engine.service import ask
from engine.service.engine import Engine
from engine.service.fulfilment import fulfilment_of
from engine.service.saga_retry import end_step, try_again
from engine.store.failpoints import failpoint


async def hand_over_pay_out(engine: Engine, saga: StoredSaga) -> None:
    """Ask for the pay-out once more or for the first time; whoever confirmed it by hand has made it needless.

    A refusal is asked again as well: the card is void, so somebody has to pay, and after an hour it needs attention.
    """
    gateway = fulfilment_of(engine, saga.shop).pay_outs
    made = next(iter(await engine.store.cash_outs(saga.shop, [saga.state.subject])), None)
    if gateway is None or made is None or made.state is CashOutState.PAID:
        await end_step(engine, saga, SagaStep.DONE, reason="nothing is left to hand over")
        return
    result = await gateway.pay_out(await _request(engine, saga, made))
    failpoint("saga.paid_out")
    if result.outcome is PaymentOutcome.DONE:
        await end_step(engine, saga, SagaStep.DONE, reason=result.reference)
    else:
        await try_again(engine, saga, result.reason)


async def _request(engine: Engine, saga: StoredSaga, made: CashOut) -> PayOutRequest:
    (card,) = await engine.store.cards_by_id(saga.shop, [made.card_id])
    return PayOutRequest(
        key=saga.state.id,
        shop=saga.shop,
        card_id=made.card_id,
        customer=card.fact.owner_id or "",
        order_id=card.order_id,
        amount=made.amount,
        currency=(await ask.settings(engine, saga.shop)).currency,
        reason=made.reason.value,
        at=engine.clock.now(),
    )
