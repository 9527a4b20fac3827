"""What rules owe is counted alike in every store: coupons that can be used, messages that wait."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.model.program import TargetsAt
from engine.model.records import Outstanding
from engine.model.selector import SelectBy, Selector
from engine.store.port import Store
from tests.store.builders import ME, NOW, OTHER, SHOP, TERMS, commit, give_coupon, send, used_once

pytestmark = pytest.mark.store

CURRENT = replace(TERMS, targets_at=TargetsAt.CURRENT)
TRICKY = replace(
    TERMS, targets=Selector(by=SelectBy.PRODUCT, names=frozenset({'","targets_at":"current"', "targets_at"}))
)


async def owed(store: Store, *rules: str, days: int = 0) -> list[tuple[str, int, int, int]]:
    found = await store.outstanding(SHOP, rules, NOW + timedelta(days=days))
    return [(one.rule, one.coupons, one.following, one.messages) for one in found]


async def test_live_coupons_are_counted_and_those_that_follow_their_rule(store: Store) -> None:
    await give_coupon(store, "c1")
    await give_coupon(store, "c2", terms=CURRENT)
    await give_coupon(store, "c3", rule="s", valid_until=None)
    await give_coupon(store, "c4", rule="t", terms=TRICKY)

    assert await owed(store, "r", "s", "t", "nobody") == [("r", 2, 1, 0), ("s", 1, 0, 0), ("t", 1, 0, 0)]
    assert await owed(store, "s") == [("s", 1, 0, 0)]
    assert await store.outstanding(SHOP, (), NOW) == ()
    assert await store.outstanding(OTHER, ("r",), NOW) == ()


async def test_what_is_over_is_not_owed(store: Store) -> None:
    await give_coupon(store, "used")
    await give_coupon(store, "revoked")
    await give_coupon(store, "test", test=True)
    await give_coupon(store, "late")
    await commit(store, *used_once("used"), event="uses")
    await store.revoke_coupon(SHOP, "revoked", "", ME, NOW)

    assert await owed(store, "r") == [("r", 1, 0, 0)]
    assert await owed(store, "r", days=15) == []


async def test_waiting_messages_are_counted_until_they_leave(store: Store) -> None:
    await commit(store, send("m1"), send("m2", rule="s"), send("m3", test=True))
    assert await owed(store, "r", "s") == [("r", 0, 0, 1), ("s", 0, 0, 1)]
    claimed = await store.claim_messages(NOW, NOW + timedelta(seconds=30), 10)
    assert [one.messages for one in await store.outstanding(SHOP, ("r", "s"), NOW)] == [1, 1]
    for message in claimed:
        await store.hand_over(message, NOW, NOW + timedelta(seconds=30))
    assert await owed(store, "r", "s") == []


async def test_it_is_one_record_per_rule(store: Store) -> None:
    await give_coupon(store, "c1")
    await commit(store, send("m1"))
    assert await store.outstanding(SHOP, ["r", "r"], NOW) == (
        Outstanding(rule="r", coupons=1, following=0, messages=1),
    )
