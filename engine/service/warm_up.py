"""A server compiles what is live before it says that it is ready."""

import contextlib

from engine.service.engine import Engine
from engine.service.programs import BrokenRevision


async def warm_up(engine: Engine) -> None:
    """Compile the live rules of every shop, one after the other; a second call finds them all made.

    Thousands of rules take seconds, longer than a request may. A revision that cannot be compiled keeps nobody else
    waiting: requests to its shop say so themselves. Raises StoreUnavailable.
    """
    for shop in await engine.store.shops():
        with contextlib.suppress(BrokenRevision):
            await engine.programs.live(engine.store, shop.id)
