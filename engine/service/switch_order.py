"""The purchase that an offer turned into a contract is cancelled in the books (S4.15)."""

from engine.model.decision import Rejection
from engine.model.events import OrderRefunded
from engine.model.offer_instance import OfferInstance
from engine.model.records import Actor
from engine.model.refund import Refund, RefundLine, RefundWish
from engine.service.engine import Engine
from engine.service.take import take

BY_OFFER = Actor(kind="timer", id="offer")


class NotSwitched(Exception):
    """The order could not be cancelled now; the step is tried again."""


async def switched_amount(engine: Engine, shop: str, offer: OfferInstance) -> int:
    """Refund the lines that started the offer, once; what the gateway has to return. Raises NotSwitched.

    Minor units, without what gift cards paid: that went back to them with the refund (I24). Shipping stays paid: the
    first delivery of the contract takes its place (S4.56). What the shop gave back by itself meanwhile is left out.
    """
    refund_id = f"offer:{offer.id}"
    lines = await _left(engine, shop, offer)
    if lines:
        event = OrderRefunded(
            id=f"refund:{refund_id}",
            at=engine.clock.now(),
            order_id=offer.order_id,
            refund_id=refund_id,
            wish=RefundWish(lines=lines, keep_contracts=True),
            note=f"switched to contract {offer.targets[0].contract_id}",
        )
        taken = await take(engine, shop, event, BY_OFFER)
        if isinstance(taken, Rejection):
            # Others were faster for a moment, perhaps with a refund of their own: what is left is looked up anew.
            raise NotSwitched(f"{offer.order_id}: {taken.problem}")
    refunds = await engine.store.refunds_of_orders(shop, [offer.order_id])
    return next((one.amount - _on_cards(one) for one in refunds if one.id == refund_id), 0)


async def _left(engine: Engine, shop: str, offer: OfferInstance) -> tuple[RefundLine, ...]:
    """What of the lines that started the offer did not come back yet, by product."""
    (stored,) = await engine.store.orders_by_id(shop, [offer.order_id])
    refunds = await engine.store.refunds_of_orders(shop, [offer.order_id])
    bought = stored.order.cart.lines
    there = (
        place
        for place in offer.trigger_lines
        if bought[place].quantity > sum(one.units[place] for one in refunds if place < len(one.units))
    )
    skus = dict.fromkeys(bought[place].sku for place in there)
    # The order may hold the same product on a plan too: that contract stays.
    return tuple(RefundLine(sku=sku, places=offer.trigger_lines) for sku in skus)


def _on_cards(refund: Refund) -> int:
    return sum(tender.amount + tender.lost for tender in refund.tenders)
