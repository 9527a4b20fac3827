"""Exposures that quotes show are written down; of what browsers ask, only as many as people behind one address cause.

A browser's token is public, and anybody can make up carts: each would be a unit that never buys, and arms full of them
show no difference. What goes beyond the limits is priced by its arm and enters the figures with its order, which makes
that unit look surer to buy than it was: so the limits leave room for a mobile network with one address for many people.
"""

from collections.abc import Sequence

from engine.model.experiment_units import ExposeUnit
from engine.model.requests import Visitor
from engine.service.engine import Engine
from engine.service.guesses import DAY, HOUR
from engine.values.network import network_of

PER_HOUR = 300
"""Units that one address (/64 for IPv6) may add to the experiments of a shop, each under all its names."""

PER_DAY = 3000


async def note_shown(engine: Engine, shop: str, shown: Sequence[ExposeUnit], visitor: Visitor | None) -> None:
    """Write down what is new; a visitor of None is the shop's own back end, which nothing limits."""
    if not shown:
        return
    if visitor is not None:
        key = f"shown:{shop}:ip:{network_of(visitor.ip)}"
        keys = ((key, PER_HOUR, HOUR), (f"{key}:day", PER_DAY, DAY))
        now, count = engine.clock.now(), len({one.main for one in shown})
        # Looked at first: what goes beyond the limits costs no write.
        if not await engine.store.take_attempts(keys, now, 0, count):
            return
        if not await engine.store.take_attempts(keys, now, count):
            return
    await engine.store.expose(shop, shown)
