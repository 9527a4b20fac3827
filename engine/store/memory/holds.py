"""Uses set aside during payment, in memory (B14)."""

# ruff: noqa: PLR0917 - the signatures are those of the port

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from engine.model.effects import StartTimer
from engine.model.events import TimerKind
from engine.model.facts import CouponFact, CouponState
from engine.model.program import Bearer
from engine.model.records import Hold, HoldState
from engine.store.identity import new_hold_id
from engine.store.memory.coupons import put_fact
from engine.store.memory.facts import live_holds
from engine.store.memory.part import MemoryPart
from engine.store.memory.state import State
from engine.store.memory.timers import cancel_timer, start_timer
from engine.store.port import Conflict


class Holds(MemoryPart):
    """Hold, renew, release."""

    async def hold(
        self, shop: str, coupon_id: str, cart_token: str, email: str | None, until: datetime, now: datetime
    ) -> Hold:
        """Set one use aside for a cart."""
        async with self._tx() as state:
            holds = list(live_holds(state, shop, coupon_id))
            own = next((one for one in holds if one.cart_token == cart_token), None)
            end_holds(state, shop, _ended(holds, now, but=own), HoldState.EXPIRED)
            fact = _holdable(state, shop, coupon_id, email, now)
            if own is None:
                if fact.uses is not None and fact.used + fact.held >= fact.uses:
                    raise Conflict(coupon_id)
                put_fact(state, shop, replace(fact, held=fact.held + 1))
            hold = Hold(
                id=own.id if own else new_hold_id(),
                coupon_id=coupon_id,
                cart_token=cart_token,
                until=until,
                state=HoldState.LIVE,
            )
            state.holds.put((shop, hold.id), hold)
            start_timer(state, shop, StartTimer(kind=TimerKind.HOLD_EXPIRY, subject=hold.id, due=until))
            return hold

    async def release(self, shop: str, hold_id: str, now: datetime) -> bool:  # noqa: ARG002 - kept for the others
        """Give a use back; False when the hold has ended already."""
        async with self._tx() as state:
            hold = state.holds.get((shop, hold_id))
            if hold is None or hold.state is not HoldState.LIVE:
                return False
            end_holds(state, shop, [hold], HoldState.RELEASED)
            cancel_timer(state, shop, TimerKind.HOLD_EXPIRY, hold_id)
            return True


def _holdable(state: State, shop: str, coupon_id: str, email: str | None, now: datetime) -> CouponFact:
    """The coupon, if it is live, in time, and not another's."""
    coupon = state.coupons.get((shop, coupon_id))
    if coupon is None or coupon.fact.state is not CouponState.ISSUED:
        raise Conflict(coupon_id)
    fact = coupon.fact
    over = fact.valid_until is not None and fact.valid_until <= now
    foreign = fact.terms.bearer is Bearer.EMAIL and email is not None and fact.owner_email != email
    if over or foreign:
        raise Conflict(coupon_id)
    return fact


def _ended(holds: Iterable[Hold], now: datetime, *, but: Hold | None) -> list[Hold]:
    return [hold for hold in holds if hold.until <= now and hold is not but]


def end_holds(state: State, shop: str, holds: Iterable[Hold], how: HoldState) -> None:
    """End live holds and give their uses back."""
    for hold in holds:
        state.holds.put((shop, hold.id), replace(hold, state=how))
        fact = state.coupons[shop, hold.coupon_id].fact
        put_fact(state, shop, replace(fact, held=fact.held - 1))


def release_ended(state: State, shop: str, hold_ids: Iterable[str], now: datetime) -> None:
    """End holds whose time is over; one that was renewed meanwhile stays."""
    for hold_id in hold_ids:
        hold = state.holds.get((shop, hold_id))
        if hold and hold.state is HoldState.LIVE and hold.until <= now:
            end_holds(state, shop, [hold], HoldState.EXPIRED)


def take_holds(state: State, shop: str, coupon_id: str, cart_token: str, now: datetime) -> None:
    """Before a use: turn the cart's own hold into it, and end holds of others whose time is over."""
    holds = list(live_holds(state, shop, coupon_id))
    own = [hold for hold in holds if cart_token and hold.cart_token == cart_token]
    end_holds(state, shop, own, HoldState.REDEEMED)
    end_holds(
        state, shop, (hold for hold in holds if hold not in own and hold.until <= now), HoldState.EXPIRED
    )
