"""What staff do with a message."""

from engine.model.records import Actor
from engine.service.engine import Engine


async def resolve_message(
    engine: Engine, shop: str, message_id: str, *, send_again: bool, actor: Actor
) -> bool:
    """Settle a message of unknown fate: send it again, or take it as sent. False when it is not unknown."""
    resolved = await engine.store.resolve_message(shop, message_id, send_again, actor, engine.clock.now())
    if resolved and send_again:
        engine.waker.wake()
    return resolved
