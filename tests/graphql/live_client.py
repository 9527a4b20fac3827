"""A client of the WebSocket endpoint: a real server on loopback, a real WebSocket, the test's own loop."""

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from websockets.asyncio.client import ClientConnection
from websockets.asyncio.client import connect as WebSocket  # noqa: N812 - named as what it makes
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from engine.service.engine import Engine
from engine.service.links import make_link
from graphql_api.app import create_app
from graphql_api.live.limits import LIVE, LiveLimits
from graphql_api.rates import Rates
from tests.graphql.client import GENEROUS, Client, client_of

PROTOCOL = Subprotocol("graphql-transport-ws")
PATIENCE = 60
"""Seconds, for a machine with ten times as much to do; who waits in vain fails anyway."""


@dataclass(slots=True, kw_only=True)
class LiveServer:
    """The application on a port of its own, and a client of the same application for all that is no WebSocket."""

    client: Client
    port: int
    server: uvicorn.Server = field(repr=False)

    @property
    def origin(self) -> str:
        """The site that our own pages come from."""
        return f"http://127.0.0.1:{self.port}"

    def connect(self, **how: Any) -> WebSocket:
        """A WebSocket to the admin schema."""
        how = {"subprotocols": [PROTOCOL], "proxy": None, "max_queue": None} | how
        return WebSocket(f"ws://127.0.0.1:{self.port}/admin/graphql", **how)

    def as_tool(self, token: str = "admin", **how: Any) -> WebSocket:
        """A WebSocket with a token in its header."""
        text = self.client.tokens.get(token, token)
        return self.connect(additional_headers={"authorization": f"Bearer {text}"}, **how)

    def as_person(self, cookie: str, **how: Any) -> WebSocket:
        """A WebSocket of one of our own pages."""
        how = {"origin": self.origin, "additional_headers": {"cookie": cookie}} | how
        return self.connect(**how)


@asynccontextmanager
async def live_server(
    engine: Engine, *, rates: Rates = GENEROUS, live: LiveLimits = LIVE
) -> AsyncIterator[LiveServer]:
    """Serve `engine` while the block runs."""
    app = create_app(engine, rates=rates, live=live)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=5)
    )
    task = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started and not task.done():  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.02)
    client = await client_of(app, engine, "tea")
    try:
        yield LiveServer(client=client, port=listening.getsockname()[1], server=server)
    finally:
        await client.http.aclose()
        server.should_exit = True
        await task


async def cookie_of(client: Client) -> str:
    """The cookie of a person who signed in, as a browser sends it."""
    link = await make_link(client.engine, client.shop)
    response = await client.http.get(f"/sign-in/{link.secret}")
    assert response.status_code == 303
    return response.headers["set-cookie"].partition(";")[0]


async def send(ws: ClientConnection, **message: Any) -> None:
    """Send a message."""
    await ws.send(json.dumps(message))


async def got(ws: ClientConnection) -> dict[str, Any]:
    """The next message."""
    message: dict[str, Any] = json.loads(await asyncio.wait_for(ws.recv(), PATIENCE))
    return message


async def closing(ws: ClientConnection) -> tuple[int, str]:
    """Code and reason with which the server closes; messages before are passed over."""
    with contextlib.suppress(ConnectionClosed):
        while True:
            await asyncio.wait_for(ws.recv(), PATIENCE)
    assert ws.close_code is not None
    return ws.close_code, ws.close_reason or ""


async def greet(ws: ClientConnection, **params: Any) -> None:
    """Say hello, and be heard."""
    await send(ws, type="connection_init", **({"payload": params} if params else {}))
    assert await got(ws) == {"type": "connection_ack"}


async def subscribe(ws: ClientConnection, query: str, name: str = "1", **variables: Any) -> None:
    """Ask to follow something."""
    await send(ws, id=name, type="subscribe", payload={"query": query, "variables": variables})


async def state(ws: ClientConnection, name: str = "1") -> Any:
    """The data of the next message, which must be a state of subscription `name`."""
    message = await got(ws)
    assert (message["type"], message["id"]) == ("next", name), message
    assert "errors" not in message["payload"], message
    return message["payload"]["data"]


async def refusal(ws: ClientConnection, name: str = "1") -> str:
    """The code of the next message, which must refuse subscription `name`."""
    message = await got(ws)
    assert (message["type"], message["id"]) == ("error", name), message
    code: str = message["payload"][0]["extensions"]["code"]
    return code
