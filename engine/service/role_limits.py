"""How much people of a role may do alone; owners say so (SEC24)."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Literal

from engine.model.approval import RoleLimit
from engine.model.decision import Problem, Rejection
from engine.model.records import Actor
from engine.service.engine import Engine
from engine.values.money import LARGEST_AMOUNT

PERSON = "staff"
OPERATOR = "cli"
"""Who has the machine has the database: no limit of the program stops them."""

MOST_PERCENT = 100
LimitName = Literal["credit", "cash_out", "bulk_refund", "discount_percent", "budget"]


async def limit_of(engine: Engine, shop: str, actor: Actor, name: LimitName) -> int | None:
    """The largest that `actor` may do alone; None: no limit.

    Tokens, and people whom nobody knows any more, have the smallest limit of any role: a person cannot pass their own
    by making a token.
    """
    limits = (await engine.store.shop_profile(shop)).limits
    if not limits or actor.kind == OPERATOR:
        return None
    role = None
    if actor.kind == PERSON:
        role = next((one.role for one in await engine.store.staff(shop) if one.id == actor.id), None)
    if role is not None:
        limits = tuple(one for one in limits if one.role is role)
    set_ = [value for one in limits if (value := getattr(one, name)) is not None]
    return min(set_, default=None)


async def set_limits(
    engine: Engine, shop: str, limits: Sequence[RoleLimit], actor: Actor
) -> tuple[RoleLimit, ...] | Rejection:
    """Set all limits at once; PRICE_OUT_OF_RANGE and NAME_TAKEN (a role twice) name the place."""
    head = await engine.store.shop(shop)
    if head is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("shop",))
    for place, one in enumerate(limits):
        if [other.role for other in limits].index(one.role) != place:
            return Rejection(problem=Problem.NAME_TAKEN, path=("limits", str(place), "role"))
        for name, value in asdict(one).items():
            largest = MOST_PERCENT if name == "discount_percent" else LARGEST_AMOUNT
            if name != "role" and value is not None and not 0 <= value <= largest:
                return Rejection(problem=Problem.PRICE_OUT_OF_RANGE, path=("limits", str(place), name))
    kept = tuple(one for one in limits if one != RoleLimit(role=one.role))
    before = await engine.store.shop_profile(shop)
    after = replace(before, limits=tuple(sorted(kept, key=lambda one: one.role)))
    if after != before:
        await engine.store.save_shop_profile(shop, head.name, after, actor, engine.clock.now())
    return after.limits
