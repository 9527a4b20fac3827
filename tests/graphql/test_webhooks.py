"""Webhooks over the admin API: made, changed, rotated, tested, replayed, removed; step-up; other shops."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from engine.delivery.outbound_http import OutboundHttp
from engine.service.engine import Engine
from engine.service.send_webhooks import send_webhooks
from tests.graphql.client import Client, connect
from tests.graphql.documents import RECORD, order
from tests.support.web import Answer, WebServer, web_server

ENDPOINT = "endpoint { id name url topics state failingSince restingUntil oldSecretUntil }"
CREATE = f"""mutation($input: WebhookEndpointCreateInput!) {{
  webhookEndpointCreate(input: $input) {{ {ENDPOINT} secret errors {{ code field message }} }} }}"""
UPDATE = f"""mutation($input: WebhookEndpointUpdateInput!) {{
  webhookEndpointUpdate(input: $input) {{ {ENDPOINT} secret errors {{ code field }} }} }}"""
ROTATE = f"""mutation($input: WebhookEndpointInput!) {{
  webhookEndpointRotate(input: $input) {{ {ENDPOINT} secret errors {{ code field }} }} }}"""
REMOVE = "mutation($input: WebhookEndpointInput!) { webhookEndpointRemove(input: $input) { removed errors { code } } }"
TRY = "mutation($input: WebhookTestInput!) { webhookTest(input: $input) { count errors { code } } }"
REPLAY = (
    "mutation($input: WebhookReplayInput!) { webhookReplay(input: $input) { count errors { code field } } }"
)
DELIVERIES = """query($id: ID, $state: WebhookDeliveryState) {
  webhookDeliveries(first: 50, endpointId: $id, state: $state) {
    edges { node { id eventId topic body state nextTryAt deliveredAt attempts { number status reason } } } } }"""


@pytest.fixture
async def receiver() -> AsyncIterator[WebServer]:
    async with web_server() as server:
        yield server


@pytest.fixture
async def shop(engine: Engine) -> AsyncIterator[Client]:
    client = await connect(replace(engine, http=OutboundHttp(loopback=True, seconds_in_all=1)))
    yield client
    await client.http.aclose()


async def make(shop: Client, server: WebServer, **parts: Any) -> dict[str, Any]:
    wanted = {
        "name": "erp",
        "url": f"{server.url}/hook",
        "topics": ["ORDER_RECORDED", "COUPON_ISSUED"],
    } | parts
    made: dict[str, Any] = (await shop.admin(CREATE, input=wanted))["webhookEndpointCreate"]
    return made


async def deliveries(shop: Client, **wanted: Any) -> list[dict[str, Any]]:
    found = (await shop.admin(DELIVERIES, **wanted))["webhookDeliveries"]["edges"]
    return [edge["node"] for edge in found]


@pytest.mark.requirement("S5.49", "S5.50")
async def test_an_endpoint_is_told_of_an_order_and_shows_its_deliveries(
    shop: Client, receiver: WebServer
) -> None:
    made = await make(shop, receiver)
    assert ([], "ENABLED") == (made["errors"], made["endpoint"]["state"])
    assert made["secret"].startswith("whsec_")
    receiver.answers.append(Answer(status=500))
    await shop.storefront(RECORD, input=order("1001", "SAMPLE-1", email="you@example.com"))
    await send_webhooks(shop.engine)

    found = await deliveries(shop, id=made["endpoint"]["id"])
    assert {"ORDER_RECORDED", "COUPON_ISSUED"} == {one["topic"] for one in found}
    assert {("WAITING", 500), ("DELIVERED", 200)} == {
        (one["state"], one["attempts"][0]["status"]) for one in found
    }
    assert "you@example.com" not in " ".join(one["body"] for one in found)
    assert 1 == len(await deliveries(shop, state="WAITING"))
    assert [] == await deliveries(shop, id="nobody")
    listed = (await shop.admin("{ webhookEndpoints { name failingSince } }"))["webhookEndpoints"]
    assert ["erp"] == [one["name"] for one in listed]


async def test_a_repeat_gives_the_first_endpoint_and_not_its_secret(
    shop: Client, receiver: WebServer
) -> None:
    first = await make(shop, receiver, idempotencyKey="k")
    again = await make(shop, receiver, idempotencyKey="k")
    assert (first["endpoint"]["id"], None) == (again["endpoint"]["id"], again["secret"])
    other = await make(shop, receiver, idempotencyKey="k", name="bi")
    assert ["IDEMPOTENCY_MISMATCH"] == [error["code"] for error in other["errors"]]


async def test_an_address_inside_is_refused_with_the_reason(engine: Engine, receiver: WebServer) -> None:
    client = await connect(engine)
    made = await make(client, receiver)
    assert [("URL_REFUSED", ["url"])] == [(error["code"], error["field"]) for error in made["errors"]]
    assert "https" in made["errors"][0]["message"]
    await client.http.aclose()


async def test_changing_rotating_testing_replaying_and_removing(shop: Client, receiver: WebServer) -> None:
    made = await make(shop, receiver)
    own = {"endpointId": made["endpoint"]["id"]}
    changed = await shop.admin(UPDATE, input=own | {"enabled": False, "topics": ["RULES_PUBLISHED"]})
    assert ("DISABLED", ["RULES_PUBLISHED"]) == (
        changed["webhookEndpointUpdate"]["endpoint"]["state"],
        changed["webhookEndpointUpdate"]["endpoint"]["topics"],
    )
    await shop.admin(UPDATE, input=own | {"enabled": True})
    rotated = (await shop.admin(ROTATE, input=own))["webhookEndpointRotate"]
    assert rotated["secret"] not in (None, made["secret"])
    assert rotated["endpoint"]["oldSecretUntil"] is not None

    assert 1 == (await shop.admin(TRY, input=own | {"idempotencyKey": "t"}))["webhookTest"]["count"]
    assert 1 == (await shop.admin(TRY, input=own | {"idempotencyKey": "t"}))["webhookTest"]["count"]
    await send_webhooks(shop.engine)
    (one,) = await deliveries(shop)
    again = (await shop.admin(REPLAY, input=own | {"deliveryId": one["id"]}))["webhookReplay"]
    assert (1, []) == (again["count"], again["errors"])
    await send_webhooks(shop.engine)
    assert 2 == len(receiver.received)

    assert (await shop.admin(REMOVE, input=own))["webhookEndpointRemove"]["removed"]
    assert not (await shop.admin(REMOVE, input=own))["webhookEndpointRemove"]["removed"]
    for document, name in (
        (ROTATE, "webhookEndpointRotate"),
        (TRY, "webhookTest"),
        (UPDATE, "webhookEndpointUpdate"),
    ):
        refused = (await shop.admin(document, input=own))[name]
        assert ["NOT_FOUND"] == [error["code"] for error in refused["errors"]]
    no_range = (await shop.admin(REPLAY, input=own))["webhookReplay"]
    assert ["NOT_FOUND"] == [error["code"] for error in no_range["errors"]]
