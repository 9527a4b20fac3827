"""One round of everything that waits."""

from engine.service.deliver import deliver
from engine.service.engine import Engine
from engine.service.run_sagas import run_sagas
from engine.service.tick import tick


async def work(engine: Engine) -> int:
    """Fire due timers, go on with sagas, send due messages, one batch of each; returns how much was found.

    0 when all is done.
    """
    return await decide_due(engine) + await deliver(engine)


async def decide_due(engine: Engine) -> int:
    """The same without the messages, which may take as long as other servers let them."""
    return await tick(engine) + await run_sagas(engine)
