"""What would happen, at any instant, without storing anything."""

from datetime import datetime

from engine.model.answers import Trial
from engine.model.decision import Rejection
from engine.model.requests import OrderRequest
from engine.service.engine import Engine


async def try_rules(
    engine: Engine, shop: str, order: OrderRequest, *, at: datetime | None = None, revision: int | None = None
) -> Trial | Rejection:
    """Decide on an order with the stored facts of now, as if it came at `at`, under the live or a named revision."""
    raise NotImplementedError
