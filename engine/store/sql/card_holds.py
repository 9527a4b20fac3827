"""Sums of gift cards set aside during payment, in SQL (B14). Holds are locked before their cards."""

# ruff: noqa: PLR0913, PLR0917, S608 - the port's signatures; only marks are put into statements

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from engine.model.card_effects import ReleaseCardHold
from engine.model.card_records import CardHold
from engine.model.effects import StartTimer
from engine.model.events import TimerKind
from engine.model.records import HoldState
from engine.store.card_identity import new_card_hold_id
from engine.store.port import Conflict
from engine.store.sql.card_rows import HOLD
from engine.store.sql.codec import micros
from engine.store.sql.database import Tx
from engine.store.sql.dialect import marks
from engine.store.sql.part import SqlPart
from engine.store.sql.timers import cancel_timer, start_timers

END_OWN_AND_OVERDUE = """
    UPDATE card_holds SET state = CASE WHEN cart_token = ? THEN 'released' ELSE 'expired' END
    WHERE shop = ? AND card_id = ? AND state = 'live' AND (cart_token = ? OR until <= ?)
    RETURNING id, amount, cart_token
"""

SET_ASIDE = """
    UPDATE gift_cards SET held = held - ? + ?
    WHERE shop = ? AND id = ? AND state = 'active' AND enabled
        AND (expires_at IS NULL OR expires_at > ?)
        AND (CAST(? AS TEXT) IS NULL OR owner_email = ?)
        AND (CAST(? AS TEXT) IS NULL OR owner_id = ?)
        AND (
            SELECT COALESCE(SUM(remaining), 0) FROM card_lots l
            WHERE l.shop = gift_cards.shop AND l.card_id = gift_cards.id
                AND (l.expires_at IS NULL OR l.expires_at > ?)
        ) - (held - ?) >= ?
    RETURNING id
"""


class CardHolds(SqlPart):
    """Hold, renew, release."""

    async def hold_card(
        self,
        shop: str,
        card_id: str,
        cart_token: str,
        amount: int,
        owner_email: str | None,
        owner_id: str | None,
        until: datetime,
        now: datetime,
    ) -> CardHold:
        """Set a sum aside for a cart, in place of what it held before."""

        async def set_aside(tx: Tx) -> CardHold:
            which = cart_token, shop, card_id, cart_token, micros(now)
            ended = await tx.rows(END_OWN_AND_OVERDUE, *which)
            freed = sum(row[1] for row in ended)
            owner = owner_email, owner_email, owner_id, owner_id
            limits = micros(now), *owner, micros(now), freed, amount
            if await tx.row(SET_ASIDE, freed, amount, shop, card_id, *limits) is None:
                raise Conflict(card_id)
            for identity in [row[0] for row in ended if row[2] == cart_token]:
                await cancel_timer(tx, shop, TimerKind.CARD_HOLD_EXPIRY, identity)
            hold = CardHold(
                id=new_card_hold_id(),
                card_id=card_id,
                cart_token=cart_token,
                amount=amount,
                until=until,
                state=HoldState.LIVE,
            )
            row = shop, hold.id, card_id, cart_token, amount, micros(until), hold.state
            await tx.insert("card_holds", ("shop", *HOLD), [row])
            timer = StartTimer(kind=TimerKind.CARD_HOLD_EXPIRY, subject=hold.id, due=until)
            await start_timers(tx, shop, [timer])
            return hold

        return await self._db.write(set_aside)

    async def release_card(self, shop: str, hold_id: str, now: datetime) -> bool:  # noqa: ARG002 - the port's
        """Give a sum back; False when the hold has ended already."""

        async def give_back(tx: Tx) -> bool:
            ended = await tx.rows(
                "UPDATE card_holds SET state = 'released' WHERE shop = ? AND id = ? AND state = 'live' "
                "RETURNING card_id, amount",
                shop,
                hold_id,
            )
            await _give_back(tx, shop, [(row[0], row[1]) for row in ended])
            await cancel_timer(tx, shop, TimerKind.CARD_HOLD_EXPIRY, hold_id)
            return bool(ended)

        return await self._db.write(give_back)


async def release_ended_cards(tx: Tx, shop: str, effects: Sequence[ReleaseCardHold], now: datetime) -> None:
    """End holds whose time is over."""
    if effects:
        ids = sorted(effect.hold_id for effect in effects)
        ended = await tx.rows(
            f"UPDATE card_holds SET state = 'expired' WHERE shop = ? AND id IN {marks(1, len(ids))} "
            "AND state = 'live' AND until <= ? RETURNING card_id, amount",
            shop,
            *ids,
            micros(now),
        )
        await _give_back(tx, shop, [(row[0], row[1]) for row in ended])


async def _give_back(tx: Tx, shop: str, ended: Sequence[tuple[str, int]]) -> None:
    sums: Counter[str] = Counter()
    for card_id, amount in ended:
        sums[card_id] += amount
    for card_id, amount in sorted(sums.items()):
        await tx.rows(
            "UPDATE gift_cards SET held = held - ? WHERE shop = ? AND id = ?", amount, shop, card_id
        )
