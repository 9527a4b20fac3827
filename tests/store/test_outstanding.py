"""What rules have promised and not yet kept: for those who are about to change them."""

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.model.exposure import LiveUses
from engine.model.program import CouponTerms, TargetsAt
from engine.model.records import MessageState, Outstanding
from engine.model.rule_parts import PercentOff
from engine.store.port import Store
from tests.store.builders import (
    ME,
    NOW,
    OTHER,
    SHOP,
    TERMS,
    after,
    commit,
    give_coupon,
    issue,
    send,
    used_once,
)


async def test_usable_coupons_and_waiting_messages_are_owed(store: Store) -> None:
    await give_coupon(store, "c1")
    await give_coupon(store, "c2", terms=replace(TERMS, targets_at=TargetsAt.CURRENT))
    await give_coupon(store, "c3", valid_until=None)
    await give_coupon(store, "s1", rule="s", valid_until=after(days=1))
    await commit(store, send("m1"), send("m2"), send("m3", rule="t"), event="mail")
    owed = await store.outstanding(SHOP, ["r", "s", "t", "u", "r"], NOW)
    assert owed == (
        Outstanding(rule="r", coupons=3, following=1, messages=2),
        Outstanding(rule="s", coupons=1, following=0, messages=0),
        Outstanding(rule="t", coupons=0, following=0, messages=1),
    )
    assert [one.rule for one in await store.outstanding(SHOP, ["s"], after(days=1))] == []
    assert await store.outstanding(SHOP, [], NOW) == ()
    assert await store.outstanding(OTHER, ["r"], NOW) == ()


async def test_what_is_over_and_what_is_a_test_is_not_owed(store: Store) -> None:
    for number in range(3):
        await give_coupon(store, f"c{number}")
    await commit(store, *used_once("c0"), event="use")
    await store.revoke_coupon(SHOP, "c1", "", ME, NOW)
    await commit(store, issue("tested", test=True), send("test", test=True), send("sent"), event="test")
    for message in await store.claim_messages(NOW, after(seconds=30), 10):
        await store.settle_message(message, MessageState.SENT, "", None, NOW)
    assert await store.outstanding(SHOP, ["r"], NOW) == (
        Outstanding(rule="r", coupons=1, following=0, messages=0),
    )


@pytest.mark.requirement("S5.40")
async def test_what_live_coupons_can_still_take_off_is_told_by_rule_and_terms(store: Store) -> None:
    percent = CouponTerms(discount=PercentOff(rate=Fraction(1, 5)))
    await give_coupon(store, "c1", uses=3)
    await give_coupon(store, "c2", uses=2)
    await give_coupon(store, "c3", uses=None)
    await give_coupon(store, "c4", terms=percent)
    await give_coupon(store, "c5", valid_until=NOW)
    await give_coupon(store, "c6", test=True)
    await give_coupon(store, "s1", rule="s")
    await commit(store, *used_once("c1"), event="use")
    first, second = sorted(await store.live_uses(SHOP, ["r"], NOW), key=lambda one: -one.coupons)
    assert LiveUses(rule="r", terms=TERMS, coupons=3, uses=4, held=0, endless=1) == first
    assert (percent, 1, None) == (second.terms, second.uses, second.at_most)
    assert () == await store.live_uses(SHOP, [], NOW)
    assert () == await store.live_uses(OTHER, ["r"], NOW)
