"""Offers over HTTP, as a shop's pages, its back end and its platform use them (S4.1-17, S4.62-68, V17, V19)."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from standardwebhooks.webhooks import Webhook

from engine.delivery.fulfilment import Fulfilment
from engine.delivery.outbound_http import OutboundHttp
from engine.delivery.platform import Platform
from engine.delivery.webhook_signature import write_secret
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.store.connect import open_store
from tests.graphql.client import ORIGIN, Client, connect
from tests.service.offer_shop import (
    ADD_TO_CONTRACT,
    ADD_TO_FIRST,
    ADD_TO_ORDER,
    PATTERNS,
    SHOP,
    SWITCH,
    Pattern,
    open_offer_shop,
)
from tests.service.shop import drain, make_engine
from tests.store.conftest import opened
from tests.support.web import Answer, Received, WebServer, web_server

pytestmark = pytest.mark.store

RECORD = """mutation($i: OrderRecordInput!) { orderRecord(input: $i) {
  offer { token rule showUntil } quote { total { amount } } errors { code field message } } }"""
FIELDS = """offer { state deadline serverNow quantity total { amount } failure
  page { headline buyLabel closeLabel least most freeShipping product { sku name } plans { name cycle }
    price { regular { amount } first { amount } renewal { amount } } terms { version payment cancel } } }
  errors { code field message }"""
OFFER = f"query($t: String!) {{ offer(token: $t) {{ {FIELDS} }} }}"
SHOWN = f"mutation($i: OfferShownInput!) {{ offerShown(input: $i) {{ {FIELDS} }} }}"
ACCEPT = f"mutation($i: OfferAcceptInput!) {{ offerAccept(input: $i) {{ {FIELDS} }} }}"
DECLINE = f"mutation($i: OfferDeclineInput!) {{ offerDecline(input: $i) {{ {FIELDS} }} }}"
SETTLE = """mutation($i: OfferSettleInput!) { offerSettle(input: $i) {
  state failure madeOrderId errors { code field message } } }"""
CONTRACTS = """query($o: String!) { contracts(orderId: $o) { id plan cycle state number
  renewalTotal { amount } items { sku quantity renewalPrice { amount } } } }"""
RENEWED = """mutation($i: ContractRenewedInput!) { contractRenewed(input: $i) {
  contract { number state } errors { code field message } } }"""
CANCEL = """mutation($i: ContractCancelInput!) { contractCancel(input: $i) {
  contract { state } errors { code } } }"""
SECRET = b"s" * 32


@pytest.fixture(scope="module")
async def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("offers") / "migrated.sqlite3"
    store = open_store(f"sqlite://{path}")
    await store.open()
    await store.close()
    return path


@pytest.fixture
async def engine(database_url: str, empty_file: Path) -> AsyncIterator[Engine]:
    """The shop, whose offers the built-in shop fulfils."""
    async with opened(database_url, empty_file) as store:
        engine = make_engine(store)
        await open_offer_shop(engine)
        yield engine
        await drain(engine)
        assert () == await store.check_invariants(SHOP, engine.clock.now())


@pytest.fixture
async def client(engine: Engine) -> AsyncIterator[Client]:
    """A browser and a back end of the shop."""
    client = await connect(engine, SHOP)
    yield client
    await client.http.aclose()


@pytest.fixture
async def platform() -> AsyncIterator[WebServer]:
    """The server of a merchant's platform."""
    async with web_server() as server:
        yield server


@pytest.fixture
async def with_platform(database_url: str, empty_file: Path, platform: WebServer) -> AsyncIterator[Client]:
    """The shop, whose offers the platform fulfils."""
    async with opened(database_url, empty_file) as store:
        commerce = Platform(http=OutboundHttp(loopback=True), url=f"{platform.url}/otoku", secrets=(SECRET,))
        engine = make_engine(store, fulfilment=Fulfilment(gateway=None, commerce=commerce))
        await open_offer_shop(engine)
        client = await connect(engine, SHOP)
        yield client
        await client.http.aclose()
        assert () == await store.check_invariants(SHOP, engine.clock.now())


def pass_time(client: Client, **span: float) -> None:
    assert isinstance(client.engine.clock, VirtualClock)
    client.engine.clock.advance(timedelta(**span))


async def buy(client: Client, pattern: Pattern, order_id: str = "o1") -> str:
    line = {"sku": pattern.sku, "quantity": 1} | ({"plan": pattern.plan} if pattern.plan else {})
    order = {"id": order_id, "state": "PAID", "buyer": {"email": f"{order_id}@example.com"}, "lines": [line]}
    answer = (await client.storefront(RECORD, i=order))["orderRecord"]
    assert [] == answer["errors"]
    token: str = answer["offer"]["token"]
    return token


async def browse(client: Client, document: str, **variables: Any) -> dict[str, Any]:
    """What a buyer's browser is answered, with the token that anybody may read."""
    response = await client.post(
        "/storefront/graphql", "publishable", {"query": document, "variables": variables}, origin=ORIGIN
    )
    answer = response.json()
    assert "errors" not in answer, answer["errors"]
    (payload,) = answer["data"].values()
    return dict(payload)


async def press(client: Client, token: str, quantity: int = 1, **more: str) -> dict[str, Any]:
    page = (await browse(client, OFFER, t=token))["offer"]["page"]
    terms = page["terms"]["version"] if page["terms"] else ""
    pressed = {"token": token, "quantity": quantity, "termsVersion": terms} | more
    return await browse(client, ACCEPT, i=pressed)


def verified(call: Received) -> dict[str, Any]:
    """The content of a call that the reference library signs alike."""
    at = datetime.fromtimestamp(int(call.headers["webhook-timestamp"]), UTC)
    signed = Webhook(write_secret(SECRET)).sign(call.headers["webhook-id"], at, call.body.decode())
    assert signed == call.headers["webhook-signature"]
    said: dict[str, Any] = orjson.loads(call.body)
    return said


async def report_and_end(client: Client, contract_id: str, pattern: Pattern) -> None:
    """What the platform tells of the second order of a contract, rightly and wrongly, and of its end."""
    report = {"contractId": contract_id, "number": 2, "orderId": "p-2"}
    wrong = (await client.storefront(RENEWED, i=report | {"total": 1}))["contractRenewed"]
    assert ["TOTALS_DO_NOT_ADD_UP"] == [one["code"] for one in wrong["errors"]]
    for _ in range(2):
        right = report | {"total": pattern.next_delivery}
        renewed = (await client.storefront(RENEWED, i=right))["contractRenewed"]
        assert {"number": 2, "state": "ACTIVE"} == renewed["contract"]
    far = (await client.storefront(RENEWED, i=report | {"number": 9}))["contractRenewed"]
    assert ["CONTRACT_MOVED_ON"] == [one["code"] for one in far["errors"]]
    (order,) = await client.engine.store.orders_by_id(SHOP, ["p-2"])
    assert pattern.next_delivery == order.quote.total
    ended = (await client.storefront(CANCEL, i={"contractId": contract_id}))["contractCancel"]
    assert "CANCELLED" == ended["contract"]["state"]


@pytest.mark.requirement(
    "S4.1", "S4.3", "S4.4", "S4.13", "S4.14", "S4.15", "S4.16", "S4.61", "S4.62", "S4.63"
)
@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.name)
async def test_each_pattern_sells_from_order_to_renewal(client: Client, pattern: Pattern) -> None:
    token = await buy(client, pattern)
    page = (await browse(client, OFFER, t=token))["offer"]
    assert ("DECIDED", None, pattern.first) == (
        page["state"],
        page["deadline"],
        page["page"]["price"]["first"]["amount"],
    )
    later = page["page"]["price"]["renewal"]
    assert pattern.renewal == (later and later["amount"])
    shown = (await browse(client, SHOWN, i={"token": token}))["offer"]
    assert "SHOWN" == shown["state"]
    pressed = await press(client, token)
    assert ("CLICKED", []) == (pressed["offer"]["state"], pressed["errors"])
    await drain(client.engine)
    bought = (await browse(client, OFFER, t=token))["offer"]
    assert ("SUCCEEDED", 1, pattern.first) == (bought["state"], bought["quantity"], bought["total"]["amount"])
    begun = (await client.storefront(CONTRACTS, o="o1"))["contracts"]
    assert pattern.next_delivery == (begun[0]["renewalTotal"]["amount"] if begun else None)
    pass_time(client, days=32)
    await drain(client.engine)
    renewed = (await client.storefront(CONTRACTS, o="o1"))["contracts"]
    assert [2] * len(begun) == [one["number"] for one in renewed]


@pytest.mark.requirement("S4.37", "S4.55", "S4.57", "S4.59")
async def test_the_page_comes_back_after_a_reload_with_the_same_deadline(client: Client) -> None:
    token = await buy(client, SWITCH)
    first = (await browse(client, SHOWN, i={"token": token}))["offer"]
    pass_time(client, minutes=4)
    again = (await browse(client, SHOWN, i={"token": token}))["offer"]
    assert (first["deadline"], "SHOWN") == (again["deadline"], again["state"])
    assert first["serverNow"] < again["serverNow"]
    page = again["page"]
    assert ("今だけ!初回20%OFF", "定期便にする", "サンプルだけ購入する", 1, 3) == (
        page["headline"],
        page["buyLabel"],
        page["closeLabel"],
        page["least"],
        page["most"],
    )
    assert [{"name": "monthly", "cycle": "P1M"}] == page["plans"]


@pytest.mark.requirement("V17", "D4.g")
async def test_a_late_press_is_told_why_and_sees_what_became_of_the_offer(client: Client) -> None:
    token = await buy(client, ADD_TO_FIRST)
    await browse(client, SHOWN, i={"token": token})
    pass_time(client, minutes=10)
    late = await press(client, token)
    (error,) = late["errors"]
    assert ("OFFER_CLOSED", "EXPIRED") == (error["code"], late["offer"]["state"])
    assert "終了" in error["message"] or "over" in error["message"]


@pytest.mark.requirement("V19", "D4.i")
async def test_the_same_press_sent_twice_with_its_key_is_one_click(client: Client) -> None:
    token = await buy(client, ADD_TO_ORDER)
    await press(client, token, idempotencyKey="press-1")
    await press(client, token, idempotencyKey="press-1")
    (offer,) = await client.engine.store.offers_of_orders(SHOP, ["o1"])
    assert 1 == offer.progress.presses
    await press(client, token, idempotencyKey="press-2")
    (offer,) = await client.engine.store.offers_of_orders(SHOP, ["o1"])
    assert 2 == offer.progress.presses


async def test_closing_ends_the_offer_and_a_made_up_token_says_nothing(client: Client) -> None:
    token = await buy(client, ADD_TO_FIRST)
    closed = await browse(client, DECLINE, i={"token": token})
    assert "DECLINED" == closed["offer"]["state"]
    strange = await browse(client, OFFER, t="x" * 43)
    assert (None, ["NOT_FOUND"]) == (strange["offer"], [one["code"] for one in strange["errors"]])


async def test_a_browser_cannot_settle_renew_or_look_at_contracts(client: Client) -> None:
    for document, variables in (
        (SETTLE, {"i": {"offerId": "f_1"}}),
        (RENEWED, {"i": {"contractId": "s_1", "number": 2}}),
        (CANCEL, {"i": {"contractId": "s_1"}}),
        (CONTRACTS, {"o": "o1"}),
    ):
        body = {"query": document, "variables": variables}
        answer = (await client.post("/storefront/graphql", "publishable", body, origin=ORIGIN)).json()
        assert "FORBIDDEN" == answer["errors"][0]["extensions"]["code"]


async def test_nobody_settles_what_the_built_in_shop_fulfils(client: Client) -> None:
    token = await buy(client, ADD_TO_ORDER)
    await press(client, token)
    (offer,) = await client.engine.store.offers_of_orders(SHOP, ["o1"])
    answer = (await client.storefront(SETTLE, i={"offerId": offer.id}))["offerSettle"]
    assert ["NO_PLATFORM"] == [one["code"] for one in answer["errors"]]
    report = {"contractId": "s_1", "number": 2}
    renewed = (await client.storefront(RENEWED, i=report))["contractRenewed"]
    assert ["NO_PLATFORM"] == [one["code"] for one in renewed["errors"]]


@pytest.mark.requirement("S4.13", "S4.14", "S4.15", "S4.16", "D4.h")
@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.name)
async def test_a_platform_is_told_pays_answers_and_renews(
    with_platform: Client, platform: WebServer, pattern: Pattern
) -> None:
    client = with_platform
    token = await buy(client, pattern)
    await browse(client, SHOWN, i={"token": token})
    await press(client, token)
    await drain(client.engine)
    (call,) = await platform.wait_for(1)
    said = verified(call)
    data = said["data"]
    assert ("offer.accepted", "o1", pattern.offered, 1, pattern.first) == (
        said["type"],
        data["order"],
        data["sku"],
        data["quantity"],
        data["amount"],
    )
    assert ([0] if pattern is SWITCH else []) == data["cancels"]
    assert "CLICKED" == (await browse(client, OFFER, t=token))["offer"]["state"]
    done = {"offerId": data["offer"], "reference": "pay-1"}
    settled = (await client.storefront(SETTLE, i=done))["offerSettle"]
    again = (await client.storefront(SETTLE, i=done))["offerSettle"]
    assert ("SUCCEEDED", [], settled) == (settled["state"], settled["errors"], again)
    await drain(client.engine)
    assert "SUCCEEDED" == (await browse(client, OFFER, t=token))["offer"]["state"]
    assert () == await client.engine.store.charges_of(SHOP, ["o1"])
    for contract in (await client.storefront(CONTRACTS, o="o1"))["contracts"]:
        await report_and_end(client, contract["id"], pattern)


@pytest.mark.requirement("S4.2", "S4.68")
async def test_a_platform_that_refuses_leaves_the_order_alone(
    with_platform: Client, platform: WebServer
) -> None:
    client = with_platform
    token = await buy(client, ADD_TO_CONTRACT)
    await press(client, token)
    await drain(client.engine)
    (call,) = await platform.wait_for(1)
    refused = {"offerId": orjson.loads(call.body)["data"]["offer"], "failure": "PAYMENT_REFUSED"}
    assert "FAILED" == (await client.storefront(SETTLE, i=refused))["offerSettle"]["state"]
    await drain(client.engine)
    offer = (await browse(client, OFFER, t=token))["offer"]
    assert ("FAILED", "PAYMENT_REFUSED") == (offer["state"], offer["failure"])
    late = (await client.storefront(SETTLE, i={"offerId": refused["offerId"]}))["offerSettle"]
    assert ["OFFER_SETTLED"] == [one["code"] for one in late["errors"]]
    assert 1 == len(platform.received)


@pytest.mark.requirement("S4.2", "S4.12", "S4.68")
async def test_a_platform_without_an_answer_in_time_is_told_to_withdraw(
    with_platform: Client, platform: WebServer
) -> None:
    client = with_platform
    token = await buy(client, SWITCH)
    await press(client, token)
    await drain(client.engine)
    pass_time(client, minutes=14)
    await drain(client.engine)
    assert "CLICKED" == (await browse(client, OFFER, t=token))["offer"]["state"]
    pass_time(client, minutes=1)
    await drain(client.engine)
    offer = (await browse(client, OFFER, t=token))["offer"]
    assert ("FAILED", "PAYMENT_UNKNOWN") == (offer["state"], offer["failure"])
    kinds = [orjson.loads(call.body)["type"] for call in platform.received]
    assert ["offer.accepted", "offer.withdrawn"] == kinds
    same = {orjson.loads(call.body)["data"]["idempotency_key"] for call in platform.received}
    assert 1 == len(same)
    late = {"offerId": orjson.loads(platform.received[0].body)["data"]["offer"]}
    answer = (await client.storefront(SETTLE, i=late))["offerSettle"]
    assert ["OFFER_SETTLED"] == [one["code"] for one in answer["errors"]]


@pytest.mark.requirement("S4.68")
async def test_a_platform_that_is_down_for_a_moment_is_asked_again_with_the_same_key(
    with_platform: Client, platform: WebServer
) -> None:
    client = with_platform
    platform.answers.extend([Answer(status=503), Answer(drop=True)])
    token = await buy(client, ADD_TO_ORDER)
    await press(client, token)
    for _ in range(4):
        await drain(client.engine)
        pass_time(client, seconds=10)
    kinds = {orjson.loads(call.body)["data"]["idempotency_key"] for call in platform.received}
    ids = {call.headers["webhook-id"] for call in platform.received}
    assert (3, 1, 1) == (len(platform.received), len(kinds), len(ids))
    done = {"offerId": orjson.loads(platform.received[0].body)["data"]["offer"]}
    assert "SUCCEEDED" == (await client.storefront(SETTLE, i=done))["offerSettle"]["state"]
    await drain(client.engine)


@pytest.mark.requirement("S4.2")
async def test_an_answer_against_the_end_of_its_time_has_one_winner(
    with_platform: Client, platform: WebServer
) -> None:
    client = with_platform
    token = await buy(client, ADD_TO_ORDER)
    await press(client, token)
    await drain(client.engine)
    (call,) = await platform.wait_for(1)
    pass_time(client, minutes=15)
    done = {"offerId": orjson.loads(call.body)["data"]["offer"]}
    answer, _ = await asyncio.gather(client.storefront(SETTLE, i=done), drain(client.engine))
    await drain(client.engine)
    state = (await browse(client, OFFER, t=token))["offer"]["state"]
    assert ("FAILED" if answer["offerSettle"]["errors"] else "SUCCEEDED") == state


@pytest.mark.requirement("S4.2", "S4.15")
async def test_the_id_of_another_order_ends_nothing_and_overwrites_nothing(
    with_platform: Client, platform: WebServer
) -> None:
    client = with_platform
    token = await buy(client, SWITCH)
    await buy(client, ADD_TO_ORDER, "o2")
    await press(client, token)
    await drain(client.engine)
    (before,) = await client.engine.store.orders_by_id(SHOP, ["o2"])
    taken = {"offerId": orjson.loads(platform.received[0].body)["data"]["offer"], "madeOrderId": "o2"}
    refused = (await client.storefront(SETTLE, i=taken))["offerSettle"]
    assert [("ORDER_CHANGED", ["madeOrderId"])] == [(one["code"], one["field"]) for one in refused["errors"]]
    settled = (await client.storefront(SETTLE, i=taken | {"madeOrderId": "o3"}))["offerSettle"]
    assert ("SUCCEEDED", "o3") == (settled["state"], settled["madeOrderId"])
    assert (before,) == await client.engine.store.orders_by_id(SHOP, ["o2"])
    (contract,) = (await client.storefront(CONTRACTS, o="o1"))["contracts"]
    report = {"contractId": contract["id"], "number": 2, "orderId": "o2"}
    renewed = (await client.storefront(RENEWED, i=report))["contractRenewed"]
    assert ["ORDER_CHANGED"] == [one["code"] for one in renewed["errors"]]
    await drain(client.engine)
