"""Offers that were made, for the screens of the merchant."""

from engine.model.offer_instance import OfferInstance, OfferState
from engine.model.records import Page
from engine.service.engine import Engine


async def offers(
    engine: Engine, shop: str, page: Page, *, rule: str | None = None, state: OfferState | None = None
) -> tuple[OfferInstance, ...]:
    """Offers of a rule or of all, those decided last first."""
    return await engine.store.offers(shop, page, rule=rule, state=state)


async def offer_by_id(engine: Engine, shop: str, offer_id: str) -> OfferInstance | None:
    """One offer."""
    return next(iter(await engine.store.offers_by_id(shop, (offer_id,))), None)
