"""Uses of coupons and grants of rules, in memory: the ledger of what was given away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from engine.model.effects import RecordGrant, RedeemCoupon
from engine.model.facts import CouponFact, CouponState
from engine.model.records import Page, Redemption
from engine.store.identity import redemption_id
from engine.store.memory.coupons import put_fact
from engine.store.memory.holds import take_holds
from engine.store.memory.part import MemoryPart, of_shop, page_of
from engine.store.memory.state import State
from engine.store.port import Conflict


class Redemptions(MemoryPart):
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
        wanted = (
            one
            for one in of_shop(self._state.redemptions, shop)
            if (rule is None or one.rule == rule)
            and (coupon_ids is None or one.coupon_id in coupon_ids)
            and (order_id is None or one.order_id == order_id)
        )
        return page_of(wanted, page)


def redeem(state: State, shop: str, uses: Sequence[RedeemCoupon], test: bool, now: datetime) -> None:
    """Use coupons; each must be live, in time, the buyer's, and have a use left, or the commit conflicts (I11-12)."""
    for use in uses:
        coupon = state.coupons.get((shop, use.coupon_id))
        if coupon is None:
            raise Conflict(use.coupon_id)
        take_holds(state, shop, use.coupon_id, use.cart_token, now)
        fact = state.coupons[shop, use.coupon_id].fact
        if not _may_use(fact, use):
            raise Conflict(use.coupon_id)
        used = fact.used + 1
        last = fact.uses is not None and used >= fact.uses
        put_fact(state, shop, replace(fact, used=used, state=CouponState.USED_UP if last else fact.state))
        _write(
            state,
            shop,
            Redemption(
                id=redemption_id(use),
                rule=use.rule,
                coupon_id=use.coupon_id,
                code=None,
                order_id=use.order_id,
                amount=use.amount,
                at=use.at,
                test=test,
            ),
        )


def _may_use(fact: CouponFact, use: RedeemCoupon) -> bool:
    """The conditions of the write. An owner that is not given is not compared."""
    return (
        fact.state is CouponState.ISSUED
        and (fact.valid_until is None or fact.valid_until > (use.in_time_at or use.at))
        and (use.owner_email is None or fact.owner_email == use.owner_email)
        and (use.owner_id is None or fact.owner_id == use.owner_id)
        and (fact.uses is None or fact.used + fact.held < fact.uses)
    )


def grant(state: State, shop: str, grants: Sequence[RecordGrant], test: bool) -> None:
    """Write down discounts given without a coupon."""
    for one in grants:
        _write(
            state,
            shop,
            Redemption(
                id=redemption_id(one),
                rule=one.rule,
                coupon_id=None,
                code=one.code,
                order_id=one.order_id,
                amount=one.amount,
                at=one.at,
                test=test,
            ),
        )


def _write(state: State, shop: str, redemption: Redemption) -> None:
    if (shop, redemption.id) in state.redemptions:
        raise Conflict(redemption.order_id)
    state.redemptions.put((shop, redemption.id), redemption)
