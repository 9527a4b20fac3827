"""Staff stop everything to an address, or allow it again."""

from engine.model.consent import Suppression, SuppressionCause
from engine.model.program import ChannelName
from engine.model.records import Actor
from engine.service.engine import Engine


async def suppress_address(
    engine: Engine, shop: str, channel: ChannelName, address: str, reason: str, *, actor: Actor
) -> bool:
    """Staff stop everything to an address; False when it was stopped already."""
    now = engine.clock.now()
    suppression = Suppression(
        channel=channel, address=address, cause=SuppressionCause.BY_HAND, at=now, detail=reason
    )
    return await engine.store.suppress(shop, suppression, actor, now)


async def lift_suppression(
    engine: Engine, shop: str, channel: ChannelName, address: str, *, actor: Actor
) -> bool:
    """Staff allow an address again; False when it was not stopped. Whether its owner agrees is another matter."""
    return await engine.store.lift_suppression(shop, channel, address, actor, engine.clock.now())
