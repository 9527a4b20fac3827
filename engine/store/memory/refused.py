"""Refused uses of coupons, in memory."""

from collections.abc import Sequence

from engine.model.records import Hold
from engine.model.refused_use import MOST_KEPT, RefusedUse, merged
from engine.store.memory.part import MemoryPart, of_shop


class RefusedUses(MemoryPart):
    """Adding and reading."""

    async def add_refused_uses(self, shop: str, uses: Sequence[RefusedUse]) -> None:
        """Add them."""
        async with self._tx() as state:
            for coupon_id in {use.coupon_id for use in uses}:
                added = [use for use in uses if use.coupon_id == coupon_id]
                kept = merged((*state.refused.get((shop, coupon_id), ()), *added))
                state.refused.put((shop, coupon_id), kept[:MOST_KEPT])

    async def refused_uses(self, shop: str, coupon_id: str) -> tuple[RefusedUse, ...]:
        """Those of a coupon."""
        return self._state.refused.get((shop, coupon_id), ())

    async def holds_of(self, shop: str, coupon_id: str, limit: int) -> tuple[Hold, ...]:
        """The holds of a coupon."""
        own = [hold for hold in of_shop(self._state.holds, shop) if hold.coupon_id == coupon_id]
        return tuple(sorted(own, key=lambda one: one.until, reverse=True)[:limit])
