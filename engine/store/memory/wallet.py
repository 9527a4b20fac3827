"""What one person has, in memory."""

from datetime import datetime

from engine.model.facts import CouponState
from engine.model.records import StoredCoupon
from engine.store.memory.part import MemoryPart, of_shop


class Wallets(MemoryPart):
    """Coupons by their owner."""

    async def coupons_of_person(
        self, shop: str, email: str | None, owner_id: str | None, now: datetime, limit: int
    ) -> tuple[StoredCoupon, ...]:
        """Those of the address or the id that can be used."""
        usable = [
            one
            for one in of_shop(self._state.coupons, shop)
            if (email is not None and one.fact.owner_email == email)
            or (owner_id is not None and one.fact.owner_id == owner_id)
            if one.fact.state is CouponState.ISSUED and not one.fact.test
            if one.fact.valid_until is None or one.fact.valid_until > now
        ]
        usable.sort(key=lambda one: (one.fact.valid_until is None, one.fact.valid_until or now, one.fact.id))
        return tuple(usable[:limit])
