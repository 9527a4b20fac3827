"""Whether rules may go live without somebody else's approval (SEC24)."""

from engine.model.decision import Problem, Rejection
from engine.service.engine import Engine


async def approval_of(
    engine: Engine, shop: str, base: int | None, fingerprint: str
) -> int | Rejection | None:
    """The review that lets rules of `fingerprint` go live over `base`; None when the shop asks for none.

    It may have let them go live before: `Store.make_live` tells a repeated request from a second one. REVIEW_REQUIRED
    when nobody approved exactly this.
    """
    if not (await engine.store.shop_profile(shop)).review_required:
        return None
    found = await engine.store.review_of(shop, base, fingerprint)
    return REVIEW_REQUIRED if found is None else found.number


REVIEW_REQUIRED = Rejection(problem=Problem.REVIEW_REQUIRED, path=("fingerprint",))
