"""Messages leave no faster than the server or gateway behind a channel takes them (A4)."""

from datetime import datetime, timedelta

from engine.model.records import StoredMessage
from engine.service.engine import Engine
from engine.store.handover import PACE

AT_LEAST = timedelta(seconds=1)


async def leaves_later(engine: Engine, message: StoredMessage) -> datetime | None:
    """When the message may leave, if the channel has no room for it now; None: it may leave.

    Each that has to wait gets a moment of its own, so that a backlog is looked at once and not every second. What all
    processes send together is counted in the store; test messages reach nobody and are not counted.
    """
    most = engine.limits.per_minute(message.order.channel)
    if most is None or message.order.test:
        return None
    now, channel = engine.clock.now(), message.order.channel
    if message.reason != PACE:
        slot = engine.pace.slot(channel, most, now)
        if slot > now:
            return slot
    if await engine.store.take_attempts([(f"pace:{channel}", most, 60)], now):
        return None
    return max(engine.pace.slot(channel, most, now), now + AT_LEAST)
