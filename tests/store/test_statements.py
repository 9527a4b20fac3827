"""How many statements the hot paths take, whatever they are about (performance.md §2)."""

from collections.abc import Awaitable

import pytest

from engine.model.cart import OrderState
from engine.model.effects import Effect, Metric
from engine.model.facts import CounterKey, CounterNeed, CouponNeed, CustomerNeed, Need, OrderNeed
from engine.model.records import Receipt
from engine.store.sql.store import SqlStore
from tests.store.builders import (
    ALL,
    EMAIL,
    NOW,
    SHOP,
    after,
    bought,
    commit,
    expiry,
    give_coupon,
    grant,
    issue,
    lookup,
    quote,
    saved,
    send,
    stat,
    use,
    used_once,
)


async def statements(store: SqlStore, work: Awaitable[object]) -> int:
    before = store.statements
    await work
    return store.statements - before


def everything(matched: int) -> list[Effect]:
    """A paid order with a code, an idempotency key, and `matched` rules that each do all they can."""
    effects: list[Effect] = [saved(priced=quote()), bought(), *used_once(cart_token="cart")]
    for number in range(matched):
        coupon = f"n{number}"
        key = CounterKey(area="limit", name=coupon, subject="shop")
        effects += (issue(coupon, rule=coupon), grant("o2", rule=coupon), use(1, 5, key=key), expiry(coupon))
        effects += (send(coupon, coupon_id=coupon), stat(Metric.MATCHED, rule=coupon))
    return effects


@pytest.mark.parametrize("matched", [1, 10, 300])
async def test_a_paid_order_takes_twelve_statements_however_many_rules_match(
    sql_store: SqlStore, matched: int
) -> None:
    await give_coupon(sql_store, "c1")
    await sql_store.hold(SHOP, "c1", "cart", EMAIL, after(minutes=15), NOW)
    key = Receipt(key="k", request_hash=b"r")
    work = commit(sql_store, *everything(matched), receipt=key, answer=b"a", priced=quote())
    assert await statements(sql_store, work) <= 12
    assert await sql_store.counts(SHOP, "coupons") == matched + 1


async def test_an_order_that_starts_nothing_takes_three(sql_store: SqlStore) -> None:
    work = commit(sql_store, saved(state=OrderState.PENDING, priced=quote()), stat(Metric.MATCHED))
    assert await statements(sql_store, work) == 3


@pytest.mark.parametrize("codes", [1, 5])
async def test_all_facts_take_one_statement(sql_store: SqlStore, codes: int) -> None:
    names = [f"c{number}" for number in range(codes)]
    for name in names:
        await give_coupon(sql_store, name)
    needs: list[Need] = [
        *(CouponNeed(code=f"code-{name}", cart_token="cart") for name in names),
        *(CounterNeed(key=CounterKey(area="limit", name=name, subject="shop")) for name in names),
        CustomerNeed(email=EMAIL, external_id="u1"),
        OrderNeed(order_id="o1"),
    ]
    load = sql_store.load(SHOP, needs, [lookup(f"code-{name}") for name in names], NOW)
    assert await statements(sql_store, load) == 1
    assert await statements(sql_store, sql_store.load(SHOP, [], [], NOW)) == 0


async def test_lists_and_idle_ticks_take_one(sql_store: SqlStore) -> None:
    for number in range(20):
        await give_coupon(sql_store, f"c{number}")
    coupons = sql_store.coupons(SHOP, ALL, rule=None, email=None, state=None)
    assert await statements(sql_store, coupons) == 1
    assert await statements(sql_store, sql_store.claim_timers(NOW, after(minutes=1), 100)) == 1
    assert await statements(sql_store, sql_store.claim_messages(NOW, after(minutes=1), 100)) == 1
    assert await statements(sql_store, sql_store.claim_timers(after(days=15), after(days=16), 100)) == 2


async def test_minting_10000_coupons_takes_as_few_as_fit(sql_store: SqlStore) -> None:
    coupons = [issue(f"c{number}") for number in range(10_000)]
    assert await statements(sql_store, commit(sql_store, *coupons)) <= 25
    assert await sql_store.counts(SHOP, "coupons") == 10_000
