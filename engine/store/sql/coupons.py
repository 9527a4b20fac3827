"""Coupons in SQL: minting, ending, lists."""

# ruff: noqa: PLR0913, PLR0917, S608 - the port's signatures; only names of columns are put into statements

from collections.abc import Mapping, Sequence
from datetime import datetime

from engine.model.effects import ExpireCoupon, IssueCoupon
from engine.model.facts import CouponState
from engine.model.records import Actor, MintedCode, Page, Receipt, StoredCoupon
from engine.store.port import CodeTaken
from engine.store.sql import rows
from engine.store.sql.codec import maybe_micros, micros, terms_to_json
from engine.store.sql.database import Tx
from engine.store.sql.dialect import marks
from engine.store.sql.part import Filter, SqlPart, page_of, write_audit
from engine.store.sql.receipts import NotDone, served_before
from engine.store.sql.session import Column

COLUMNS = ", ".join(rows.COUPON)


class Coupons(SqlPart):
    """What people look at, and revoking."""

    async def coupons(
        self,
        shop: str,
        page: Page,
        *,
        rule: str | None,
        email: str | None,
        state: CouponState | None,
        order_id: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[StoredCoupon, ...]:
        """Coupons, newest first."""
        wanted = Filter(shop).equal("rule", rule).equal("owner_email", email).equal("state", state)
        wanted = wanted.equal("order_id", order_id).between("issued_at", since, until)
        found = await page_of(self._db, COLUMNS, "coupons", ("issued_at", "id"), page, wanted)
        return tuple(map(rows.coupon, found))

    async def coupons_by_id(self, shop: str, ids: Sequence[str]) -> tuple[StoredCoupon, ...]:
        """Those of `ids` that exist, by id."""
        return await self._all(Filter(shop).among("id", ids), "id")

    async def coupons_of_orders(self, shop: str, order_ids: Sequence[str]) -> tuple[StoredCoupon, ...]:
        """Coupons which these orders earned, by order and coupon id."""
        return await self._all(Filter(shop).among("order_id", order_ids), "order_id, id")

    async def _all(self, wanted: Filter, order: str) -> tuple[StoredCoupon, ...]:
        found = await self._db.read(
            f"SELECT {COLUMNS} FROM coupons WHERE {wanted.clause} ORDER BY {order}", *wanted.parameters
        )
        return tuple(map(rows.coupon, found))

    async def revoke_coupon(
        self,
        shop: str,
        coupon_id: str,
        reason: str,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """End an issued coupon for good."""

        async def revoke(tx: Tx) -> bool:
            if await served_before(tx, shop, receipt, None, now) is not None:
                return True
            ended = await tx.row(
                "UPDATE coupons SET state = 'revoked' WHERE shop = ? AND id = ? AND state = 'issued' RETURNING id",
                shop,
                coupon_id,
            )
            if ended is None:
                raise NotDone
            await write_audit(tx, shop, now, actor, "coupon revoked", coupon_id, {"reason": reason})
            return True

        try:
            return await self._db.write(revoke)
        except NotDone:
            return False


async def issue(
    tx: Tx, shop: str, issued: Sequence[IssueCoupon], revision: int, codes: Mapping[str, MintedCode]
) -> None:
    """Mint coupons. One that exists stays as it is (I13); another coupon's code raises CodeTaken."""
    if not issued:
        return
    columns = ("shop", "lookup", "bearer", *rows.COUPON)
    minted = [_row(shop, effect, codes[effect.coupon_id], revision) for effect in issued]
    added = await tx.insert("coupons", columns, minted, "ON CONFLICT DO NOTHING RETURNING id")
    if len(added) == len(issued):
        return
    missing = sorted({effect.coupon_id for effect in issued} - {row[0] for row in added})
    known = await tx.rows(
        f"SELECT id FROM coupons WHERE shop = ? AND id IN {marks(1, len(missing))}", shop, *missing
    )
    for coupon_id in missing:
        if coupon_id not in {row[0] for row in known}:
            raise CodeTaken(coupon_id)


def _row(shop: str, effect: IssueCoupon, code: MintedCode, revision: int) -> tuple[Column, ...]:
    fact = (
        effect.coupon_id,
        effect.rule,
        CouponState.ISSUED,
        terms_to_json(effect.terms),
        effect.owner_email,
        effect.owner_id,
        micros(effect.issued_at),
        maybe_micros(effect.valid_until),
        effect.uses,
        0,
        0,
        effect.test,
        effect.issued_to,
    )
    shape = effect.shape.length, effect.shape.alphabet
    minted = effect.order_id, revision, *shape, code.key_id, code.attempt, code.last_four, code.sealed
    return (shop, code.lookup.hex(), effect.terms.bearer, *fact, *minted)


async def expire(tx: Tx, shop: str, effects: Sequence[ExpireCoupon], now: datetime) -> tuple[str, ...]:
    """End issued coupons that are past their end, never a moment early; the ids of those that are no test."""
    if not effects:
        return ()
    ids = sorted(effect.coupon_id for effect in effects)
    ended = await tx.rows(
        f"UPDATE coupons SET state = 'expired' WHERE shop = ? AND id IN {marks(1, len(ids))} "
        "AND state = 'issued' AND valid_until <= ? RETURNING id, test",
        shop,
        *ids,
        micros(now),
    )
    return tuple(sorted(row[0] for row in ended if not row[1]))
