"""Sagas go on: claim, do one step outside any transaction, write down by an event that it ended (I9, I10).

A crash at any place leaves a lease that runs out; the step is then done again with the same key and ends the same way.
"""

import asyncio
import logging
from typing import assert_never

from engine.model.saga import SagaKind, StoredSaga
from engine.service.engine import Engine
from engine.service.fulfil_offer import fulfil_offer
from engine.service.hand_over_pay_out import hand_over_pay_out
from engine.service.renew_contract import renew_contract

AT_ONCE = 10

logger = logging.getLogger(__name__)


async def run_sagas(engine: Engine, limit: int = AT_ONCE) -> int:
    """Do one step of each saga that is due, `limit` at most and side by side; returns how many were claimed."""
    now = engine.clock.now()
    claimed = await engine.store.claim_sagas(now, now + engine.limits.lease, limit)
    # One failure must not cancel the others in the middle of their payment.
    ended = await asyncio.gather(*(_step(engine, saga) for saga in claimed), return_exceptions=True)
    for saga, failure in zip(claimed, ended, strict=True):
        if isinstance(failure, Exception):
            # The lease runs out and somebody tries again.
            logger.error("saga %s: step %s broke off", saga.state.id, saga.state.step, exc_info=failure)
        elif isinstance(failure, BaseException):
            raise failure
    return len(claimed)


async def _step(engine: Engine, saga: StoredSaga) -> None:
    match saga.state.kind:
        case SagaKind.OFFER:
            await fulfil_offer(engine, saga)
        case SagaKind.RENEWAL:
            await renew_contract(engine, saga)
        case SagaKind.PAY_OUT:
            await hand_over_pay_out(engine, saga)
        case _:
            assert_never(saga.state.kind)
