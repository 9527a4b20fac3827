"""A shop's own settings, in memory."""

from dataclasses import replace
from datetime import datetime

from engine.model.records import Actor
from engine.model.shop_profile import ShopProfile
from engine.store.memory.part import MemoryPart, write_audit
from engine.store.profile_detail import changes


class Profiles(MemoryPart):
    """Reading and setting."""

    async def shop_profile(self, shop: str) -> ShopProfile:
        """The settings."""
        return self._state.profiles.get(shop) or ShopProfile()

    async def save_shop_profile(
        self, shop: str, name: str, profile: ShopProfile, actor: Actor, now: datetime
    ) -> None:
        """Set them."""
        async with self._tx() as state:
            before = state.profiles.get(shop) or ShopProfile()
            write_audit(state, shop, now, actor, "shop settings changed", shop, **changes(before, profile))
            state.shops.put(shop, replace(state.shops[shop], name=name))
            state.profiles.put(shop, profile)
