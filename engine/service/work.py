"""One round of everything that waits."""

from engine.service.deliver import deliver
from engine.service.engine import Engine
from engine.service.tick import tick


async def work(engine: Engine) -> int:
    """Fire due timers, then send due messages, one batch of each; returns how much was found, 0 when all is done."""
    fired = await tick(engine)
    return fired + await deliver(engine)
