"""Uses of coupons and grants of rules, in SQL: the ledger of what was given away."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from engine.model.effects import RecordGrant, RedeemCoupon
from engine.model.records import Page, Redemption
from engine.store.identity import redemption_id
from engine.store.port import Conflict
from engine.store.sql import rows
from engine.store.sql.codec import micros
from engine.store.sql.database import Tx
from engine.store.sql.dialect import marks
from engine.store.sql.part import Filter, SqlPart, page_of
from engine.store.sql.session import Column

END_HOLDS = """
    UPDATE holds SET state = CASE WHEN cart_token = ? THEN 'redeemed' ELSE 'expired' END
    WHERE shop = ? AND coupon_id IN {coupons} AND state = 'live' AND (cart_token = ? OR until <= ?)
    RETURNING coupon_id
"""

WANTED = "(?, CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS BIGINT))"

LOCKED = """,
    locked (locked_id) AS MATERIALIZED (
        SELECT c.id FROM coupons c JOIN wanted w ON w.coupon_id = c.id WHERE c.shop = ? ORDER BY c.id {for_update}
    )"""

USE = """
    WITH wanted (coupon_id, ended, email, owner, moment) AS (VALUES {wanted}){locked}
    UPDATE coupons SET
        used = used + 1,
        held = held - ended,
        state = CASE WHEN used + 1 >= uses THEN 'used_up' ELSE state END
    FROM wanted{join}
    WHERE shop = ? AND id = coupon_id AND state = 'issued'
        AND (valid_until IS NULL OR valid_until > moment)
        AND (email IS NULL OR owner_email = email)
        AND (owner IS NULL OR owner_id = owner)
        AND (uses IS NULL OR used + held - ended < uses)
    RETURNING id
"""


class Redemptions(SqlPart):
    """What people look at."""

    async def redemptions(
        self,
        shop: str,
        page: Page,
        *,
        rule: str | None,
        coupon_ids: Sequence[str] | None,
        order_id: str | None,
    ) -> tuple[Redemption, ...]:
        """Uses and grants, newest first."""
        wanted = Filter(shop).equal("rule", rule).among("coupon_id", coupon_ids).equal("order_id", order_id)
        columns = ", ".join(rows.REDEMPTION)
        found = await page_of(self._db, columns, "redemptions", ("at", "id"), page, wanted)
        return tuple(map(rows.redemption, found))


async def redeem(tx: Tx, shop: str, uses: Sequence[RedeemCoupon], now: datetime) -> None:
    """Use coupons, given in the order of their ids: live, in time, the buyer's, a use left, or the commit conflicts."""
    if not uses:
        return
    ended = await _end_holds(tx, shop, uses, now)
    wanted: list[Column] = []
    for use in uses:
        wanted += (
            use.coupon_id,
            ended[use.coupon_id],
            use.owner_email,
            use.owner_id,
            micros(use.in_time_at or use.at),
        )
    # One coupon is locked by its update; several are locked first, so that all do it in the same order.
    several = len(uses) > 1
    statement = (
        USE.replace("{wanted}", ", ".join([WANTED] * len(uses)))
        .replace("{locked}", LOCKED if several else "")
        .replace("{join}", " JOIN locked ON locked_id = coupon_id" if several else "")
    )
    used = await tx.rows(statement, *wanted, *((shop, shop) if several else (shop,)))
    refused = sorted({use.coupon_id for use in uses} - {row[0] for row in used})
    if refused:
        raise Conflict(refused[0])


async def _end_holds(tx: Tx, shop: str, uses: Sequence[RedeemCoupon], now: datetime) -> Counter[str]:
    """Turn the cart's own holds into uses and end those of others whose time is over; how many, by coupon."""
    ended: Counter[str] = Counter()
    for token in sorted({use.cart_token for use in uses}):
        ids = [use.coupon_id for use in uses if use.cart_token == token]
        statement = END_HOLDS.replace("{coupons}", marks(1, len(ids)))
        found = await tx.rows(statement, token, shop, *ids, token, micros(now))
        ended.update(row[0] for row in found)
    return ended


async def write_down(
    tx: Tx, shop: str, uses: Sequence[RedeemCoupon], grants: Sequence[RecordGrant], test: bool
) -> None:
    """Add uses and grants to the ledger; each can be there only once."""
    ledger: list[tuple[Column, ...]] = []
    given_away: list[RedeemCoupon | RecordGrant] = [*uses, *grants]
    for one in given_away:
        coupon_id, code = (one.coupon_id, None) if isinstance(one, RedeemCoupon) else (None, one.code)
        given = one.rule, coupon_id, code, one.order_id, one.amount, micros(one.at), test, None
        ledger.append((shop, redemption_id(one), *given))
    if ledger:
        then = "ON CONFLICT (shop, id) DO NOTHING RETURNING id"
        if len(await tx.insert("redemptions", ("shop", *rows.REDEMPTION), ledger, then)) < len(ledger):
            raise Conflict(given_away[0].order_id)
