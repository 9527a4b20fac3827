"""What people look at: pages, filters, figures, totals, the audit trail."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from engine.model.cursor import ListedRow, cursor_of
from engine.model.effects import Metric
from engine.model.facts import CouponState
from engine.model.records import Actor, AuditWanted, Page, StatRow, StoredCoupon
from engine.store.port import Store
from tests.store.builders import (
    ALL,
    ME,
    NOW,
    OTHER,
    SHOP,
    after,
    commit,
    give_coupon,
    grant,
    issue,
    order,
    quote,
    redeem,
    saved,
    send,
    stat,
    used_once,
)


async def some_coupons(store: Store) -> None:
    """c0 … c6: two in the same instant, another owner, another rule, one used up."""
    for number in range(7):
        await give_coupon(
            store,
            f"c{number}",
            issued_at=after(minutes=number // 2),
            owner_email=f"{'ab'[number % 2]}@x.jp",
            rule="rs"[number > 4],
            order_id=f"o{number % 3}",
        )
    await commit(store, *used_once("c0"), event="use")


async def coupons(
    store: Store, page: Page = ALL, shop: str = SHOP, **wanted: object
) -> Sequence[StoredCoupon]:
    given = {"rule": None, "email": None, "state": None, **wanted}
    return await store.coupons(shop, page, **given)  # type: ignore[arg-type]


def ids(found: Sequence[StoredCoupon]) -> list[str]:
    return [one.fact.id for one in found]


async def test_coupons_come_in_pages_that_overlap_nowhere(store: Store) -> None:
    await some_coupons(store)
    whole = ids(await coupons(store))
    assert whole == ["c6", "c5", "c4", "c3", "c2", "c1", "c0"]
    forwards: list[str] = []
    page = Page(limit=3)
    while found := await coupons(store, page):
        forwards += ids(found)
        page = Page(limit=3, cursor=cursor_of(found[-1]))
    assert forwards == whole
    backwards: list[str] = []
    page = Page(limit=3, backwards=True)
    while found := await coupons(store, page):
        backwards = ids(found) + backwards
        page = Page(limit=3, cursor=cursor_of(found[0]), backwards=True)
    assert backwards == whole


async def test_coupons_are_filtered(store: Store) -> None:
    await some_coupons(store)
    assert ids(await coupons(store, email="b@x.jp")) == ["c5", "c3", "c1"]
    assert ids(await coupons(store, rule="s")) == ["c6", "c5"]
    assert ids(await coupons(store, state=CouponState.USED_UP)) == ["c0"]
    assert ids(await coupons(store, rule="s", email="a@x.jp")) == ["c6"]
    assert await coupons(store, shop=OTHER) == ()


async def test_coupons_are_found_by_ids_and_orders(store: Store) -> None:
    await some_coupons(store)
    assert ids(await store.coupons_by_id(SHOP, ["c3", "c1", "c9", "c3"])) == ["c1", "c3"]
    assert ids(await store.coupons_of_orders(SHOP, ["o1", "o2"])) == ["c1", "c4", "c2", "c5"]
    assert await store.coupons_by_id(SHOP, []) == ()
    assert await store.coupons_of_orders(OTHER, ["o1"]) == ()


@pytest.mark.parametrize("cursor", [("x", "c1"), ("2026-05-20T00:00:00", "c1"), ("1",), (), ("1", "c1")])
async def test_a_cursor_that_is_none_is_refused(store: Store, cursor: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="no cursor"):
        await coupons(store, Page(limit=1, cursor=cursor))


async def test_orders_redemptions_and_messages_come_in_pages(store: Store) -> None:
    for number in range(4):
        name = f"o{number}"
        placed = order(name, email=f"{'ab'[number % 2]}@x.jp")
        await commit(store, saved(name, priced=quote(), email=placed.cart.buyer.email), event=name)
        await commit(
            store, grant(name), send(name, order_id=name), event=f"g{number}", now=after(minutes=number)
        )

    orders = await store.orders(SHOP, ALL, email=None)
    assert [one.order.id for one in orders] == ["o3", "o2", "o1", "o0"]
    assert [one.order.id for one in await store.orders(SHOP, ALL, email="b@x.jp")] == ["o3", "o1"]
    uses = await store.redemptions(SHOP, ALL, rule="s", coupon_ids=None, order_id=None)
    assert len(uses) == 4
    assert await store.redemptions(SHOP, ALL, rule=None, coupon_ids=[], order_id=None) == ()
    messages = await store.messages(SHOP, ALL, state=None, order_id=None, coupon_id=None)
    assert [one.order.order_id for one in messages] == ["o3", "o2", "o1", "o0"]
    listed: list[Sequence[ListedRow]] = [orders, uses, messages]
    pages = [
        await store.orders(SHOP, Page(limit=2, cursor=cursor_of(orders[1])), email=None),
        await store.redemptions(
            SHOP, Page(limit=2, cursor=cursor_of(uses[1])), rule=None, coupon_ids=None, order_id=None
        ),
        await store.messages(
            SHOP, Page(limit=2, cursor=cursor_of(messages[1])), state=None, order_id=None, coupon_id=None
        ),
    ]
    assert pages == [whole[2:] for whole in listed]


async def test_lists_are_counted_per_shop(store: Store) -> None:
    await commit(store, saved(priced=quote()), issue(), grant("o1"), send())
    for what in ("coupons", "orders", "redemptions", "messages"):
        assert (await store.counts(SHOP, what), await store.counts(OTHER, what)) == (1, 0)
    with pytest.raises(KeyError):
        await store.counts(SHOP, "secrets")


async def test_figures_are_the_same_before_and_after_folding(store: Store) -> None:
    tomorrow = NOW + timedelta(days=1)
    await commit(
        store, stat(Metric.MATCHED), stat(Metric.MATCHED, 2), stat(Metric.ISSUED, day=tomorrow), event="e1"
    )
    await commit(store, stat(Metric.MATCHED, 4, rule="s"), stat(Metric.MATCHED, 8), event="e2")
    await commit(store, stat(Metric.MATCHED, 99), event="e1", shop=OTHER)

    async def figures() -> tuple[StatRow, ...]:
        return await store.stats(SHOP, None, NOW.date(), after(days=2).date(), None)

    before = await figures()
    assert before == (
        StatRow(rule="r", day=NOW.date(), metric=Metric.MATCHED, amount=11),
        StatRow(rule="s", day=NOW.date(), metric=Metric.MATCHED, amount=4),
        StatRow(rule="r", day=tomorrow.date(), metric=Metric.ISSUED, amount=1),
    )
    assert await store.fold_stats(2) == 2
    assert await figures() == before
    assert await store.fold_stats(100) == 3
    assert await store.fold_stats(100) == 0
    await commit(store, stat(Metric.MATCHED, 1), event="e3")
    assert await store.fold_stats(100) == 1
    assert (await figures())[0].amount == 12


async def test_figures_are_filtered(store: Store) -> None:
    tomorrow = NOW + timedelta(days=1)
    await commit(
        store, stat(Metric.MATCHED), stat(Metric.ISSUED, rule="s"), stat(Metric.ISSUED, day=tomorrow)
    )

    async def amount(
        rules: list[str] | None = None, days: int = 2, metrics: list[Metric] | None = None
    ) -> int:
        rows = await store.stats(SHOP, rules, NOW.date(), after(days=days).date(), metrics)
        return sum(row.amount for row in rows)

    assert await amount() == 3
    assert await amount(rules=["r"]) == 2
    assert await amount(rules=[]) == 0
    assert await amount(days=1) == 2
    assert await amount(metrics=[Metric.ISSUED], rules=["r"]) == 1


async def test_the_audit_trail_says_who_did_what(store: Store) -> None:
    await store.add_audit(SHOP, ME, "code shown", "c1", {"why": "the buyer asked"}, after(hours=1))
    newest, *older = await store.audit(SHOP, ALL)
    assert (newest.number, newest.at, newest.actor, newest.action, newest.subject, dict(newest.detail)) == (
        3,
        after(hours=1),
        ME,
        "code shown",
        "c1",
        {"why": "the buyer asked"},
    )
    assert [entry.action for entry in older] == ["revision made live", "revision added"]
    assert [entry.number for entry in await store.audit(OTHER, ALL)] == [2, 1]
    (middle,) = await store.audit(SHOP, Page(limit=1, cursor=cursor_of(newest)))
    assert middle == older[0]
    with pytest.raises(LookupError):
        await store.add_audit("nobody", ME, "code shown", "c1", {}, NOW)


async def test_the_audit_trail_is_asked_by_who_what_and_when(store: Store) -> None:
    somebody = Actor(kind="staff", id="s1")
    await store.add_audit(SHOP, ME, "code shown", "c1", {}, after(hours=1))
    await store.add_audit(SHOP, somebody, "code shown", "c2", {}, after(hours=2))

    async def subjects(**wanted: Any) -> list[str]:
        return [entry.subject for entry in await store.audit(SHOP, ALL, AuditWanted(**wanted))]

    assert await subjects(action="code shown") == ["c2", "c1"]
    assert await subjects(actor="s1") == ["c2"]
    assert await subjects(subject="c1", action="code shown") == ["c1"]
    assert await subjects(action="code shown", until=after(hours=2)) == ["c1"]
    assert await subjects(since=after(hours=2)) == ["c2"]
    assert await subjects(actor="nobody") == []


async def test_what_was_used_is_listed_by_coupon(store: Store) -> None:
    await give_coupon(store, uses=3)
    await commit(store, redeem(order_id="o1"), grant("o1"), event="e1")
    found = await store.redemptions(SHOP, ALL, rule=None, coupon_ids=["c1"], order_id=None)
    assert [one.coupon_id for one in found] == ["c1"]
