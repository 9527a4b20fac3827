"""Timers come due: each becomes an event on the same path as every other."""

import logging

from engine.model.decision import Problem, Rejection
from engine.model.events import TimerCame
from engine.model.records import Actor, Timer
from engine.service.engine import Engine
from engine.service.take import take

AT_ONCE = 100
BY_TIMER = Actor(kind="timer", id="tick")

logger = logging.getLogger(__name__)


async def tick(engine: Engine, limit: int = AT_ONCE) -> int:
    """Fire what is due, `limit` timers at most, earliest first; returns how many were claimed.

    A timer that cannot be taken now keeps its lease and is claimed again when it runs out.
    """
    now = engine.clock.now()
    claimed = await engine.store.claim_timers(now, now + engine.limits.lease, limit)
    for timer in claimed:
        try:
            await _fire(engine, timer)
        except Exception:
            # One timer that cannot be fired must not hold up the others.
            logger.exception("timer %s was not fired", timer.id)
    return len(claimed)


async def _fire(engine: Engine, timer: Timer) -> None:
    # A hold that was renewed after its timer fired has a second occurrence: the due time tells them apart.
    event_id = f"timer:{timer.id}:{timer.due.isoformat()}"
    event = TimerCame(
        id=event_id, at=engine.clock.now(), kind=timer.kind, subject=timer.subject, due=timer.due
    )
    taken = await take(engine, timer.shop, event, BY_TIMER)
    if isinstance(taken, Rejection):
        logger.warning("timer %s was refused: %s", timer.id, taken.problem)
        if taken.problem is Problem.BUSY:
            return
    await engine.store.settle_timer(timer, engine.clock.now())
