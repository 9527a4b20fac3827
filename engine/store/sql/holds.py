"""Uses set aside during payment, in SQL (B14). Holds are locked before their coupons, here and in redemptions."""

# ruff: noqa: PLR0917, S608 - the port's signatures; only marks are put into statements

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from engine.model.effects import ReleaseHold, StartTimer
from engine.model.events import TimerKind
from engine.model.records import Hold, HoldState
from engine.store.identity import new_hold_id
from engine.store.port import Conflict
from engine.store.sql.codec import micros
from engine.store.sql.database import Tx
from engine.store.sql.dialect import marks
from engine.store.sql.part import SqlPart
from engine.store.sql.timers import cancel_timer, start_timers

RENEW_OWN_AND_END_OTHERS = """
    UPDATE holds SET
        until = CASE WHEN cart_token = ? THEN ? ELSE until END,
        state = CASE WHEN cart_token = ? THEN 'live' ELSE 'expired' END
    WHERE shop = ? AND coupon_id = ? AND state = 'live' AND (cart_token = ? OR until <= ?)
    RETURNING id, state
"""

TAKE_USE = """
    UPDATE coupons SET held = held - ? + ?
    WHERE shop = ? AND id = ? AND state = 'issued'
        AND (valid_until IS NULL OR valid_until > ?)
        AND (bearer <> 'email' OR CAST(? AS TEXT) IS NULL OR owner_email = ?)
        AND (uses IS NULL OR used + held - ? + ? <= uses)
    RETURNING id
"""


class Holds(SqlPart):
    """Hold, renew, release."""

    async def hold(
        self, shop: str, coupon_id: str, cart_token: str, email: str | None, until: datetime, now: datetime
    ) -> Hold:
        """Set one use aside for a cart."""

        async def set_aside(tx: Tx) -> Hold:
            owner = (cart_token, micros(until), cart_token)
            which = (shop, coupon_id, cart_token, micros(now))
            found = await tx.rows(RENEW_OWN_AND_END_OTHERS, *owner, *which)
            own = [identity for identity, state in found if state == HoldState.LIVE]
            ended, added = len(found) - len(own), 0 if own else 1
            limits = (micros(now), email, email, ended, added)
            if await tx.row(TAKE_USE, ended, added, shop, coupon_id, *limits) is None:
                raise Conflict(coupon_id)
            identity = own[0] if own else new_hold_id()
            if not own:
                columns = "shop", "id", "coupon_id", "cart_token", "until", "state"
                row = shop, identity, coupon_id, cart_token, micros(until), HoldState.LIVE
                await tx.insert("holds", columns, [row])
            await start_timers(
                tx, shop, [StartTimer(kind=TimerKind.HOLD_EXPIRY, subject=identity, due=until)]
            )
            return Hold(
                id=identity, coupon_id=coupon_id, cart_token=cart_token, until=until, state=HoldState.LIVE
            )

        return await self._db.write(set_aside)

    async def release(self, shop: str, hold_id: str, now: datetime) -> bool:  # noqa: ARG002 - the port's
        """Give a use back; False when the hold has ended already."""

        async def give_back(tx: Tx) -> bool:
            ended = await tx.rows(
                "UPDATE holds SET state = 'released' WHERE shop = ? AND id = ? AND state = 'live' RETURNING coupon_id",
                shop,
                hold_id,
            )
            await _give_back(tx, shop, [row[0] for row in ended])
            await cancel_timer(tx, shop, TimerKind.HOLD_EXPIRY, hold_id)
            return bool(ended)

        return await self._db.write(give_back)


async def release_ended(tx: Tx, shop: str, effects: Sequence[ReleaseHold], now: datetime) -> None:
    """End holds whose time is over; one that was renewed meanwhile stays."""
    if effects:
        ids = sorted(effect.hold_id for effect in effects)
        ended = await tx.rows(
            f"UPDATE holds SET state = 'expired' WHERE shop = ? AND id IN {marks(1, len(ids))} "
            "AND state = 'live' AND until <= ? RETURNING coupon_id",
            shop,
            *ids,
            micros(now),
        )
        await _give_back(tx, shop, [row[0] for row in ended])


async def _give_back(tx: Tx, shop: str, coupon_ids: Sequence[str]) -> None:
    for coupon_id, count in sorted(Counter(coupon_ids).items()):
        await tx.rows("UPDATE coupons SET held = held - ? WHERE shop = ? AND id = ?", count, shop, coupon_id)
