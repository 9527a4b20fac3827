"""Coupons in memory: minting, ending, lists."""

# ruff: noqa: PLR0917 - the signatures are those of the port

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from engine.model.effects import ExpireCoupon, IssueCoupon
from engine.model.facts import CouponFact, CouponState
from engine.model.records import Actor, MintedCode, Page, Receipt, StoredCoupon
from engine.store.memory.part import MemoryPart, of_shop, page_of, write_audit
from engine.store.memory.receipts import is_repeat, served_before
from engine.store.memory.state import State
from engine.store.port import CodeTaken


class Coupons(MemoryPart):
    """What people look at, and revoking."""

    async def coupons(  # noqa: PLR0913 - what a list may be narrowed by
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
        wanted = (
            coupon
            for coupon in of_shop(self._state.coupons, shop)
            if (rule is None or coupon.fact.rule == rule)
            and (email is None or coupon.fact.owner_email == email)
            and (state is None or coupon.fact.state is state)
            and (order_id is None or coupon.order_id == order_id)
            and (since is None or coupon.fact.issued_at >= since)
            and (until is None or coupon.fact.issued_at < until)
        )
        return page_of(wanted, page)

    async def coupons_by_id(self, shop: str, ids: Sequence[str]) -> tuple[StoredCoupon, ...]:
        """Those of `ids` that exist, by id."""
        return tuple(
            self._state.coupons[shop, one] for one in sorted(set(ids)) if (shop, one) in self._state.coupons
        )

    async def coupons_of_orders(self, shop: str, order_ids: Sequence[str]) -> tuple[StoredCoupon, ...]:
        """Coupons which these orders earned, by order and coupon id."""
        wanted = [coupon for coupon in of_shop(self._state.coupons, shop) if coupon.order_id in order_ids]
        return tuple(sorted(wanted, key=lambda coupon: (coupon.order_id, coupon.fact.id)))

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
        async with self._tx() as state:
            if receipt and is_repeat(state, shop, receipt):
                return True
            coupon = state.coupons.get((shop, coupon_id))
            if coupon is None or coupon.fact.state is not CouponState.ISSUED:
                return False
            served_before(state, shop, receipt, None)
            put_fact(state, shop, replace(coupon.fact, state=CouponState.REVOKED))
            write_audit(state, shop, now, actor, "coupon revoked", coupon_id, reason=reason)
            return True


def put_fact(state: State, shop: str, fact: CouponFact) -> None:
    """Replace what is decided with of a stored coupon."""
    state.coupons.put((shop, fact.id), replace(state.coupons[shop, fact.id], fact=fact))


def issue(
    state: State, shop: str, issued: Sequence[IssueCoupon], revision: int, codes: dict[str, MintedCode]
) -> None:
    """Mint coupons. One that exists stays as it is (I13); another coupon's code raises CodeTaken."""
    for effect in issued:
        if (shop, effect.coupon_id) in state.coupons:
            continue
        code = codes[effect.coupon_id]
        if (shop, code.lookup) in state.lookups:
            raise CodeTaken(effect.coupon_id)
        state.lookups.put((shop, code.lookup), effect.coupon_id)
        state.coupons.put((shop, effect.coupon_id), _minted(effect, code, revision))


def _minted(effect: IssueCoupon, code: MintedCode, revision: int) -> StoredCoupon:
    fact = CouponFact(
        id=effect.coupon_id,
        rule=effect.rule,
        state=CouponState.ISSUED,
        terms=effect.terms,
        owner_email=effect.owner_email,
        owner_id=effect.owner_id,
        issued_at=effect.issued_at,
        valid_until=effect.valid_until,
        uses=effect.uses,
        used=0,
        held=0,
        test=effect.test,
        issued_to=effect.issued_to,
    )
    return StoredCoupon(
        fact=fact,
        order_id=effect.order_id,
        revision=revision,
        shape=effect.shape,
        key_id=code.key_id,
        attempt=code.attempt,
        last_four=code.last_four,
        sealed=code.sealed,
    )


def expire(state: State, shop: str, effects: Sequence[ExpireCoupon], now: datetime) -> tuple[str, ...]:
    """End issued coupons that are past their end, never a moment early; the ids of those that are no test."""
    ended = []
    for effect in effects:
        coupon = state.coupons.get((shop, effect.coupon_id))
        if coupon is None or coupon.fact.state is not CouponState.ISSUED or coupon.fact.valid_until is None:
            continue
        if coupon.fact.valid_until <= now:
            put_fact(state, shop, replace(coupon.fact, state=CouponState.EXPIRED))
            if not coupon.fact.test:
                ended.append(coupon.fact.id)
    return tuple(sorted(ended))
