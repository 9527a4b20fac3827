"""Somebody closes the page of an offer without buying."""

from engine.model.decision import Rejection
from engine.model.events import OfferDeclined
from engine.model.offer_instance import OfferInstance
from engine.model.records import Actor
from engine.service.engine import Engine
from engine.service.find_offer import find_offer
from engine.service.take import take


async def decline_offer(engine: Engine, shop: str, token: str, *, actor: Actor) -> OfferInstance | Rejection:
    """End an open offer; one that was bought, or is over, stays what it is."""
    offer = await find_offer(engine, shop, token)
    if isinstance(offer, Rejection):
        return offer
    closed = OfferDeclined(id=f"offer:{offer.id}:declined", at=engine.clock.now(), offer_id=offer.id)
    taken = await take(engine, shop, closed, actor)
    return taken if isinstance(taken, Rejection) else await find_offer(engine, shop, token)
