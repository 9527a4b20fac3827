"""Roles that need a second factor (SEC20)."""

from engine.model.staff import StaffMember
from engine.service.engine import Engine


async def factor_missing(engine: Engine, member: StaffMember) -> bool:
    """Whether a person must set up a second factor before anything else (SEC20)."""
    if member.second_factor is not None and member.second_factor.confirmed:
        return False
    return (await engine.store.shop_profile(member.shop)).asks_for_factor(member)
