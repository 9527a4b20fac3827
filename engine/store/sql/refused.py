"""Refused uses of coupons, in SQL."""

from collections.abc import Sequence

from engine.model.quote import RefusalReason
from engine.model.records import Hold, HoldState
from engine.model.refused_use import MOST_KEPT, RefusedAt, RefusedUse, merged
from engine.store.sql.codec import instant, micros
from engine.store.sql.database import Tx
from engine.store.sql.part import SqlPart
from engine.store.sql.session import Column

COLUMNS = ("shop", "coupon_id", "minute", "at", "place", "reason", "email", "order_id", "times")
COUNT = """
    ON CONFLICT (shop, coupon_id, minute, place, reason, email, order_id)
    DO UPDATE SET times = refused_uses.times + excluded.times
"""
FORGET = """
    DELETE FROM refused_uses WHERE shop = ? AND coupon_id = ? AND at < (
        SELECT at FROM refused_uses WHERE shop = ? AND coupon_id = ? ORDER BY at DESC LIMIT 1 OFFSET ?
    )
"""
FIND = """
    SELECT at, place, reason, email, order_id, times FROM refused_uses
    WHERE shop = ? AND coupon_id = ? ORDER BY at DESC, "row" DESC LIMIT ?
"""
HOLDS = """
    SELECT id, cart_token, until, state FROM holds WHERE shop = ? AND coupon_id = ? ORDER BY until DESC, id LIMIT ?
"""
AT_ONCE = 100


class RefusedUses(SqlPart):
    """Adding and reading."""

    async def add_refused_uses(self, shop: str, uses: Sequence[RefusedUse]) -> None:
        """Add them; rows in one order everywhere, so that two processes wait for each other and never cross."""
        rows = sorted(_row(shop, use) for use in merged(uses))

        async def add(tx: Tx) -> None:
            for start in range(0, len(rows), AT_ONCE):
                await tx.insert("refused_uses", COLUMNS, rows[start : start + AT_ONCE], COUNT)
            for coupon_id in sorted({use.coupon_id for use in uses}):
                await tx.rows(FORGET, shop, coupon_id, shop, coupon_id, MOST_KEPT - 1)

        if rows:
            await self._db.write(add)

    async def refused_uses(self, shop: str, coupon_id: str) -> tuple[RefusedUse, ...]:
        """Those of a coupon."""
        return tuple(
            RefusedUse(
                coupon_id=coupon_id,
                at=instant(at),
                where=RefusedAt(place),
                reason=RefusalReason(reason),
                email=email,
                order_id=order_id,
                times=times,
            )
            for at, place, reason, email, order_id, times in await self._db.read(
                FIND, shop, coupon_id, MOST_KEPT
            )
        )

    async def holds_of(self, shop: str, coupon_id: str, limit: int) -> tuple[Hold, ...]:
        """The holds of a coupon."""
        return tuple(
            Hold(
                id=identity,
                coupon_id=coupon_id,
                cart_token=token,
                until=instant(until),
                state=HoldState(state),
            )
            for identity, token, until, state in await self._db.read(HOLDS, shop, coupon_id, limit)
        )


def _row(shop: str, use: RefusedUse) -> tuple[Column, ...]:
    times = micros(use.minute), micros(use.at)
    return (
        shop,
        use.coupon_id,
        *times,
        use.where.value,
        use.reason.value,
        use.email,
        use.order_id,
        use.times,
    )
