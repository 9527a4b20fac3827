"""What the service asks of the store about what one person has; part of the port."""

from datetime import datetime
from typing import Protocol

from engine.model.records import StoredCoupon


class WalletStore(Protocol):
    """What a person holds."""

    async def coupons_of_person(
        self, shop: str, email: str | None, owner_id: str | None, now: datetime, limit: int
    ) -> tuple[StoredCoupon, ...]:
        """Coupons that are theirs and can be used now, of this address or this id, those that end first before others.

        Coupons that anybody may use belong to nobody, and test coupons are left out. None of both finds none.
        """
