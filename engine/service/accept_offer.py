"""Somebody presses the buy button of an offer (S4.62, S4.66, D4.g, D4.i, J6)."""

import secrets

from engine.model.decision import Problem, Rejection
from engine.model.events import OfferAccepted
from engine.model.offer_instance import OfferInstance
from engine.model.records import Actor, Receipt
from engine.service.engine import Engine
from engine.service.find_offer import find_offer
from engine.service.offer_terms import terms_version
from engine.service.take import take


async def accept_offer(  # noqa: PLR0913 - what a press says
    engine: Engine,
    shop: str,
    token: str,
    quantity: int,
    *,
    terms: str = "",
    actor: Actor,
    receipt: Receipt | None = None,
) -> OfferInstance | Rejection:
    """Buy, once: further presses count as clicks and answer with the same offer (V19).

    `terms` is the version of the terms that the page showed. OFFER_CLOSED when it is too late, TERMS_NOT_SEEN,
    QUANTITY_OUT_OF_RANGE. Payment and delivery go on when this has returned.
    """
    offer = await find_offer(engine, shop, token)
    if isinstance(offer, Rejection):
        return offer
    if terms != terms_version(offer):
        return Rejection(problem=Problem.TERMS_NOT_SEEN, path=("terms_version",))
    pressed = OfferAccepted(
        id=f"offer:{offer.id}:press:{secrets.token_hex(8)}",
        at=engine.clock.now(),
        offer_id=offer.id,
        quantity=quantity,
        terms_version=terms,
    )
    taken = await take(engine, shop, pressed, actor, receipt)
    return taken if isinstance(taken, Rejection) else await find_offer(engine, shop, token)
