"""Timers come due: each becomes an event on the same path as every other."""

import logging
from collections.abc import Sequence

from engine.model.decision import Problem, Rejection
from engine.model.records import Actor, Timer
from engine.service.engine import Engine
from engine.service.take import take
from engine.service.take_together import TOGETHER, take_together, timer_event

AT_ONCE = 100
BY_TIMER = Actor(kind="timer", id="tick")

logger = logging.getLogger(__name__)


async def tick(engine: Engine, limit: int = AT_ONCE) -> int:
    """Fire what is due, `limit` timers at most, earliest first; returns how many were claimed.

    A timer that cannot be taken now keeps its lease and is claimed again when it runs out.
    """
    now = engine.clock.now()
    claimed = await engine.store.claim_timers(now, now + engine.limits.lease, limit)
    for timer in await _one_by_one(engine, claimed):
        try:
            await _fire(engine, timer)
        except Exception:
            # One timer that cannot be fired must not hold up the others.
            logger.exception("timer %s was not fired", timer.id)
    return len(claimed)


async def _one_by_one(engine: Engine, claimed: Sequence[Timer]) -> list[Timer]:
    """Fire at once what can be fired together; the others, in their order."""
    alike: dict[str, list[Timer]] = {}
    for timer in claimed:
        # What was claimed before and not fired may be what made a process end: it is tried by itself (A10).
        if timer.kind in TOGETHER and timer.attempt == 1:
            alike.setdefault(timer.shop, []).append(timer)
    left = {timer.id for timer in claimed}
    for shop, timers in alike.items():
        try:
            back = await take_together(engine, shop, timers, BY_TIMER)
        except Exception:
            # One of them is the cause; which one shows when each is fired by itself.
            logger.exception("%s timers of %s were not fired together", len(timers), shop)
            continue
        left -= {timer.id for timer in timers} - {timer.id for timer in back}
    return [timer for timer in claimed if timer.id in left]


async def _fire(engine: Engine, timer: Timer) -> None:
    event = timer_event(timer, engine.clock.now())
    taken = await take(engine, timer.shop, event, BY_TIMER)
    if isinstance(taken, Rejection):
        logger.warning("timer %s was refused: %s", timer.id, taken.problem)
        if taken.problem is Problem.BUSY:
            return
    await engine.store.settle_timer(timer, engine.clock.now())
