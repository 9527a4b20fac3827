"""Uses set aside during payment (B14)."""

import asyncio

import pytest

from engine.model.effects import ReleaseHold
from engine.model.events import TimerKind
from engine.model.facts import CouponState
from engine.model.program import Bearer, CouponTerms, FreeShipping
from engine.model.records import Hold, HoldState
from engine.store.port import Conflict, Store
from tests.store.builders import (
    EMAIL,
    ME,
    NOW,
    OTHER,
    SHOP,
    after,
    commit,
    coupon,
    give_coupon,
    seen,
    timer_came,
    used_once,
)

END = after(minutes=15)


async def hold(store: Store, cart: str = "cart-1", *, minutes: float = 0, email: str | None = EMAIL) -> Hold:
    """Hold c1 for a cart, `minutes` from now, for 15 minutes."""
    return await store.hold(SHOP, "c1", cart, email, after(minutes=minutes + 15), after(minutes=minutes))


async def test_a_hold_keeps_others_away_but_not_its_own_cart(store: Store) -> None:
    await give_coupon(store)
    held = await hold(store)
    assert (held.coupon_id, held.cart_token, held.until, held.state) == ("c1", "cart-1", END, HoldState.LIVE)
    mine, others = await seen(store, token="cart-1"), await seen(store, token="cart-2")
    assert mine is not None
    assert others is not None
    assert ((mine.held, mine.own_hold), (others.held, others.own_hold)) == ((0, True), (1, False))
    with pytest.raises(Conflict):
        await hold(store, "cart-2")
    with pytest.raises(Conflict):
        await commit(store, *used_once(cart_token="cart-2"), event="e1")
    with pytest.raises(Conflict):
        await commit(store, *used_once(), event="e2")
    await commit(store, *used_once(cart_token="cart-1"), event="e3")
    fact = await coupon(store)
    assert (fact.used, fact.held, fact.state) == (1, 0, CouponState.USED_UP)
    assert not await store.release(SHOP, held.id, NOW)
    assert await store.check_invariants(None, NOW) == ()


async def test_holding_again_renews(store: Store) -> None:
    await give_coupon(store)
    first = await hold(store)
    second = await hold(store, minutes=10)
    assert (second.id, second.until) == (first.id, after(minutes=25))
    assert (await coupon(store)).held == 1
    due = [timer for timer in await timers_due(store, 60) if timer[0] is TimerKind.HOLD_EXPIRY]
    assert due == [(TimerKind.HOLD_EXPIRY, first.id)]


async def timers_due(store: Store, minutes: float) -> list[tuple[TimerKind, str]]:
    at = after(minutes=minutes)
    return [
        (timer.kind, timer.subject) for timer in await store.claim_timers(at, after(minutes=minutes + 1), 100)
    ]


async def test_a_renewed_hold_is_not_released_by_its_first_timer(store: Store) -> None:
    await give_coupon(store)
    first = await hold(store)
    (timer,) = await store.claim_timers(END, after(minutes=16), 10)
    await hold(store, minutes=14)
    await timer_came(store, ReleaseHold(hold_id=first.id), now=END)
    assert not await store.settle_timer(timer, END)
    assert (await coupon(store)).held == 1
    assert await timers_due(store, 29) == [(TimerKind.HOLD_EXPIRY, first.id)]
    await timer_came(store, ReleaseHold(hold_id=first.id), event="t2", now=after(minutes=29))
    assert (await coupon(store)).held == 0
    assert await store.check_invariants(None, NOW) == ()


async def test_a_released_hold_gives_its_use_back_once(store: Store) -> None:
    await give_coupon(store)
    held = await hold(store)
    assert not await store.release(OTHER, held.id, NOW)
    assert await store.release(SHOP, held.id, NOW)
    assert not await store.release(SHOP, held.id, NOW)
    assert (await coupon(store)).held == 0
    assert await timers_due(store, 60) == []
    await hold(store, "cart-2")
    await timer_came(store, ReleaseHold(hold_id=held.id), now=END)
    assert (await coupon(store)).held == 1


async def test_a_hold_past_its_time_may_be_taken_over(store: Store) -> None:
    await give_coupon(store)
    await hold(store, "cart-1")
    found = await seen(store, token="cart-2", now=END)
    assert found is not None
    assert found.held == 0
    await hold(store, "cart-2", minutes=15)
    assert (await coupon(store)).held == 1
    with pytest.raises(Conflict):
        await commit(store, *used_once(cart_token="cart-1"), event="e1", now=END)
    await commit(store, *used_once(cart_token="cart-2"), event="e2", now=END)
    assert await store.check_invariants(None, NOW) == ()


async def test_a_hold_past_its_time_still_serves_its_own_cart(store: Store) -> None:
    await give_coupon(store)
    await hold(store)
    await commit(store, *used_once(cart_token="cart-1"), now=after(hours=1))
    fact = await coupon(store)
    assert (fact.used, fact.held) == (1, 0)


async def test_a_use_passes_over_holds_of_others_whose_time_is_over(store: Store) -> None:
    await give_coupon(store, uses=2)
    await hold(store, "cart-1")
    await hold(store, "cart-2")
    with pytest.raises(Conflict):
        await commit(store, *used_once(), event="e1")
    await commit(store, *used_once(), event="e2", now=END)
    fact = await coupon(store)
    assert (fact.used, fact.held) == (1, 0)
    assert await store.check_invariants(None, NOW) == ()


async def test_only_a_usable_coupon_is_held(store: Store) -> None:
    await give_coupon(store)
    with pytest.raises(Conflict):
        await hold(store, email="b@x.jp")
    with pytest.raises(Conflict):
        await store.hold(SHOP, "c9", "cart-1", None, END, NOW)
    with pytest.raises(Conflict):
        await store.hold(OTHER, "c1", "cart-1", None, END, NOW)
    with pytest.raises(Conflict):
        await store.hold(SHOP, "c1", "cart-1", EMAIL, after(days=16), after(days=15))
    held = await hold(store, email=None)
    assert await store.revoke_coupon(SHOP, "c1", "lost", ME, NOW)
    with pytest.raises(Conflict):
        await hold(store)
    assert await store.release(SHOP, held.id, NOW)
    assert await store.check_invariants(None, NOW) == ()


async def test_a_coupon_for_anyone_is_held_under_any_address(store: Store) -> None:
    await give_coupon(
        store, terms=CouponTerms(discount=FreeShipping(), bearer=Bearer.ANYONE), owner_email=None
    )
    await hold(store, email="anyone@x.jp")
    assert (await coupon(store)).held == 1


async def test_of_many_carts_at_once_as_many_hold_as_there_are_uses(store: Store) -> None:
    await give_coupon(store, uses=3)
    outcomes = await asyncio.gather(
        *(hold(store, f"cart-{number}") for number in range(12)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Conflict"] * 9 + ["Hold"] * 3
    assert (await coupon(store)).held == 3
    assert await store.check_invariants(None, NOW) == ()
