"""The sample week: believable, harmless, and gone without a trace."""

import time
from collections import Counter
from datetime import date, timedelta

import pytest

from engine.model.decision import Problem, Rejection
from engine.model.facts import CouponState
from engine.model.quote import RefusalReason
from engine.model.records import Page
from engine.model.sample import SAMPLE_DOMAIN, is_sample_order
from engine.service import ask
from engine.service.check_invariants import check_invariants
from engine.service.clock import VirtualClock
from engine.service.coupon_desk import resend_coupon
from engine.service.coupons import code_of
from engine.service.engine import Engine
from engine.service.quote import quote_cart
from engine.service.sample_week import create_sample_week, remove_sample_week
from engine.store.sql.store import SqlStore
from tests.service.shop import TEST, buy, cart, drain
from tests.service.shop import code_of as code_of_order

ALL = Page(limit=10_000)


async def everything(engine: Engine) -> list[object]:
    """What people look at, and what decisions read."""
    store = engine.store
    return [
        await store.orders("tea", ALL, email=None),
        await store.coupons("tea", ALL, rule=None, email=None, state=None),
        await store.redemptions("tea", ALL, rule=None, coupon_ids=None, order_id=None),
        await store.messages("tea", ALL, state=None, order_id=None, coupon_id=None),
        await store.inbox("tea", ALL),
        await store.stats("tea", None, date.min, date.max, None),
        [await store.counts("tea", what) for what in ("coupons", "orders", "redemptions", "messages")],
        await store.next_due(),
    ]


async def in_business(engine: Engine) -> None:
    """A shop with orders, mails, a used coupon and figures of its own."""
    answer = await buy(engine, "1001", "SAMPLE-1", email="you@shop.example")
    await buy(engine, "1002", "SAMPLE-1", email="me@shop.example")
    await drain(engine)
    code = await code_of_order(engine, answer)
    await buy(engine, "1003", "PACK-1", email="you@shop.example", codes=[code])
    await drain(engine)
    await engine.store.fold_stats(1)


async def rows_of(engine: Engine) -> dict[str, int]:
    """Rows of each table, where there are tables."""
    store = engine.store
    if not isinstance(store, SqlStore):
        return {}
    tables = (
        "events",
        "orders",
        "coupons",
        "timers",
        "redemptions",
        "messages",
        "mails",
        "sample_rows",
        "counters",
    )
    return {table: (await store._db.read(f"SELECT COUNT(*) FROM {table}"))[0][0] for table in tables}


async def test_a_removed_week_leaves_the_figures_rows_and_audit_chain_of_before(tea: Engine) -> None:
    await in_business(tea)
    before, rows = await everything(tea), await rows_of(tea)
    made = await create_sample_week(tea, "tea", actor=TEST)
    assert isinstance(made, int)
    assert await ask.has_sample(tea, "tea")
    assert await everything(tea) != before
    assert await check_invariants(tea, "tea") == ()
    await tea.store.fold_stats(50)
    assert await remove_sample_week(tea, "tea", actor=TEST)
    assert await everything(tea) == before
    assert await rows_of(tea) == rows
    assert not await ask.has_sample(tea, "tea")
    assert not await remove_sample_week(tea, "tea", actor=TEST)
    assert await check_invariants(tea, "tea") == ()
    actions = [entry.action for entry in await tea.store.audit("tea", Page(limit=2))]
    assert actions == ["sample data removed", "sample data added"]


async def test_the_week_has_all_that_a_merchant_wants_to_see(tea: Engine) -> None:
    began = time.perf_counter()
    made = await create_sample_week(tea, "tea", actor=TEST)
    assert time.perf_counter() - began < 10
    assert isinstance(made, int)
    assert 50 <= made <= 200
    orders = await tea.store.orders("tea", ALL, email=None)
    assert len(orders) == made
    assert all(is_sample_order(one.order.id) for one in orders)
    assert max(one.order.placed_at for one in orders) < tea.clock.now()
    assert len({one.order.placed_at.date() for one in orders}) >= 8
    assert {(one.order.placed_at.hour + 9) % 24 for one in orders if one.recorded_at} <= set(range(24))
    states = Counter(
        one.fact.state for one in await tea.store.coupons("tea", ALL, rule=None, email=None, state=None)
    )
    assert {CouponState.ISSUED, CouponState.USED_UP, CouponState.EXPIRED} <= set(states)
    refused = {refusal.reason for one in orders for refusal in one.quote.refusals}
    assert RefusalReason.NOT_YOURS in refused
    mails = await tea.store.inbox("tea", ALL)
    assert len(mails) >= sum(states.values())
    assert all(mail.recipient.endswith(f"@{SAMPLE_DOMAIN}") for mail in mails)


async def test_the_same_seed_makes_the_same_week(tea: Engine) -> None:
    weeks = []
    for seed in (1, 1, 2):
        await create_sample_week(tea, "tea", actor=TEST, seed=seed)
        orders = await tea.store.orders("tea", ALL, email=None)
        weeks.append([(one.order.id, one.order.placed_at, one.order.cart, one.quote.total) for one in orders])
        await remove_sample_week(tea, "tea", actor=TEST)
    assert weeks[0] == weeks[1] != weeks[2]


async def test_a_week_sends_nothing_uses_no_limit_and_its_codes_work_nowhere(tea: Engine) -> None:
    await create_sample_week(tea, "tea", actor=TEST)
    assert await tea.store.next_due() is None
    assert (await rows_of(tea)).get("counters", 0) == 0
    coupons = await tea.store.coupons("tea", ALL, rule=None, email=None, state=CouponState.ISSUED)
    code = code_of(tea, "tea", coupons[0])
    priced = await quote_cart(
        tea, "tea", cart("PACK-1", email=coupons[0].fact.owner_email, codes=[code]), trusted=True
    )
    assert not isinstance(priced, Rejection)
    assert [one.reason for one in getattr(priced, "quote", priced).refusals] == [RefusalReason.UNKNOWN_CODE]


async def test_what_staff_did_to_a_sample_coupon_goes_with_it(tea: Engine) -> None:
    before, rows = await everything(tea), await rows_of(tea)
    await create_sample_week(tea, "tea", actor=TEST)
    [*_, coupon] = await tea.store.coupons(
        "tea", Page(limit=3), rule=None, email=None, state=CouponState.ISSUED
    )
    outcome = await resend_coupon(tea, "tea", coupon.fact.id, reason="trying it", actor=TEST)
    assert isinstance(outcome, Rejection)
    assert outcome.problem is Problem.STATE_NOT_ALLOWED
    assert isinstance(tea.clock, VirtualClock)
    tea.clock.advance(timedelta(days=60))
    await drain(tea)
    await remove_sample_week(tea, "tea", actor=TEST)
    assert await everything(tea) == before
    assert await rows_of(tea) == rows


async def test_there_is_one_week_or_none(tea: Engine) -> None:
    assert isinstance(await create_sample_week(tea, "tea", actor=TEST), int)
    twice = await create_sample_week(tea, "tea", actor=TEST)
    assert twice == Rejection(problem=Problem.STATE_NOT_ALLOWED)
    nobody = await create_sample_week(tea, "nobody", actor=TEST)
    assert isinstance(nobody, Rejection)
    assert nobody.problem is Problem.NOT_FOUND


async def test_real_events_still_stay_for_ever(tea: Engine) -> None:
    if not isinstance(tea.store, SqlStore):
        pytest.skip("triggers are SQL's")
    await in_business(tea)
    await create_sample_week(tea, "tea", actor=TEST)
    with pytest.raises(Exception, match=r"refused"):
        await tea.store._db.write(lambda tx: tx.rows("DELETE FROM events WHERE id = 'order:1001:paid'"))
