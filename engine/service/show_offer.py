"""The page of an offer was rendered: its beacon (S4.65, D4.j, J7)."""

from engine.model.decision import Rejection
from engine.model.events import OfferShown
from engine.model.offer_instance import OfferInstance
from engine.model.records import Actor
from engine.service.engine import Engine
from engine.service.find_offer import find_offer
from engine.service.take import take


async def show_offer(engine: Engine, shop: str, token: str, *, actor: Actor) -> OfferInstance | Rejection:
    """Count the page once and start its time; a reload changes nothing. The offer as it is now."""
    offer = await find_offer(engine, shop, token)
    if isinstance(offer, Rejection):
        return offer
    shown = OfferShown(id=f"offer:{offer.id}:shown", at=engine.clock.now(), offer_id=offer.id)
    taken = await take(engine, shop, shown, actor)
    return taken if isinstance(taken, Rejection) else await find_offer(engine, shop, token)
