"""A shop's back end reports an order."""

from engine.model.answers import OrderRecordedAnswer
from engine.model.decision import Rejection
from engine.model.records import Actor, Receipt
from engine.model.requests import OrderRequest
from engine.service.engine import Engine


async def record_order(
    engine: Engine, shop: str, order: OrderRequest, *, actor: Actor, receipt: Receipt | None = None
) -> OrderRecordedAnswer | Rejection:
    """Record an order once per id and state: redeem its codes, issue coupons, queue messages."""
    raise NotImplementedError
