"""The purchase that an offer turned into a contract is cancelled in the books (S4.15)."""

from engine.model.decision import Problem, Rejection
from engine.model.events import OrderRefunded
from engine.model.offer_instance import OfferInstance
from engine.model.records import Actor
from engine.model.refund import RefundLine, RefundWish
from engine.service.engine import Engine
from engine.service.take import take

BY_OFFER = Actor(kind="timer", id="offer")

NOTHING_LEFT = frozenset({Problem.REFUND_TOO_MUCH, Problem.STATE_NOT_ALLOWED})
"""The shop gave the goods back by itself, between the contract and now."""


class NotSwitched(Exception):
    """The order could not be cancelled now; the step is tried again."""


async def switched_amount(engine: Engine, shop: str, offer: OfferInstance) -> int:
    """Refund the lines that started the offer, once; what was paid for them, minor units. Raises NotSwitched.

    Shipping stays paid: the first delivery of the contract takes its place (S4.56).
    """
    (stored,) = await engine.store.orders_by_id(shop, [offer.order_id])
    skus = tuple(dict.fromkeys(stored.order.cart.lines[place].sku for place in offer.trigger_lines))
    refund_id = f"offer:{offer.id}"
    event = OrderRefunded(
        id=f"refund:{refund_id}",
        at=engine.clock.now(),
        order_id=offer.order_id,
        refund_id=refund_id,
        wish=RefundWish(lines=tuple(RefundLine(sku=sku) for sku in skus)),
        note=f"switched to contract {offer.targets[0].contract_id}",
    )
    taken = await take(engine, shop, event, BY_OFFER)
    if isinstance(taken, Rejection) and taken.problem not in NOTHING_LEFT:
        raise NotSwitched(f"{offer.order_id}: {taken.problem}")
    refunds = await engine.store.refunds_of_orders(shop, [offer.order_id])
    return next((one.amount for one in refunds if one.id == refund_id), 0)
