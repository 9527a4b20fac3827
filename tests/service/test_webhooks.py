"""Webhooks from rule to receiver: signed, on schedule, with rests, switched off, replayed, beside each other."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import orjson
import pytest
from standardwebhooks import Webhook

from engine.delivery.outbound_http import OutboundHttp
from engine.delivery.webhook_signature import read_secret
from engine.drivers.webhook_lanes import WebhookLanes
from engine.model.answers import OrderRecordedAnswer
from engine.model.card_requests import PublicationRequest
from engine.model.cart import OrderState
from engine.model.decision import Problem, Rejection
from engine.model.records import Page, SourceFile
from engine.model.requests import BuyerRequest, CartRequest, LineRequest, OrderRequest
from engine.model.webhook import (
    DeliveryState,
    EndpointChange,
    EndpointState,
    Replay,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookTopic,
)
from engine.service.attention import AttentionCode, attention
from engine.service.card_codes import card_code
from engine.service.clock import SystemClock, VirtualClock
from engine.service.engine import Engine
from engine.service.housekeeping import housekeeping
from engine.service.publish_cards import publish_cards
from engine.service.record_order import record_order
from engine.service.replay_webhooks import replay_webhooks, send_test_webhook
from engine.service.send_webhooks import SCHEDULE, send_webhooks, settlement_of
from engine.service.webhook_endpoints import (
    ShownEndpoint,
    add_endpoint,
    change_endpoint,
    remove_endpoint,
    rotate_endpoint,
)
from engine.store.connect import open_store
from tests.service.shop import START, TEST, make_engine, open_shop
from tests.service.test_bulk_refund import RULES
from tests.support.web import Answer, WebServer, web_server

TOPICS = frozenset({WebhookTopic.RULES_PUBLISHED})


@pytest.fixture
async def receiver() -> AsyncIterator[WebServer]:
    async with web_server() as server:
        yield server


@pytest.fixture
async def shop(engine: Engine) -> Engine:
    """The shop `tea`, which may call this machine and is patient for a moment only."""
    await open_shop(engine)
    return replace(engine, http=OutboundHttp(loopback=True, seconds_in_all=0.5))


async def add(engine: Engine, server: WebServer, name: str = "erp") -> ShownEndpoint:
    wanted = EndpointChange(name=name, url=f"{server.url}/{name}", topics=TOPICS)
    made = await add_endpoint(engine, "tea", wanted, TEST)
    assert isinstance(made, ShownEndpoint)
    return made


async def tell(engine: Engine) -> None:
    """Something happens that endpoints want to know: the rules go live again."""
    await engine.store.make_live("tea", 1, 1, TEST, None, engine.clock.now())


def move(engine: Engine, **span: float) -> None:
    assert isinstance(engine.clock, VirtualClock)
    engine.clock.advance(timedelta(**span))


async def deliveries(engine: Engine) -> tuple[WebhookDelivery, ...]:
    return await engine.store.webhook_deliveries("tea", Page(limit=100))


async def endpoint(engine: Engine) -> WebhookEndpoint:
    (one,) = await engine.store.webhook_endpoints("tea")
    return one


@pytest.mark.requirement("S5.49")
async def test_the_reference_library_verifies_what_arrives(receiver: WebServer) -> None:
    engine = make_engine(open_store("memory://"), clock=SystemClock(), http=OutboundHttp(loopback=True))
    await open_shop(engine)
    made = await add(engine, receiver)
    await tell(engine)

    assert 1 == await send_webhooks(engine)
    (got,) = receiver.received
    said = Webhook(made.secret).verify(got.body, dict(got.headers))
    assert ("rules.published", 1) == (said["type"], said["data"]["revision"])
    assert said["id"] == got.headers["webhook-id"]
    assert 32 == len(read_secret(made.secret))


async def test_after_a_rotation_both_secrets_verify_for_a_day(receiver: WebServer) -> None:
    engine = make_engine(open_store("memory://"), clock=SystemClock(), http=OutboundHttp(loopback=True))
    await open_shop(engine)
    old = await add(engine, receiver)
    new = await rotate_endpoint(engine, "tea", old.endpoint.id, TEST)
    assert isinstance(new, ShownEndpoint)
    assert new.secret != old.secret
    await tell(engine)
    await send_webhooks(engine)
    (got,) = receiver.received
    for secret in (old.secret, new.secret):
        Webhook(secret).verify(got.body, dict(got.headers))
    assert 2 == len(got.headers["webhook-signature"].split())


async def test_a_day_after_a_rotation_only_the_new_secret_signs(shop: Engine, receiver: WebServer) -> None:
    made = await add(shop, receiver)
    await rotate_endpoint(shop, "tea", made.endpoint.id, TEST)
    move(shop, hours=24)
    await tell(shop)
    await send_webhooks(shop)
    assert 1 == len(receiver.received[0].headers["webhook-signature"].split())


async def test_a_failing_receiver_is_tried_on_schedule_with_the_same_id_and_bytes(
    shop: Engine, receiver: WebServer
) -> None:
    await add(shop, receiver)
    await tell(shop)
    receiver.otherwise = Answer(status=500)
    waits = []
    for _ in SCHEDULE:
        assert 1 == await send_webhooks(shop)
        (one,) = await deliveries(shop)
        if one.next_at is not None:
            waits.append(one.next_at - shop.clock.now())
            move(shop, seconds=(one.next_at - shop.clock.now()).total_seconds())
    (one,) = await deliveries(shop)
    assert (DeliveryState.DEAD, 10) == (one.state, len(one.attempts))
    assert 1 == len({(got.body, got.headers["webhook-id"]) for got in receiver.received})
    assert all(
        planned * 0.8 <= waited <= planned * 1.2 for planned, waited in zip(SCHEDULE[1:], waits, strict=True)
    )
    assert timedelta(hours=60) < shop.clock.now() - START < timedelta(hours=92)
    assert 0 == await send_webhooks(shop)


@pytest.mark.parametrize("status", [301, 307, 400, 401, 404, 500])
async def test_only_2xx_counts(shop: Engine, receiver: WebServer, status: int) -> None:
    await add(shop, receiver)
    await tell(shop)
    receiver.otherwise = Answer(status=status, headers={"Location": f"{receiver.url}/inside"})
    await send_webhooks(shop)
    (one,) = await deliveries(shop)
    assert (DeliveryState.WAITING, [status], 1) == (
        one.state, [tried.status for tried in one.attempts], len(receiver.received),
    )  # fmt: skip


async def test_410_switches_the_endpoint_off_at_once(shop: Engine, receiver: WebServer) -> None:
    await add(shop, receiver)
    await tell(shop)
    receiver.otherwise = Answer(status=410)
    await send_webhooks(shop)
    assert EndpointState.GONE is (await endpoint(shop)).state
    await tell(shop)
    assert 0 == await send_webhooks(shop)


async def test_retry_after_is_kept_to_for_everything_that_waits(shop: Engine, receiver: WebServer) -> None:
    await add(shop, receiver)
    await tell(shop)
    receiver.answers.append(Answer(status=429, headers={"Retry-After": "600"}))
    await send_webhooks(shop)
    move(shop, seconds=30)
    await tell(shop)
    assert 0 == await send_webhooks(shop)
    move(shop, seconds=571)
    assert 2 == await send_webhooks(shop)
    assert (await endpoint(shop)).failing_since is None


async def test_five_days_of_failure_switch_an_endpoint_off_and_a_replay_makes_up_for_it(
    shop: Engine, receiver: WebServer
) -> None:
    made = await add(shop, receiver)
    receiver.otherwise = Answer(status=500)
    for _ in range(6):
        await tell(shop)
        await send_webhooks(shop)
        move(shop, days=1)
    assert EndpointState.FAILING is (await endpoint(shop)).state
    await tell(shop)
    receiver.otherwise, receiver.received = Answer(), []

    change = EndpointChange(state=EndpointState.ENABLED)
    await change_endpoint(shop, "tea", made.endpoint.id, change, TEST)
    replay = Replay(endpoint_id=made.endpoint.id, since=START, until=shop.clock.now() + timedelta(hours=1))
    assert 7 == await replay_webhooks(shop, "tea", replay, TEST)
    while await send_webhooks(shop):
        pass
    assert 7 == len({got.headers["webhook-id"] for got in receiver.received})
    assert {DeliveryState.DELIVERED} == {one.state for one in await deliveries(shop)}


async def test_a_receiver_that_lost_its_data_gets_all_from_the_last_event_that_it_has(
    shop: Engine, receiver: WebServer
) -> None:
    made = await add(shop, receiver)
    for _ in range(4):
        await tell(shop)
        while await send_webhooks(shop):
            pass
        move(shop, days=1)
    ids = list(dict.fromkeys(got.headers["webhook-id"] for got in receiver.received))
    receiver.received = []
    replay = Replay(endpoint_id=made.endpoint.id, from_event=ids[1])
    assert len(ids) - 1 == await replay_webhooks(shop, "tea", replay, TEST)
    while await send_webhooks(shop):
        pass
    assert set(ids[1:]) == {got.headers["webhook-id"] for got in receiver.received}
    forgotten = await replay_webhooks(shop, "tea", replace(replay, from_event="evt_forgotten"), TEST)
    assert Rejection(problem=Problem.NOT_FOUND, path=("from_event",)) == forgotten


async def test_one_delivery_is_replayed_and_an_unknown_one_is_not(shop: Engine, receiver: WebServer) -> None:
    made = await add(shop, receiver)
    await tell(shop)
    await send_webhooks(shop)
    (one,) = await deliveries(shop)
    again = Replay(endpoint_id=made.endpoint.id, delivery_id=one.id)
    assert 1 == await replay_webhooks(shop, "tea", again, TEST)
    await send_webhooks(shop)
    assert receiver.received[0].body == receiver.received[1].body
    for wrong in (
        replace(again, delivery_id="x"),
        replace(again, endpoint_id="x"),
        replace(again, delivery_id=None),
    ):
        assert isinstance(await replay_webhooks(shop, "tea", wrong, TEST), Rejection)


async def test_a_test_reaches_an_endpoint_that_asked_for_nothing(shop: Engine, receiver: WebServer) -> None:
    made = await add(shop, receiver)
    await change_endpoint(shop, "tea", made.endpoint.id, EndpointChange(topics=frozenset()), TEST)
    assert isinstance(await send_test_webhook(shop, "tea", made.endpoint.id, TEST), str)
    assert isinstance(await send_test_webhook(shop, "tea", "nobody", TEST), Rejection)
    await send_webhooks(shop)
    assert "webhook.test" == orjson.loads(receiver.received[0].body)["type"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"name": ""}, Problem.TEXT_INVALID),
        ({"name": 'a"b'}, Problem.TEXT_INVALID),
        ({"name": " x"}, Problem.TEXT_INVALID),
        ({"url": "http://10.0.0.1/"}, Problem.URL_REFUSED),
        ({"url": "https://169.254.169.254/latest"}, Problem.URL_REFUSED),
        ({"url": "ftp://shop.example/"}, Problem.URL_REFUSED),
        ({"url": "https://x.example/" + "a" * 2000}, Problem.URL_REFUSED),
        ({"topics": frozenset({WebhookTopic.TEST})}, Problem.TEXT_INVALID),
    ],
)
async def test_an_endpoint_that_cannot_be_is_refused(
    shop: Engine, receiver: WebServer, change: dict[str, object], problem: Problem
) -> None:
    wanted = replace(EndpointChange(name="erp", url=f"{receiver.url}/", topics=TOPICS), **change)  # type: ignore[arg-type]
    refused = await add_endpoint(shop, "tea", wanted, TEST)
    assert isinstance(refused, Rejection)
    assert problem is refused.problem
    made = await add(shop, receiver)
    changed = await change_endpoint(shop, "tea", made.endpoint.id, EndpointChange(**change), TEST)  # type: ignore[arg-type]
    assert isinstance(changed, Rejection)


async def test_names_are_taken_once_and_removed_endpoints_hear_nothing(
    shop: Engine, receiver: WebServer
) -> None:
    made = await add(shop, receiver)
    twin = await add_endpoint(shop, "tea", EndpointChange(name="erp", url=f"{receiver.url}/"), TEST)
    assert isinstance(twin, Rejection)
    assert Problem.NAME_TAKEN is twin.problem
    await tell(shop)
    assert await remove_endpoint(shop, "tea", made.endpoint.id, TEST) is True
    assert await remove_endpoint(shop, "tea", made.endpoint.id, TEST) is False
    assert 0 == await send_webhooks(shop)


async def test_a_lost_key_is_said_and_the_delivery_waits(shop: Engine, receiver: WebServer) -> None:
    await add(shop, receiver)
    await tell(shop)
    other = replace(shop.keys, links=replace(shop.keys.links, current="k2", keys={"k2": b"z" * 32}))
    await send_webhooks(replace(shop, keys=other))
    (one,) = await deliveries(shop)
    assert (DeliveryState.WAITING, []) == (one.state, receiver.received)
    assert "secrets file" in one.attempts[0].reason


async def test_housekeeping_forgets_after_thirty_days(shop: Engine, receiver: WebServer) -> None:
    await add(shop, receiver)
    await tell(shop)
    move(shop, days=29)
    await housekeeping(shop)
    assert 1 == len(await deliveries(shop))
    move(shop, days=2)
    await housekeeping(shop)
    assert () == await deliveries(shop)


def test_a_rest_that_is_asked_for_is_never_shortened_by_the_schedule() -> None:
    rest = timedelta(hours=1)
    settlement = settlement_of(503, rest, 1, START, random.Random(1))
    assert (START + rest, START + rest) == (settlement.next_at, settlement.throttled_until)


@pytest.mark.slow
async def test_a_slow_receiver_delays_no_other(shop: Engine, receiver: WebServer) -> None:
    shop = replace(shop, http=OutboundHttp(loopback=True, seconds_in_all=3))
    async with web_server() as slow:
        slow.otherwise = Answer(wait=30)
        await add(shop, slow, "slow")
        await add(shop, receiver, "fast")
        for _ in range(10):
            await tell(shop)
            move(shop, seconds=1)
        lanes = WebhookLanes(engine=shop, sweep_seconds=0.05)
        running = asyncio.create_task(lanes.run())
        began = time.monotonic()
        try:
            await receiver.wait_for(10, seconds=5)
        finally:
            lanes.stop()
            await running
        assert time.monotonic() - began < 5
        assert 4 == len(slow.received)


@pytest.mark.requirement("S5.49", "S5.50")
async def test_a_rule_names_who_is_told_of_its_cards(engine: Engine, receiver: WebServer) -> None:
    rules = RULES.replace('  send email "card"\n', '  notify webhook "erp" on issued, redeemed, refunded\n')
    await open_shop(engine, files=[SourceFile(path="rules.otoku", text=rules)])
    shop = replace(engine, http=OutboundHttp(loopback=True))
    missing = [one for one in await attention(shop, "tea") if one.code is AttentionCode.WEBHOOK_MISSING]
    assert [("erp", 1)] == [(one.name, one.count) for one in missing]
    for name, topics in (("erp", frozenset()), ("bi", frozenset({WebhookTopic.GIFT_CARD_CREDITED}))):
        wanted = EndpointChange(name=name, url=f"{receiver.url}/{name}", topics=frozenset(topics))
        assert isinstance(await add_endpoint(shop, "tea", wanted, TEST), ShownEndpoint)
    jane = BuyerRequest(email="jane@example.com", external_id="c-1")
    asked = PublicationRequest(source_id="s1", buyer=jane, amount=5000)
    given = await publish_cards(shop, "tea", "refunds", [asked], actor=TEST)
    assert not isinstance(given, Rejection)
    test = replace(asked, source_id="s2", test=True)
    await publish_cards(shop, "tea", "refunds", [test], actor=TEST)
    card = given[0].cards[0]
    pays = OrderRequest(
        id="o1",
        state=OrderState.PAID,
        cart=CartRequest(
            lines=(LineRequest(sku="PACK-1", quantity=1),),
            buyer=jane,
            gift_cards=(card_code(shop, "tea", card),),
        ),
    )
    assert isinstance(await record_order(shop, "tea", pays, actor=TEST), OrderRecordedAnswer)

    while await send_webhooks(shop):
        pass
    said = [(got.path, orjson.loads(got.body)) for got in receiver.received]
    assert {
        ("/erp", "gift_card.issued"), ("/erp", "gift_card.redeemed"), ("/bi", "gift_card.credited"),
    } == {(path, body["type"]) for path, body in said}  # fmt: skip
    assert 3 == len(said)
    (redeemed,) = [body["data"] for _, body in said if body["type"] == "gift_card.redeemed"]
    assert (card.fact.id, "refunds", "o1", 3800) == (
        redeemed["card"], redeemed["campaign"], redeemed["order"], redeemed["amount"],
    )  # fmt: skip
    assert card_code(shop, "tea", card) not in str(said)
    assert "jane@example.com" not in str(said)


async def test_an_endpoint_that_was_switched_off_needs_somebody(shop: Engine, receiver: WebServer) -> None:
    await add(shop, receiver)
    await tell(shop)
    receiver.otherwise = Answer(status=410)
    assert [] == [one for one in await attention(shop, "tea") if one.code is AttentionCode.WEBHOOK_OFF]
    await send_webhooks(shop)
    assert ["erp"] == [
        one.name for one in await attention(shop, "tea") if one.code is AttentionCode.WEBHOOK_OFF
    ]
