"""Payments and refunds that nobody answers for: what staff look at, try again, or settle by hand."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.model.card_records import CashOut
from engine.model.contract import Contract, ContractState
from engine.model.decision import Problem, Rejection
from engine.model.events import ContractRenewed, Event
from engine.model.offer_instance import OfferInstance
from engine.model.records import Actor, Receipt
from engine.model.saga import SagaKind, SagaStep, SagaStepEnded, StoredSaga
from engine.runtime.renewal import renewal_of
from engine.service import ask
from engine.service.engine import Engine
from engine.service.take import take

STUCK_AFTER = timedelta(hours=1)
"""A step that goes on for longer is not a moment's trouble any more."""

MOST_SHOWN = 100

SETTLED_BY_HAND = frozenset({SagaStep.UNDO, SagaStep.SWITCH})
"""Steps of offers that only give money back: a person may have done it in another way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckPayment:
    """A step that got no answer. `amount` is minor units: what goes back at most, is collected, or is paid out.

    `order_id` is empty and `card_id` is given where a gift card is paid out.
    """

    saga: StoredSaga
    order_id: str
    amount: int
    currency: str
    test: bool
    card_id: str = ""

    @property
    def by_hand(self) -> bool:
        """Whether a person may say how it ended."""
        state = self.saga.state
        return state.kind is SagaKind.RENEWAL or state.step in SETTLED_BY_HAND


async def stuck_payments(engine: Engine, shop: str) -> tuple[StuckPayment, ...]:
    """Steps that began more than an hour ago and are not over, the longest first, 100 at most; four statements."""
    since = engine.clock.now() - STUCK_AFTER
    sagas = await engine.store.stuck_sagas(shop, since, MOST_SHOWN)
    if not sagas:
        return ()
    subjects = [saga.state.subject for saga in sagas]
    offers = {one.id: one for one in await engine.store.offers_by_id(shop, subjects)}
    contracts = {one.id: one for one in await engine.store.contracts_by_id(shop, subjects)}
    paid_out = {one.card_id: one for one in await engine.store.cash_outs(shop, subjects)}
    currency = (await ask.settings(engine, shop)).currency
    return tuple(
        _pay_out(saga, paid_out[saga.state.subject], currency)
        if saga.state.kind is SagaKind.PAY_OUT
        else _stuck(saga, offers, contracts)
        for saga in sagas
    )


async def retry_payment(engine: Engine, shop: str, saga_id: str, actor: Actor) -> bool:
    """Try the step again now, with the same key as ever; False when nothing is left to do."""
    done = await engine.store.hurry_saga(shop, saga_id, actor, engine.clock.now())
    if done:
        engine.waker.wake()
    return done


async def settle_payment(  # noqa: PLR0913 - what a person says
    engine: Engine,
    shop: str,
    saga_id: str,
    *,
    moved: bool,
    reason: str,
    actor: Actor,
    receipt: Receipt | None = None,
) -> StoredSaga | Rejection:
    """End a stuck step by a person's word: whether the money has `moved`, and how they know.

    STATE_NOT_ALLOWED for a step that ends by itself or has not been stuck for an hour.
    """
    if not reason.strip():
        return Rejection(problem=Problem.TEXT_INVALID, path=("reason",))
    found = next((one for one in await stuck_payments(engine, shop) if one.saga.state.id == saga_id), None)
    if found is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("id",))
    if not found.by_hand:
        return Rejection(problem=Problem.STATE_NOT_ALLOWED, path=("id",))
    event = await _event(engine, shop, found.saga, moved=moved, reason=reason.strip()[:500])
    taken = await take(engine, shop, event, actor, receipt)
    if isinstance(taken, Rejection):
        return taken
    (after,) = [
        one
        for one in await engine.store.sagas_of(shop, [found.saga.state.subject])
        if one.state.id == saga_id
    ]
    return after


async def _event(engine: Engine, shop: str, saga: StoredSaga, *, moved: bool, reason: str) -> Event:
    """What the step itself would have told, under the same id: whoever comes later is too late (I10)."""
    now, state = engine.clock.now(), saga.state
    if state.kind is SagaKind.RENEWAL:
        (contract,) = await engine.store.contracts_by_id(shop, [state.subject])
        if contract.state is ContractState.ACTIVE and renewal_of(contract) == state.id:
            return _collected(state.id, contract, now, moved=moved, reason=reason)
        # It ended meanwhile: what is stuck is money on its way back.
    return SagaStepEnded(
        id=f"{state.id}:{state.step}",
        at=now,
        saga_id=state.id,
        step=state.step,
        following=SagaStep.DONE,
        due=now,
        reason=reason,
        by_hand=True,
    )


def _collected(
    saga_id: str, contract: Contract, at: datetime, *, moved: bool, reason: str
) -> ContractRenewed:
    return ContractRenewed(
        id=f"{saga_id}:ended",
        at=at,
        contract_id=contract.id,
        number=contract.number + 1,
        paid=moved,
        reason=reason,
    )


def _pay_out(saga: StoredSaga, made: CashOut, currency: str) -> StuckPayment:
    return StuckPayment(
        saga=saga, order_id="", amount=made.amount, currency=currency, test=False, card_id=made.card_id
    )


def _stuck(
    saga: StoredSaga, offers: dict[str, OfferInstance], contracts: dict[str, Contract]
) -> StuckPayment:
    if saga.state.kind is SagaKind.RENEWAL:
        contract = contracts[saga.state.subject]
        return StuckPayment(
            saga=saga,
            order_id=contract.order_id,
            amount=contract.renewal_total,
            currency=contract.currency,
            test=contract.test,
        )
    offer = offers[saga.state.subject]
    return StuckPayment(
        saga=saga,
        order_id=offer.order_id,
        amount=offer.first * offer.progress.quantity,
        currency=offer.currency,
        test=offer.test,
    )
