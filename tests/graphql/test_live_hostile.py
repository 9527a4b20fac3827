"""Hostile and broken clients of the WebSocket endpoint: each is told or let go, and the server goes on for others."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from engine.service.engine import Engine
from engine.store.connect import open_store
from graphql_api.live.limits import LIVE
from graphql_api.rates import Rates
from tests.graphql.client import GENEROUS
from tests.graphql.live_client import (
    PATIENCE,
    LiveServer,
    closing,
    cookie_of,
    got,
    greet,
    live_server,
    refusal,
    send,
    state,
    subscribe,
)
from tests.service.shop import make_engine, open_shop

RULES = "subscription { rulesetChanged { revision } }"
TIGHT = replace(
    LIVE,
    of_caller=3,
    greeting=2,
    subscriptions=4,
    messages=40,
    check_seconds=0.05,
)


@pytest.fixture(scope="module")
async def shop() -> Engine:
    """A shop in memory, of which nothing is changed."""
    store = open_store("memory://")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine)
    return engine


@pytest.fixture
async def live(shop: Engine) -> AsyncIterator[LiveServer]:
    """That shop, served within tight limits."""
    async with live_server(shop, live=TIGHT) as server:
        yield server


async def still_serves(live: LiveServer) -> None:
    async with live.as_tool() as ws:
        await greet(ws)
        await subscribe(ws, RULES)
        assert await state(ws) == {"rulesetChanged": {"revision": 1}}


async def test_who_says_nothing_is_let_go(shop: Engine) -> None:
    limits = replace(TIGHT, greeting_seconds=0.2)
    async with live_server(shop, live=limits) as live, live.as_tool() as ws:
        assert await closing(ws) == (4408, "Connection initialisation timeout")


async def test_who_follows_nothing_is_let_go(shop: Engine) -> None:
    limits = replace(TIGHT, idle_seconds=0.2)
    async with live_server(shop, live=limits) as live, live.as_tool() as ws:
        await greet(ws)
        assert await closing(ws) == (1000, "Nothing is followed")


async def test_another_protocol_is_not_spoken(live: LiveServer) -> None:
    async with live.as_tool(subprotocols=["graphql-ws"]) as ws:
        assert (await closing(ws))[0] == 4406


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '"subscribe"',
        "{",
        "{}",
        '{"type": 7}',
        '{"type": "nonsense"}',
        '{"type": "subscribe"}',
        '{"type": "subscribe", "id": "1"}',
        '{"type": "subscribe", "id": "", "payload": {"query": "subscription { a }"}}',
        '{"type": "subscribe", "id": 1, "payload": {"query": "subscription { a }"}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": 7}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": "subscription { a }", "variables": []}}',
        json.dumps({"type": "subscribe", "id": "1" * 200, "payload": {"query": RULES}}),
        '{"type": "complete"}',
        '{"type": "connection_init", "payload": [1]}',
        '{"type": "ping", "payload": NaN}',
        '{"type": "ping", "payload": "\\u0000"}',
        '{"type": "ping", "payload": ' + "[" * 900 + "]" * 900 + "}",
        '{"type": "ping", "payload": ' + json.dumps(list(range(5_000))) + "}",
        json.dumps({"type": "ping", "payload": "x" * 70_000}),
        b"\x00\x01",
    ],
    ids=lambda text: str(text)[:40],
)
async def test_what_is_no_message_of_the_protocol_ends_the_connection(live: LiveServer, text: Any) -> None:
    async with live.as_tool() as ws:
        await greet(ws)
        await ws.send(text)
        code, reason = await closing(ws)
        assert code in (4400, 4429)
        assert reason


async def test_the_order_of_the_protocol_is_kept(live: LiveServer) -> None:
    async with live.as_tool() as ws:
        await subscribe(ws, RULES)
        assert (await closing(ws))[0] == 4401
    async with live.as_tool() as ws:
        await greet(ws)
        await send(ws, type="connection_init")
        assert (await closing(ws))[0] == 4429
    async with live.as_tool() as ws:
        await greet(ws)
        await subscribe(ws, RULES)
        await subscribe(ws, RULES)
        assert (await closing(ws))[0] == 4409


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription {", "SYNTAX"),
        ("subscription { nothing }", "VALIDATION"),
        ("{ shop { id } }", "SUBSCRIPTIONS_ONLY"),
        ("mutation { signOut { ok } }", "SUBSCRIPTIONS_ONLY"),
        ("subscription A { rulesetChanged { revision } } { shop { id } }", "SUBSCRIPTIONS_ONLY"),
        (
            "subscription { a: rulesetChanged { revision } b: rulesetChanged { revision } }",
            "TOO_MANY_ROOT_FIELDS",
        ),
        ("subscription { __typename }", "VALIDATION"),
        ("subscription { __schema { types { name } } }", "INTROSPECTION_OFF"),
        ("subscription { rulesetChanged { " + "revision " * 600 + "} }", "TOO_MANY_TOKENS"),
        ("subscription { ...F } fragment F on Subscription { ...F }", "FRAGMENT_CYCLE"),
        ("subscription { rulesetChanged { revision } } #" + "x" * 9_000, "DOCUMENT_TOO_LONG"),
        (
            "subscription A { rulesetChanged { revision } } subscription B { rulesetChanged { newest } }",
            "OPERATION",
        ),
    ],
)
async def test_documents_are_bounded_as_those_of_requests_are(
    live: LiveServer, query: str, code: str
) -> None:
    async with live.as_tool() as ws:
        await greet(ws)
        await subscribe(ws, query)
        assert await refusal(ws) == code
        await subscribe(ws, RULES, "next")
        assert (await state(ws, "next"))["rulesetChanged"]["revision"] == 1


async def test_a_connection_holds_so_many_subscriptions_and_not_more(live: LiveServer) -> None:
    async with live.as_tool() as ws:
        await greet(ws)
        for number in range(4):
            await subscribe(ws, RULES, str(number))
            await state(ws, str(number))
        await subscribe(ws, RULES, "5")
        assert await refusal(ws, "5") == "TOO_MANY_SUBSCRIPTIONS"
        await send(ws, id="0", type="complete")
        await subscribe(ws, RULES, "6")
        await state(ws, "6")


async def test_a_thousand_subscriptions_at_once_end_the_connection(live: LiveServer) -> None:
    async with live.as_tool() as ws:
        await greet(ws)
        for number in range(1_000):
            await subscribe(ws, RULES, str(number))
        assert await closing(ws) == (4429, "Too many messages")
    await still_serves(live)


async def test_subscriptions_count_as_requests_do(shop: Engine) -> None:
    rates = replace(GENEROUS, admin="3 per hour")
    async with live_server(shop, live=TIGHT, rates=rates) as live, live.as_tool() as ws:
        await greet(ws)
        for number in range(2):
            await subscribe(ws, RULES, str(number))
            await state(ws, str(number))
        await subscribe(ws, RULES, "2")
        assert await refusal(ws, "2") == "RATE_LIMITED"


async def test_a_caller_and_strangers_have_so_many_connections_and_not_more(live: LiveServer) -> None:
    held = [await live.as_tool() for _ in range(3)]
    for ws in held:
        await greet(ws)
        await subscribe(ws, RULES)
        await state(ws)
    with pytest.raises(InvalidStatus) as refused:
        await live.as_tool()
    assert refused.value.response.status_code == 429
    assert (
        json.loads(refused.value.response.body)["errors"][0]["extensions"]["code"] == "TOO_MANY_CONNECTIONS"
    )
    strangers = [await live.connect() for _ in range(2)]
    with pytest.raises(InvalidStatus):
        await live.connect()
    await greet_as(strangers[0], live, "ci")
    others = [await live.connect()]
    for ws in (*held, *strangers, *others):
        await ws.close()


async def greet_as(ws: Any, live: LiveServer, token: str) -> None:
    await greet(ws, authorization=f"Bearer {live.client.tokens[token]}")


async def test_wrong_tokens_close_the_door_for_their_address(shop: Engine) -> None:
    async with live_server(shop, rates=replace(Rates(), stranger="3 per hour")) as live:
        for _ in range(3):
            with pytest.raises(InvalidStatus) as refused:
                await live.as_tool("otk_live_guess")
            assert refused.value.response.status_code == 401
        with pytest.raises(InvalidStatus) as refused:
            await live.as_tool()
        assert refused.value.response.status_code == 429


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://[", "http://127.0.0.1"])
async def test_a_script_of_another_site_is_refused_whatever_it_has(live: LiveServer, origin: str) -> None:
    cookie = await cookie_of(live.client)
    for headers in ({"cookie": cookie}, {"authorization": f"Bearer {live.client.tokens['admin']}"}, {}):
        with pytest.raises(InvalidStatus) as refused:
            await live.connect(origin=origin, additional_headers=headers)
        assert refused.value.response.status_code == 403


@pytest.mark.slow
async def test_who_never_reads_is_let_go(shop: Engine) -> None:
    """Raw bytes, because a client library would read."""
    loop = asyncio.get_running_loop()
    async with live_server(shop, live=replace(TIGHT, messages=100_000, write_seconds=0.3)) as live:
        token = live.client.tokens["admin"]
        with socket.socket() as raw:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            raw.setblocking(False)
            await loop.sock_connect(raw, ("127.0.0.1", live.port))
            hello = (
                f"GET /admin/graphql HTTP/1.1\r\nHost: 127.0.0.1:{live.port}\r\nUpgrade: websocket\r\n"
                "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                f"Sec-WebSocket-Protocol: graphql-transport-ws\r\nAuthorization: Bearer {token}\r\n\r\n"
            )
            followed = [framed(type="subscribe", id=str(n), payload={"query": RULES}) for n in range(20_000)]
            await loop.sock_sendall(raw, hello.encode())
            assert (await loop.sock_recv(raw, 1000)).startswith(b"HTTP/1.1 101")
            sending = asyncio.create_task(
                loop.sock_sendall(raw, framed(type="connection_init") + b"".join(followed))
            )
            await sockets(live, "1.0")
            await sockets(live, "0.0")
            await still_serves(live)
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)


async def sockets(live: LiveServer, count: str) -> None:
    """Wait until so many connections are open."""
    async with asyncio.timeout(PATIENCE):
        while f"otoku_sockets {count}" not in (await live.client.http.get("/metrics")).text:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


def framed(**message: Any) -> bytes:
    """A masked text frame (with a mask of zeros)."""
    body = json.dumps(message).encode()
    assert len(body) < 126
    return bytes([0x81, 0x80 | len(body), 0, 0, 0, 0]) + body


async def test_connections_that_break_off_leave_nothing_behind(live: LiveServer) -> None:
    for _ in range(10):
        ws = await live.as_tool()
        await greet(ws)
        await subscribe(ws, RULES)
        await state(ws)
        ws.transport.abort()
        await ws.wait_closed()
    changes = live.client.engine.changes
    async with asyncio.timeout(PATIENCE):
        while changes._watches:  # noqa: ASYNC110 - nobody tells when the last one has gone
            await asyncio.sleep(0.02)
    await sockets(live, "0.0")


async def test_a_ping_is_answered(live: LiveServer) -> None:
    async with live.as_tool() as ws:
        await greet(ws)
        await send(ws, type="ping")
        assert await got(ws) == {"type": "pong"}
