"""The WebSocket endpoint of a schema: origin, caller and number of connections before anything is read (SEC13)."""

import asyncio
import contextlib
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Self, cast

import orjson
from graphql import GraphQLError
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry import Schema
from strawberry.exceptions import ConnectionRejectionError
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types.unset import UNSET, UnsetType

from engine.service.engine import Engine
from engine.service.outage import StoreUnavailable
from graphql_api.documents import Documents
from graphql_api.errors import shown
from graphql_api.language import preferred
from graphql_api.live.limits import LiveLimits
from graphql_api.live.places import Places
from graphql_api.live.protocol import LiveProtocol, Served
from graphql_api.live.session import LiveSession, session_of
from graphql_api.live.socket import BoundedSocket
from graphql_api.metrics import Metrics
from graphql_api.rates import Turnstile
from graphql_api.refused import STATUS, Refused, RequestCode

logger = logging.getLogger(__name__)


class LiveDoor:
    """Answers WebSocket handshakes for one schema."""

    def __init__(
        self, schema: Schema, engine: Engine, turnstile: Turnstile, metrics: Metrics, limits: LiveLimits
    ) -> None:
        self._engine = engine
        self._turnstile = turnstile
        self._metrics = metrics
        self._limits = limits
        self._places = Places(limits)
        core = schema._schema  # noqa: SLF001 - Strawberry's only way to the executable schema
        documents = Documents(core, limits.document, frozenset(), live=True)
        self._served = Served(schema=schema, documents=documents, metrics=metrics, limits=limits)

    async def answer(self, socket: WebSocket) -> None:
        """The endpoint: a refusal as HTTP, or a connection until either side ends it."""
        try:
            session = await session_of(socket, self._engine, self._turnstile)
            with self._counted(session) as greeter:
                await self._serve(socket, session, greeter)
        except Refused as refused:
            await _deny(socket, refused)
        except StoreUnavailable:
            await _deny(socket, Refused(RequestCode.UNAVAILABLE))

    @contextmanager
    def _counted(self, session: LiveSession) -> Iterator["Greeter"]:
        with ExitStack() as stack:
            stack.enter_context(self._places.connection(session.network))
            greeter = stack.enter_context(Greeter(self._places, session))
            self._metrics.sockets(self._places.open)
            stack.callback(lambda: self._metrics.sockets(self._places.open - 1))
            yield greeter

    async def _serve(self, socket: WebSocket, session: LiveSession, greeter: "Greeter") -> None:
        bounded = BoundedSocket(socket, self._limits)
        if GRAPHQL_TRANSPORT_WS_PROTOCOL not in socket.scope["subprotocols"]:
            await socket.accept()
            await bounded.close(4406, "Subprotocol not acceptable")
            return
        await socket.accept(subprotocol=GRAPHQL_TRANSPORT_WS_PROTOCOL)
        protocol = LiveProtocol(self._served, bounded, greeter, session)
        reading = asyncio.create_task(protocol.handle(), name="otoku socket")
        watching = asyncio.create_task(self._watch(protocol, bounded, session), name="otoku socket watch")
        try:
            await asyncio.wait({reading, watching}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (reading, watching):
                task.cancel()
            ended = await asyncio.gather(reading, watching, return_exceptions=True)
        for one in ended:
            if isinstance(one, Exception):
                logger.error("a WebSocket ended by a bug", exc_info=one)
                await bounded.close(1011, "internal error")

    async def _watch(self, protocol: LiveProtocol, socket: BoundedSocket, session: LiveSession) -> None:
        """Let go of who may no longer do what it could, follows nothing, or takes nothing."""
        loop, limits = asyncio.get_running_loop(), self._limits
        busy = loop.time()
        while not socket.gone.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(socket.gone.wait(), limits.check_seconds)
            if protocol.operations or not protocol.connection_acknowledged:
                busy = loop.time()
            elif loop.time() - busy >= limits.idle_seconds:
                await socket.close(1000, "Nothing is followed")
            with contextlib.suppress(StoreUnavailable):
                if not socket.gone.is_set() and not await session.stands():
                    await socket.close(4401, "The session has ended, or its rights have changed")


class Greeter:
    """Takes `connection_init`: a place among those whose caller is not known becomes one of the caller's."""

    def __init__(self, places: Places, session: LiveSession) -> None:
        self._places = places
        self._session = session
        self._held = ExitStack()

    def __enter__(self) -> Self:
        """Take a place. Raises Refused TOO_MANY_CONNECTIONS."""
        caller = self._session.caller
        network = self._session.network
        place = self._places.greeting(network) if caller is None else self._places.caller(caller.actor.id)
        self._held.enter_context(place)
        return self

    def __exit__(self, *_: object) -> None:
        """Give the place back."""
        self._held.close()

    async def on_ws_connect(self, session: LiveSession) -> UnsetType:
        """Strawberry's question whether to acknowledge. Raises ConnectionRejectionError, which closes with 4403."""
        was_known = session.caller is not None
        try:
            caller = await session.greet()
            if not was_known:
                held = self._held.pop_all()
                self._held.enter_context(self._places.caller(caller.actor.id))
                held.close()
        except (Refused, StoreUnavailable) as refused:
            raise ConnectionRejectionError from refused
        return cast("UnsetType", UNSET)


async def _deny(socket: WebSocket, refused: GraphQLError) -> None:
    """Answer the handshake with the refusal, as a request would be."""
    language = preferred(socket.headers.get("accept-language", ""))
    code = RequestCode(str((refused.extensions or {})["code"]))
    body = orjson.dumps({"errors": [shown(refused, language)]})
    response = Response(body, STATUS.get(code, 400), {"Cache-Control": "no-store"}, "application/json")
    with contextlib.suppress(RuntimeError):
        await socket.send_denial_response(response)
