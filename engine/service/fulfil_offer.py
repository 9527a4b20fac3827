"""One step of an accepted offer: pay, change, switch, or undo (S4.3, S4.13-16, S4.62, D4.h, D4.i).

The first order is never touched before the new thing is paid and confirmed, and every failure gives back all that was
taken (S4.2). Amounts come from the frozen offer only.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from engine.delivery.commerce import ChangeOutcome, OfferChange
from engine.delivery.fulfilment import Fulfilment
from engine.delivery.payment_gateway import PaymentOutcome, PaymentRequest
from engine.model.events import OfferSettled
from engine.model.offer_instance import OfferFailure, OfferInstance
from engine.model.saga import SagaStep, StoredSaga
from engine.runtime.offer_settled import STANDING
from engine.service.engine import Engine
from engine.service.fulfilment import fulfilment_of
from engine.service.saga_retry import end_step, take_or_log, try_again
from engine.service.switch_order import switched_amount
from engine.store.failpoints import failpoint

PAYS_WITHIN = timedelta(minutes=10)
"""How long a gateway is asked that does not answer; then the offer has failed and the key is blocked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """A claimed saga with all that its steps need."""

    engine: Engine
    saga: StoredSaga
    offer: OfferInstance
    fulfilment: Fulfilment
    now: datetime

    @property
    def key(self) -> str:
        """The idempotency key of the offer: one per offer, whoever tries (D4.i)."""
        return self.saga.state.id

    @property
    def amount(self) -> int:
        """Minor units to be paid now."""
        return self.offer.first * self.offer.progress.quantity

    def payment(self, verb: str, amount: int) -> PaymentRequest:
        """A movement of money on the first order."""
        return PaymentRequest(
            key=f"{self.key}:{verb}",
            shop=self.saga.shop,
            order_id=self.offer.order_id,
            amount=amount,
            currency=self.offer.currency,
            at=self.now,
            test=self.offer.test,
        )

    def change(self) -> OfferChange:
        """What the shop is asked to change."""
        return OfferChange(
            key=self.key,
            shop=self.saga.shop,
            offer=self.offer,
            amount=self.amount,
            answer_by=self.saga.began_at + self.fulfilment.answer_within,
            at=self.now,
        )


async def fulfil_offer(engine: Engine, saga: StoredSaga) -> None:
    """Do the step that the saga is at, once more or for the first time."""
    (offer,) = await engine.store.offers_by_id(saga.shop, [saga.state.subject])
    work = _Work(
        engine=engine,
        saga=saga,
        offer=offer,
        fulfilment=fulfilment_of(engine, saga.shop),
        now=engine.clock.now(),
    )
    match saga.state.step:
        case SagaStep.CHARGE:
            await _charge(work)
        case SagaStep.CHANGE:
            await _change(work)
        case SagaStep.ANSWER:
            await _settle(
                work, OfferFailure.PAYMENT_UNKNOWN, "the platform did not say in time what came of it"
            )
        case SagaStep.SWITCH:
            await _switch(work)
        case SagaStep.UNDO:
            await _undo(work)
        case SagaStep.DONE | SagaStep.PAY:
            pass  # over, or none of an offer's
        case _:
            assert_never(saga.state.step)


async def _charge(work: _Work) -> None:
    """The additional payment, without asking for a card again (S4.3, S4.62)."""
    gateway = work.fulfilment.gateway
    if gateway is None or work.amount == 0:
        await end_step(work.engine, work.saga, SagaStep.CHANGE)
        return
    if not await _order_stands(work):
        await _settle(work, OfferFailure.ORDER_CHANGED, "the order was given back before the payment")
        return
    result = await gateway.charge(work.payment("charge", work.amount))
    failpoint("saga.charged")
    match result.outcome:
        case PaymentOutcome.DONE:
            await end_step(work.engine, work.saga, SagaStep.CHANGE, reason=result.reference)
        case PaymentOutcome.REFUSED:
            await _settle(work, OfferFailure.PAYMENT_REFUSED, result.reason)
        case PaymentOutcome.UNKNOWN if work.now >= work.saga.began_at + PAYS_WITHIN:
            await _settle(work, OfferFailure.PAYMENT_UNKNOWN, result.reason)
        case PaymentOutcome.UNKNOWN:
            await try_again(work.engine, work.saga, result.reason)
        case _:
            assert_never(result.outcome)


async def _order_stands(work: _Work) -> bool:
    """Whether there is still something to add to: nobody is charged for an order that was given back."""
    (stored,) = await work.engine.store.orders_by_id(work.saga.shop, [work.offer.order_id])
    return stored.order.state in STANDING


async def _change(work: _Work) -> None:
    """The shop adds the product or makes the contract; the first order stays as it is until then (D4.h)."""
    change = work.change()
    result = await work.fulfilment.commerce.change(change)
    failpoint("saga.changed")
    late = work.now >= change.answer_by
    match result.outcome:
        case ChangeOutcome.DONE:
            await _settle(work, None, "")
        case ChangeOutcome.PENDING:
            await end_step(work.engine, work.saga, SagaStep.ANSWER, due=change.answer_by)
        case ChangeOutcome.ORDER_CLOSED:
            await _settle(work, OfferFailure.ORDER_CHANGED, result.reason)
        case ChangeOutcome.REFUSED:
            await _settle(work, OfferFailure.COMMERCE_REFUSED, result.reason)
        case ChangeOutcome.NOT_REACHED if late:
            await _settle(work, OfferFailure.COMMERCE_UNREACHABLE, result.reason)
        case ChangeOutcome.UNKNOWN if late:
            await _settle(work, OfferFailure.PAYMENT_UNKNOWN, result.reason)
        case ChangeOutcome.NOT_REACHED | ChangeOutcome.UNKNOWN:
            await try_again(work.engine, work.saga, result.reason)
        case _:
            assert_never(result.outcome)


async def _switch(work: _Work) -> None:
    """The contract stands: the first purchase is cancelled, and what was paid for it goes back (S4.15, D4.h)."""
    amount = await switched_amount(work.engine, work.saga.shop, work.offer)
    failpoint("saga.switched")
    gateway = work.fulfilment.gateway
    if gateway is not None and amount > 0:
        result = await gateway.give_back(work.payment("switch", amount), of=f"order:{work.offer.order_id}")
        failpoint("saga.given_back")
        if result.outcome is not PaymentOutcome.DONE:
            await try_again(work.engine, work.saga, result.reason)
            return
    await end_step(work.engine, work.saga, SagaStep.DONE)


async def _undo(work: _Work) -> None:
    """The offer has failed: all that may have been taken or changed for it is undone, for as long as it takes."""
    gateway = work.fulfilment.gateway
    if gateway is not None:
        paid = await gateway.undo(work.payment("undo", work.amount), of=work.payment("charge", 0).key)
        failpoint("saga.undone")
        if paid.outcome is not PaymentOutcome.DONE:
            await try_again(work.engine, work.saga, paid.reason)
            return
    withdrawn = await work.fulfilment.commerce.withdraw(work.change())
    failpoint("saga.withdrawn")
    if withdrawn.outcome in {ChangeOutcome.DONE, ChangeOutcome.REFUSED}:
        # A platform that refuses the notice knows of nothing to withdraw.
        await end_step(work.engine, work.saga, SagaStep.DONE, reason=withdrawn.reason)
    else:
        await try_again(work.engine, work.saga, withdrawn.reason)


async def _settle(work: _Work, failure: OfferFailure | None, detail: str) -> None:
    settled = OfferSettled(
        id=settled_id(work.offer.id),
        at=work.now,
        offer_id=work.offer.id,
        failure=failure,
        detail=detail[:500],
        reference="" if failure or work.fulfilment.gateway is None else work.payment("charge", 0).key,
    )
    await take_or_log(work.engine, work.saga, settled)


def settled_id(offer_id: str) -> str:
    """The id of the one event that ends an accepted offer, whoever tells it."""
    return f"offer:{offer_id}:settled"
