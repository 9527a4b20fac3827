"""What the service asks of the store about a shop's own settings; part of the port."""

from datetime import datetime
from typing import Protocol

from engine.model.records import Actor
from engine.model.shop_profile import ShopProfile


class ProfileStore(Protocol):
    """Settings of a shop outside its rule text."""

    async def shop_profile(self, shop: str) -> ShopProfile:
        """The settings; the defaults when nothing was ever set."""

    async def save_shop_profile(
        self, shop: str, name: str, profile: ShopProfile, actor: Actor, now: datetime
    ) -> None:
        """Set the shop's name and settings, and write down what changed. Raises LookupError without such a shop."""
