"""Using coupons: every condition is part of the write."""

import asyncio
from fractions import Fraction
from typing import Any

import pytest

from engine.model.effects import ExpireCoupon
from engine.model.facts import CouponByIdNeed, CouponState
from engine.model.program import Bearer, CouponTerms, FreeShipping, PercentOff
from engine.store.port import Conflict, Store
from tests.store.builders import (
    ALL,
    EMAIL,
    ME,
    NOW,
    OTHER,
    SHOP,
    after,
    commit,
    coupon,
    give_coupon,
    issue,
    lookup,
    order,
    quote,
    saved,
    seen,
    timer_came,
    used_once,
)


@pytest.mark.requirement("S1.18")
async def test_a_coupon_is_used_as_often_as_it_allows(store: Store) -> None:
    await give_coupon(store, uses=2)
    await commit(store, *used_once(order_id="o1"), event="e1")
    assert (await coupon(store)).state is CouponState.ISSUED
    await commit(store, *used_once(order_id="o2"), event="e2")
    fact = await coupon(store)
    assert (fact.used, fact.state) == (2, CouponState.USED_UP)
    with pytest.raises(Conflict) as conflict:
        await commit(store, *used_once(order_id="o3"), event="e3")
    assert conflict.value.subject == "c1"
    assert await store.check_invariants(None, NOW) == ()


async def test_an_unlimited_coupon_is_never_used_up(store: Store) -> None:
    await give_coupon(store, uses=None, valid_until=None)
    for number in range(5):
        await commit(store, *used_once(order_id=f"o{number}"), event=f"e{number}")
    fact = await coupon(store)
    assert (fact.used, fact.state) == (5, CouponState.ISSUED)
    assert await store.check_invariants(None, NOW) == ()


@pytest.mark.requirement("S1.19", "V3")
async def test_a_coupon_of_no_uses_exists_and_refuses_the_first(store: Store) -> None:
    await give_coupon(store, uses=0)
    assert await seen(store) is not None
    with pytest.raises(Conflict):
        await commit(store, *used_once())
    assert await store.check_invariants(None, NOW) == ()


REFUSED: dict[str, dict[str, Any]] = {
    "another address": {"owner_email": "b@x.jp"},
    "another customer": {"owner_email": None, "owner_id": "u2"},
    "the instant it ends": {"at": after(days=15)},
    "an unknown coupon": {"coupon_id": "c9"},
}


@pytest.mark.requirement("S1.7", "S1.8", "V6")
@pytest.mark.parametrize("fields", REFUSED.values(), ids=REFUSED.keys())
async def test_a_use_is_refused_for(store: Store, fields: dict[str, Any]) -> None:
    await give_coupon(store, owner_id="u1")
    with pytest.raises(Conflict):
        await commit(store, *used_once(**fields))
    assert (await coupon(store)).used == 0


@pytest.mark.parametrize(
    "fields", [{"owner_email": None}, {"owner_id": "u1"}, {"at": after(days=14, hours=23)}]
)
async def test_an_owner_that_is_not_given_is_not_compared(store: Store, fields: dict[str, Any]) -> None:
    await give_coupon(store, owner_id="u1")
    await commit(store, *used_once(**fields))
    assert (await coupon(store)).used == 1


async def test_a_revoked_coupon_is_refused_and_stays_revoked(store: Store) -> None:
    await give_coupon(store)
    assert await store.revoke_coupon(SHOP, "c1", "lost", ME, NOW)
    assert not await store.revoke_coupon(SHOP, "c1", "again", ME, NOW)
    assert not await store.revoke_coupon(OTHER, "c1", "foreign", ME, NOW)
    with pytest.raises(Conflict):
        await commit(store, *used_once())
    await timer_came(store, ExpireCoupon(coupon_id="c1"), now=after(days=20))
    assert (await coupon(store)).state is CouponState.REVOKED
    newest, *_ = await store.audit(SHOP, ALL)
    assert (newest.action, newest.subject, newest.actor, dict(newest.detail)) == (
        "coupon revoked",
        "c1",
        ME,
        {"reason": "lost"},
    )


@pytest.mark.requirement("S1.17")
async def test_a_coupon_expires_at_its_end_and_no_moment_earlier(store: Store) -> None:
    await give_coupon(store)
    await timer_came(store, ExpireCoupon(coupon_id="c1"), event="early", now=after(days=14, hours=23))
    assert (await coupon(store)).state is CouponState.ISSUED
    await timer_came(store, ExpireCoupon(coupon_id="c1"), event="due", now=after(days=15))
    assert (await coupon(store)).state is CouponState.EXPIRED
    with pytest.raises(Conflict):
        await commit(store, *used_once(at=NOW))


async def test_several_coupons_are_used_together_or_not_at_all(store: Store) -> None:
    for number in range(4):
        await give_coupon(store, f"c{number}")
    await commit(store, *used_once("c2", "o1"), event="e1")
    both = [*used_once("c3"), *used_once("c2"), *used_once("c0")]
    with pytest.raises(Conflict) as conflict:
        await commit(store, *both, event="e2")
    assert conflict.value.subject == "c2"
    await commit(store, *used_once("c3"), *used_once("c1"), *used_once("c0"), event="e3")
    assert [(await coupon(store, f"c{number}")).used for number in range(4)] == [1, 1, 1, 1]
    assert await store.check_invariants(None, NOW) == ()


async def test_an_order_uses_a_coupon_once(store: Store) -> None:
    await give_coupon(store, uses=5)
    await commit(store, *used_once(order_id="o1"), event="e1")
    with pytest.raises(Conflict):
        await commit(store, *used_once(order_id="o1"), event="e2")
    assert (await coupon(store)).used == 1


async def test_of_many_uses_at_once_one_wins(store: Store) -> None:
    await give_coupon(store)
    outcomes = await asyncio.gather(
        *(commit(store, *used_once(order_id=f"o{number}"), event=f"e{number}") for number in range(20)),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Committed", *["Conflict"] * 19]
    assert await store.check_invariants(None, NOW) == ()


async def test_a_code_is_found_under_any_of_its_hashes_and_only_in_its_shop(store: Store) -> None:
    terms = CouponTerms(discount=PercentOff(rate=Fraction(1, 3), cap=300), bearer=Bearer.ANYONE)
    await give_coupon(store, terms=terms, owner_email=None)
    found = await seen(store)
    assert found is not None
    assert (found.id, found.terms, found.owner_email, found.issued_at) == ("c1", terms, None, NOW)
    assert await seen(store, "code-c2") is None
    assert await seen(store, shop=OTHER) is None
    by_id = await store.load(SHOP, [CouponByIdNeed(coupon_id="c1"), CouponByIdNeed(coupon_id="c2")], [], NOW)
    assert dict(by_id.coupons_by_id) == {"c1": found}
    assert (await store.load(SHOP, [], [lookup("code-c1")], NOW)).coupons == {}


async def test_the_same_coupon_id_in_two_shops_is_two_coupons(store: Store) -> None:
    await give_coupon(store)
    await give_coupon(store, shop=OTHER, terms=CouponTerms(discount=FreeShipping()))
    await commit(store, *used_once(), event="e1")
    assert ((await coupon(store)).used, (await coupon(store, shop=OTHER)).used) == (1, 0)


async def test_a_use_in_a_sandbox_order_is_marked(store: Store) -> None:
    effect = issue(test=True)
    await commit(store, effect, event="e0")
    tested = saved("o2", priced=quote(), test=True)
    await commit(store, tested, used_once()[0], event="e1", of=order("o2", test=True))
    (use,) = await store.redemptions(SHOP, ALL, rule="r", coupon_ids=["c1"], order_id=None)
    assert (use.test, use.at, use.amount) == (True, NOW, 500)
    assert (await coupon(store)).owner_email == EMAIL
