"""What one person has."""

# ruff: noqa: S608 - only our own names are put into the statement

from datetime import datetime

from engine.model.records import StoredCoupon
from engine.store.sql import rows
from engine.store.sql.codec import micros
from engine.store.sql.coupons import COLUMNS
from engine.store.sql.part import SqlPart


class Wallets(SqlPart):
    """Coupons by their owner."""

    async def coupons_of_person(
        self, shop: str, email: str | None, owner_id: str | None, now: datetime, limit: int
    ) -> tuple[StoredCoupon, ...]:
        """Two looks into an index each; what is over, used up or a test is sorted out of the few that are found."""
        found = await self._db.read(
            f"SELECT {COLUMNS} FROM coupons WHERE shop = ? AND id IN ("
            "SELECT id FROM coupons WHERE shop = ? AND owner_email = ?"
            " UNION SELECT id FROM coupons WHERE shop = ? AND owner_id = ? AND owner_id IS NOT NULL)"
            " AND state = 'issued' AND NOT test AND (valid_until IS NULL OR valid_until > ?)"
            " ORDER BY CASE WHEN valid_until IS NULL THEN 1 ELSE 0 END, valid_until, id LIMIT ?",
            shop,
            shop,
            email,
            shop,
            owner_id,
            micros(now),
            limit,
        )
        return tuple(map(rows.coupon, found))
