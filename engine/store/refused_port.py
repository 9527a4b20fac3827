"""What the service asks of the store about refused uses of coupons; part of the port."""

from collections.abc import Sequence
from typing import Protocol

from engine.model.records import Hold
from engine.model.refused_use import RefusedUse


class RefusedStore(Protocol):
    """Rows are added and counted up, never changed otherwise; of each coupon the newest are kept."""

    async def add_refused_uses(self, shop: str, uses: Sequence[RefusedUse]) -> None:
        """Add them; the same within a minute as a stored one counts that one up. Of a coupon, MOST_KEPT stay."""

    async def refused_uses(self, shop: str, coupon_id: str) -> tuple[RefusedUse, ...]:
        """Those of a coupon, newest first."""

    async def holds_of(self, shop: str, coupon_id: str, limit: int) -> tuple[Hold, ...]:
        """The holds of a coupon, live and ended, those that end last first."""
