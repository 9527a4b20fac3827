"""When a step that had no answer is tried again, and how an event of a saga is taken."""

import logging
from datetime import datetime, timedelta

from engine.model.answers import Taken
from engine.model.decision import Rejection
from engine.model.events import Event
from engine.model.records import Actor
from engine.model.saga import SagaStep, SagaStepEnded, StoredSaga
from engine.service.engine import Engine
from engine.service.take import take

BY_SAGA = Actor(kind="timer", id="saga")

WAITS = tuple(timedelta(seconds=seconds) for seconds in (1, 2, 5, 10, 30, 60, 300, 900, 3600))
"""Between tries of a step; the last one goes on for ever where money has to go back."""

JITTER = 0.2

logger = logging.getLogger(__name__)


async def try_again(engine: Engine, saga: StoredSaga, reason: str) -> None:
    """Put the step off; who tries it next does it with the same key."""
    wait = WAITS[min(saga.attempt, len(WAITS)) - 1]
    due = engine.clock.now() + wait * (1 + engine.random.uniform(-JITTER, JITTER))
    await put_off(engine, saga, due, reason)


async def put_off(engine: Engine, saga: StoredSaga, due: datetime, reason: str) -> None:
    """Try the step again at `due`."""
    if not await engine.store.postpone_saga(saga, due, reason[:500]):
        logger.warning("saga %s: attempt %s came too late to be put off", saga.state.id, saga.attempt)


async def end_step(
    engine: Engine,
    saga: StoredSaga,
    following: SagaStep,
    *,
    reason: str = "",
    due: datetime | None = None,
) -> None:
    """Write down that the step is done; `following` is due at once, or at `due`."""
    now = engine.clock.now()
    ended = SagaStepEnded(
        id=f"{saga.state.id}:{saga.state.step}",
        at=now,
        saga_id=saga.state.id,
        step=saga.state.step,
        following=following,
        due=due or now,
        reason=reason[:500],
    )
    await take_or_log(engine, saga, ended)


async def take_or_log(engine: Engine, saga: StoredSaga, event: Event) -> Taken | None:
    """Take an event of the saga; one that is refused leaves the step to whoever claims it next."""
    taken = await take(engine, saga.shop, event, BY_SAGA)
    if isinstance(taken, Rejection):
        logger.warning(
            "saga %s: step %s could not be written down: %s", saga.state.id, saga.state.step, taken.problem
        )
        return None
    return taken
