"""A merchant's platform says what came of an accepted offer (S4.13-16, S4.67-68)."""

from engine.model.decision import Problem, Rejection
from engine.model.events import OfferSettled
from engine.model.offer_instance import OfferFailure, OfferInstance, OfferState
from engine.model.records import Actor, Receipt
from engine.service.engine import Engine
from engine.service.fulfil_offer import settled_id
from engine.service.fulfilment import fulfilment_of
from engine.service.read_cart import id_problem
from engine.service.take import take
from engine.values.identity import trimmed_id

LONGEST_DETAIL = 500


async def settle_offer(  # noqa: PLR0913 - what a platform says
    engine: Engine,
    shop: str,
    offer_id: str,
    failure: OfferFailure | None,
    *,
    detail: str = "",
    reference: str = "",
    made_order: str = "",
    actor: Actor,
    receipt: Receipt | None = None,
) -> OfferInstance | Rejection:
    """End an accepted offer, once; the same again changes nothing.

    OFFER_SETTLED when it has ended otherwise, in time or because the answer came too late: what the platform took
    for it has to go back then. NO_PLATFORM where the built-in shop fulfils offers.
    """
    if fulfilment_of(engine, shop).gateway is not None:
        return Rejection(problem=Problem.NO_PLATFORM, path=("offer_id",))
    if made_order and (bad := id_problem(made_order, ("made_order_id",))) is not None:
        return bad
    found = await engine.store.offers_by_id(shop, [offer_id])
    if not found or not found[0].progress.presses:
        return Rejection(problem=Problem.NOT_FOUND, path=("offer_id",))
    settled = OfferSettled(
        id=settled_id(offer_id),
        at=engine.clock.now(),
        offer_id=offer_id,
        failure=failure,
        detail=detail[:LONGEST_DETAIL],
        reference=reference[:LONGEST_DETAIL],
        made_order=trimmed_id(made_order) if made_order else "",
    )
    taken = await take(engine, shop, settled, actor, receipt)
    if isinstance(taken, Rejection) and taken.problem is not Problem.OFFER_CLOSED:
        return taken
    (offer,) = await engine.store.offers_by_id(shop, [offer_id])
    wanted = OfferState.SUCCEEDED if failure is None else OfferState.FAILED
    if offer.progress.state is not wanted:
        said = (("state", offer.progress.state.value),)
        return Rejection(problem=Problem.OFFER_SETTLED, path=("offer_id",), args=said)
    return offer
