"""The offer of a token: what its page shows, as often as it is loaded."""

from engine.model.decision import Problem, Rejection
from engine.model.offer_instance import OfferInstance
from engine.service.engine import Engine
from engine.service.offer_token import token_hash

LONGEST_TOKEN = 100
UNKNOWN = Rejection(problem=Problem.NOT_FOUND, path=("token",))


async def find_offer(engine: Engine, shop: str, token: str) -> OfferInstance | Rejection:
    """The offer as it is now. NOT_FOUND for whatever is no token of this shop, and nothing else of it (I32)."""
    if not 1 <= len(token) <= LONGEST_TOKEN:
        return UNKNOWN
    return await engine.store.offer_by_token(shop, token_hash(token)) or UNKNOWN
