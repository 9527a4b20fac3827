"""The one path of everything that happens: load, decide, commit."""

from engine.model.answers import Taken
from engine.model.decision import Rejection
from engine.model.events import Event
from engine.model.records import Actor, Receipt
from engine.service.engine import Engine


async def take(
    engine: Engine, shop: str, event: Event, actor: Actor, receipt: Receipt | None = None
) -> Taken | Rejection:
    """Store `event` with everything it causes, once; a known event gives what it caused then."""
    raise NotImplementedError
