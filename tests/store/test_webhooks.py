"""Webhooks in the stores: told in the transaction of the cause, claimed, settled, replayed, forgotten."""

import asyncio
import itertools
from datetime import datetime

import orjson
import pytest

from engine.model.effects import Effect, ExpireCoupon
from engine.model.records import Receipt
from engine.model.webhook import (
    Announcement,
    DeliveryState,
    EndpointChange,
    EndpointState,
    Replay,
    WebhookDelivery,
    WebhookTopic,
)
from engine.store.port import Conflict, ReceiptMismatch, Store
from engine.store.webhook_port import NameTaken
from tests.store.builders import (
    ALL,
    ME,
    NOW,
    OTHER,
    SHOP,
    after,
    commit,
    give_coupon,
    issue,
    quote,
    redeem,
    saved,
)
from tests.store.webhooks import add, attempt, claim, endpoint, settle

WAITING, DEAD = DeliveryState.WAITING, DeliveryState.DEAD
NUMBERS = itertools.count(1)


async def happen(store: Store, *effects: Effect, now: datetime = NOW) -> None:
    """An event of its own."""
    await commit(store, *effects, event=f"e{next(NUMBERS)}", now=now)


async def told(store: Store, shop: str = SHOP) -> list[WebhookDelivery]:
    """Everything on its way, oldest first."""
    found = await store.webhook_deliveries(shop, ALL)
    return sorted(found, key=lambda one: (one.created_at, one.topic, one.id))


@pytest.mark.requirement("S5.49", "S5.50")
async def test_what_an_order_causes_is_told_to_who_wants_it(store: Store) -> None:
    await add(store)
    await add(store, "bi", topics=[WebhookTopic.COUPON_REDEEMED])
    await give_coupon(store, "c1")
    await happen(store, saved(priced=quote()), redeem("c1"), issue("c2"))

    found = await told(store)
    assert {
        ("ep-erp", "order.recorded"),
        ("ep-erp", "coupon.issued"),
        ("ep-erp", "coupon.redeemed"),
        ("ep-bi", "coupon.redeemed"),
    } == {(one.endpoint_id, one.topic) for one in found}
    (redeemed,) = [one for one in found if (one.endpoint_id, one.topic) == ("ep-bi", "coupon.redeemed")]
    said = orjson.loads(redeemed.body)
    assert (redeemed.event_id, "coupon.redeemed", "c1", "o2") == (
        said["id"], said["type"], said["data"]["coupon"], said["data"]["order"],
    )  # fmt: skip
    assert len({one.event_id for one in found if one.topic == "coupon.redeemed"}) == 1


async def test_what_is_told_holds_no_code_and_no_address(store: Store) -> None:
    await add(store)
    await happen(store, saved(priced=quote()), issue("c2"))
    texts = " ".join(one.body for one in await told(store))
    assert [] == [word for word in ("CODE1", "a@x.jp", "愛", "code-c2", "0042") if word in texts]


async def test_nothing_is_told_of_what_was_not_stored(store: Store) -> None:
    await add(store)
    await give_coupon(store, "c1")
    before = await told(store)
    await happen(store, redeem("c1"))
    with pytest.raises(Conflict):
        await happen(store, redeem("c1", "o3"), saved(priced=quote()))
    assert 1 == len(await told(store)) - len(before)


async def test_the_same_event_again_tells_nothing_again(store: Store) -> None:
    await add(store)
    await commit(store, saved(priced=quote()), priced=quote(), event="e1")
    first = await told(store)
    await commit(store, saved(priced=quote()), priced=quote(), event="e1")
    assert (first, 1) == (await told(store), len(first))


async def test_an_expired_coupon_is_told_once_and_only_when_it_really_ended(store: Store) -> None:
    await give_coupon(store, "c1")
    await add(store)
    await happen(store, ExpireCoupon(coupon_id="c1"), now=after(days=1))
    assert [] == await told(store)
    await happen(store, ExpireCoupon(coupon_id="c1"), now=after(days=16))
    await happen(store, ExpireCoupon(coupon_id="c1"), now=after(days=17))
    assert ["coupon.expired"] == [one.topic for one in await told(store)]


async def test_published_rules_are_told(store: Store) -> None:
    await add(store)
    await store.make_live(SHOP, 1, 1, ME, None, after(minutes=1))
    (one,) = await told(store)
    assert ("rules.published", 1) == (one.topic, orjson.loads(one.body)["data"]["revision"])


async def test_orders_of_the_sandbox_are_told_to_nobody(store: Store) -> None:
    await add(store)
    await happen(store, saved(priced=quote(), test=True), issue("c2", test=True))
    assert [] == await told(store)


async def test_an_endpoint_that_is_off_is_told_later_by_a_replay_of_the_time(store: Store) -> None:
    await add(store, state=EndpointState.FAILING)
    await happen(store, saved(priced=quote()))
    assert [] == await told(store)
    assert () == await store.due_webhooks(after(days=1))

    assert await store.change_webhook_endpoint(
        SHOP, "ep-erp", EndpointChange(state=EndpointState.ENABLED), ME, after(hours=1)
    )
    replay = Replay(endpoint_id="ep-erp", since=after(hours=-1), until=after(hours=1))
    assert 1 == await store.replay_webhooks(SHOP, replay, ME, after(hours=1))
    assert ["order.recorded"] == [one.topic for one in await claim(store, after(hours=2))]


async def test_a_delivery_is_claimed_by_one_and_by_another_when_the_lease_is_over(store: Store) -> None:
    await add(store)
    await happen(store, saved(priced=quote()))
    assert ((SHOP, "ep-erp"),) == await store.due_webhooks(NOW)
    (mine,) = await claim(store, NOW)
    assert () == await claim(store, after(seconds=29))
    (yours,) = await claim(store, after(seconds=31))
    assert (1, 2, mine.body) == (mine.attempt, yours.attempt, yours.body)
    assert not await settle(store, mine, after(seconds=32))
    assert await settle(store, yours, after(seconds=33))
    assert () == await store.check_invariants(SHOP, after(seconds=33))
    (done,) = await told(store)
    assert (DeliveryState.DELIVERED, after(seconds=33), [2]) == (
        done.state, done.delivered_at, [one.number for one in done.attempts],
    )  # fmt: skip
    assert () == await store.due_webhooks(after(days=9))


async def test_ten_that_claim_at_once_get_each_delivery_once(store: Store) -> None:
    await add(store)
    for number in range(8):
        await happen(store, issue(f"n{number}"))
    claims = await asyncio.gather(*(claim(store, after(seconds=1), limit=2) for _ in range(10)))
    got = [one.id for part in claims for one in part]
    assert (8, 8) == (len(got), len(set(got)))


async def test_a_failed_try_is_due_again_and_remembered(store: Store) -> None:
    await add(store)
    await happen(store, issue("c1"))
    (first,) = await claim(store, NOW)
    await settle(store, first, NOW, state=WAITING, next_at=after(seconds=5))
    assert () == await claim(store, after(seconds=4))
    (second,) = await claim(store, after(seconds=6))
    assert (attempt(first, 500),) == second.attempts
    (point,) = await store.webhook_endpoints(SHOP)
    assert NOW == point.failing_since
    await settle(store, second, after(seconds=7))
    (point,) = await store.webhook_endpoints(SHOP)
    assert point.failing_since is None


async def test_an_endpoint_may_ask_for_a_rest(store: Store) -> None:
    await add(store)
    await happen(store, issue("c1"), issue("c2"))
    first = (await claim(store, NOW, limit=1))[0]
    await settle(store, first, state=WAITING, next_at=after(minutes=5), throttled_until=after(minutes=5))
    assert () == await store.due_webhooks(after(minutes=4))
    assert ((SHOP, "ep-erp"),) == await store.due_webhooks(after(minutes=5))


async def test_an_endpoint_that_is_gone_or_fails_for_five_days_is_switched_off(store: Store) -> None:
    await add(store)
    await add(store, "bi")
    await happen(store, issue("c1"))
    (gone,) = await claim(store, NOW, "bi")
    await settle(store, gone, state=DEAD, endpoint_state=EndpointState.GONE)
    (failing,) = await claim(store, NOW)
    await settle(store, failing, state=WAITING, next_at=after(days=5))
    (failing,) = await claim(store, after(days=5, seconds=1))
    await settle(store, failing, after(days=5, seconds=2), state=DEAD)
    states = {one.name: one.state for one in await store.webhook_endpoints(SHOP)}
    assert {"bi": EndpointState.GONE, "erp": EndpointState.FAILING} == states
    said = [entry.subject for entry in await store.audit(SHOP, ALL) if "switched off" in entry.action]
    assert ["ep-erp", "ep-bi"] == said


async def test_one_delivery_or_a_range_is_sent_again_with_the_same_ids_and_bytes(store: Store) -> None:
    await add(store)
    await happen(store, issue("c1"))
    await happen(store, issue("c2"), now=after(days=2))
    for one in await claim(store, after(days=3)):
        await settle(store, one, after(days=3))
    before = {one.id: (one.event_id, one.body) for one in await told(store)}
    first = next(iter(before))

    single = Replay(endpoint_id="ep-erp", delivery_id=first)
    key = Receipt(key="k", request_hash=b"r")
    assert 1 == await store.replay_webhooks(SHOP, single, ME, after(days=4), key)
    assert 1 == await store.replay_webhooks(SHOP, single, ME, after(days=4), key)
    with pytest.raises(ReceiptMismatch):
        await store.replay_webhooks(SHOP, single, ME, after(days=4), Receipt(key="k", request_hash=b"x"))
    (again,) = await claim(store, after(days=4))
    assert (before[first], 2, 1) == ((again.event_id, again.body), again.attempt, again.tries)
    await settle(store, again, after(days=4))

    ranged = Replay(endpoint_id="ep-erp", since=after(days=1), until=after(days=3))
    assert 1 == await store.replay_webhooks(SHOP, ranged, ME, after(days=5))
    assert 0 == await store.replay_webhooks(OTHER, ranged, ME, after(days=5))


async def test_an_event_says_when_it_happened_to_its_own_shop_only(store: Store) -> None:
    await add(store)
    await happen(store, issue("c1"), now=after(days=2))
    (one,) = await told(store)
    assert after(days=2) == await store.webhook_event_at(SHOP, one.event_id)
    assert None is await store.webhook_event_at(OTHER, one.event_id)
    assert None is await store.webhook_event_at(SHOP, "evt_nothing")


async def test_names_are_unique_and_a_repeated_request_gives_the_first_endpoint(store: Store) -> None:
    key = Receipt(key="k", request_hash=b"r")
    assert "ep-erp" == await store.add_webhook_endpoint(endpoint(), ME, NOW, key)
    assert "ep-erp" == await store.add_webhook_endpoint(endpoint(id="ep-2"), ME, NOW, key)
    assert None is await store.add_webhook_endpoint(endpoint(id="ep-3"), ME, NOW)
    assert "ep-erp" == await store.add_webhook_endpoint(endpoint(shop=OTHER), ME, NOW)
    await add(store, "bi")
    with pytest.raises(NameTaken):
        await store.change_webhook_endpoint(SHOP, "ep-bi", EndpointChange(name="erp"), ME, NOW)
    with pytest.raises(ReceiptMismatch):
        await store.add_webhook_endpoint(endpoint("x"), ME, NOW, Receipt(key="k", request_hash=b"x"))


async def test_changes_by_people_leave_an_audit_row_and_reach_no_other_shop(store: Store) -> None:
    await add(store)
    change = EndpointChange(url="https://new.example/", topics=frozenset({WebhookTopic.COUPON_ISSUED}))
    assert not await store.change_webhook_endpoint(OTHER, "ep-erp", change, ME, NOW)
    assert await store.change_webhook_endpoint(SHOP, "ep-erp", change, ME, NOW)
    (point,) = await store.webhook_endpoints(SHOP)
    assert (change.url, change.topics) == (point.url, point.topics)
    await happen(store, issue("c1"))
    assert not await store.remove_webhook_endpoint(OTHER, "ep-erp", ME, NOW)
    assert await store.remove_webhook_endpoint(SHOP, "ep-erp", ME, NOW)
    assert ((), []) == (await store.webhook_endpoints(SHOP), await told(store))
    actions = [entry.action for entry in await store.audit(SHOP, ALL)][:3]
    assert ["webhook endpoint removed", "webhook endpoint changed", "webhook endpoint added"] == actions


async def test_one_endpoint_can_be_told_something_for_a_try(store: Store) -> None:
    await add(store, topics=[])
    said = Announcement(topic=WebhookTopic.TEST, subject="1", at=NOW, data={"hello": "world"})
    assert await store.announce_to(SHOP, "ep-erp", said, ME, NOW)
    assert await store.announce_to(OTHER, "ep-erp", said, ME, NOW) is None
    (one,) = await told(store)
    assert {"hello": "world"} == orjson.loads(one.body)["data"]


async def test_old_events_are_forgotten_with_their_deliveries(store: Store) -> None:
    await add(store)
    await happen(store, issue("c1"))
    await happen(store, issue("c2"), now=after(days=31))
    assert 1 == await store.forget_webhooks(after(days=30), 100)
    assert 0 == await store.forget_webhooks(after(days=30), 100)
    assert 1 == len(await told(store))
