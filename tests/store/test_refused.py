"""Refused uses of coupons are kept, counted, bounded; holds are listed by their coupon."""

import pytest

from engine.model.quote import RefusalReason
from engine.model.records import HoldState
from engine.model.refused_use import MOST_KEPT, RefusedAt, RefusedUse
from engine.store.port import Store
from tests.store.builders import EMAIL, NOW, OTHER, SHOP, after, give_coupon


def refused(minutes: float = 0, **parts: object) -> RefusedUse:
    usual: dict[str, object] = {
        "coupon_id": "c1",
        "at": after(minutes=minutes),
        "where": RefusedAt.QUOTE,
        "reason": RefusalReason.NOT_YOURS,
        "email": "h•••@x.jp",
    }
    return RefusedUse(**(usual | parts))  # type: ignore[arg-type]


@pytest.mark.requirement("S1.8")
async def test_the_same_within_a_minute_is_counted_and_everything_else_listed(store: Store) -> None:
    await store.add_refused_uses(SHOP, [refused(), refused(0.5), refused(1)])
    await store.add_refused_uses(SHOP, [refused(0.7), refused(email="y•••@x.jp", order_id="o9")])
    await store.add_refused_uses(OTHER, [refused()])
    await store.add_refused_uses(SHOP, [])
    found = await store.refused_uses(SHOP, "c1")
    assert found[0] == refused(1)
    assert {(one.email, one.order_id, one.times, one.at) for one in found[1:]} == {
        ("h•••@x.jp", "", 3, NOW),
        ("y•••@x.jp", "o9", 1, NOW),
    }
    assert await store.refused_uses(SHOP, "c2") == ()
    assert len(await store.refused_uses(OTHER, "c1")) == 1


async def test_of_each_coupon_the_newest_are_kept(store: Store) -> None:
    await store.add_refused_uses(SHOP, [refused(one) for one in range(MOST_KEPT + 10)])
    await store.add_refused_uses(SHOP, [refused(500), refused(coupon_id="c2")])
    found = await store.refused_uses(SHOP, "c1")
    assert len(found) == MOST_KEPT
    assert (found[0].at, found[-1].at) == (after(minutes=500), after(minutes=11))
    assert len(await store.refused_uses(SHOP, "c2")) == 1


async def test_holds_are_listed_with_what_became_of_them(store: Store) -> None:
    await give_coupon(store)
    first = await store.hold(SHOP, "c1", "cart-1", EMAIL, after(minutes=15), NOW)
    await store.release(SHOP, first.id, NOW)
    await store.hold(SHOP, "c1", "cart-2", EMAIL, after(minutes=16), after(minutes=1))
    found = await store.holds_of(SHOP, "c1", 5)
    assert [(one.cart_token, one.state) for one in found] == [
        ("cart-2", HoldState.LIVE),
        ("cart-1", HoldState.RELEASED),
    ]
    assert await store.holds_of(SHOP, "c1", 1) == found[:1]
    assert await store.holds_of(OTHER, "c1", 5) == ()
