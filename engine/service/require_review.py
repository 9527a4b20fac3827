"""Whether rules may go live without somebody else's approval (SEC24)."""

from engine.model.decision import Problem, Rejection
from engine.model.program import Program
from engine.model.records import Actor
from engine.service.engine import Engine
from engine.service.rule_limits import gives_too_much


async def approval_of(
    engine: Engine, shop: str, base: int | None, program: Program, actor: Actor
) -> int | Rejection | None:
    """The review that lets rules go live over `base`; None when the shop asks for none.

    It asks for one of all rules, or of those that give away more than `actor` may decide alone.

    It may have let them go live before: `Store.make_live` tells a repeated request from a second one. REVIEW_REQUIRED
    when nobody approved exactly this.
    """
    always = (await engine.store.shop_profile(shop)).review_required
    if not always and not await gives_too_much(engine, shop, program, actor):
        return None
    found = await engine.store.review_of(shop, base, program.fingerprint)
    return REVIEW_REQUIRED if found is None else found.number


REVIEW_REQUIRED = Rejection(problem=Problem.REVIEW_REQUIRED, path=("fingerprint",))
