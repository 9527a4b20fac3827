"""One WebSocket as Strawberry's protocol reads and writes it, with what it may hold bounded (SEC11, SEC13)."""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncGenerator, Mapping
from typing import Any

import orjson
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState
from strawberry.http.async_base_view import AsyncWebSocketAdapter
from strawberry.http.exceptions import WebSocketDisconnected

from graphql_api.body import call_of, read_json
from graphql_api.live.limits import LiveLimits
from graphql_api.messages import message as sentence
from graphql_api.refused import Refused, RequestCode

LONGEST_ID = 100
LONGEST_REASON = 120
"""Bytes of a reason in a closing frame, which holds 123."""

CLOSE_SECONDS = 2.0


class BoundedSocket(AsyncWebSocketAdapter):
    """Hands on only messages of the protocol's form; closes on any other, and on those who send or read too slowly."""

    def __init__(self, socket: WebSocket, limits: LiveLimits) -> None:
        self._socket = socket
        self._limits = limits
        self._came: deque[float] = deque(maxlen=limits.messages)
        self.gone = asyncio.Event()
        """Set when nothing can be sent any more."""

    async def iter_json(self, *, ignore_parsing_errors: bool = False) -> AsyncGenerator[object, None]:  # noqa: ARG002
        """The messages of the other side, up to its end."""
        while not self.gone.is_set():
            received = await self._socket.receive()
            if received["type"] == "websocket.disconnect":
                self.gone.set()
                return
            if self._too_many():
                await self.close(4429, "Too many messages")
                return
            try:
                yield self._read(received.get("text"))
            except Refused as refused:
                # What a message should have been is for programmers, and closing frames hold one language.
                await self.close(4400, sentence(str(refused.code), "en", refused.figures))
                return

    async def send_json(self, message: Mapping[str, object]) -> None:
        """Send, waiting for a reader who is slow. Raises WebSocketDisconnected when it is gone or too slow."""
        if self.gone.is_set():
            raise WebSocketDisconnected
        try:
            async with asyncio.timeout(self._limits.write_seconds):
                await self._socket.send_text(orjson.dumps(message).decode())
        except (TimeoutError, WebSocketDisconnect, RuntimeError) as lost:
            self.gone.set()
            raise WebSocketDisconnected from lost

    async def close(self, code: int, reason: str) -> None:
        """Close, once; a reader who takes nothing is not waited for."""
        if self.gone.is_set():
            return
        self.gone.set()
        if self._socket.application_state is not WebSocketState.CONNECTED:
            return
        short = reason.encode()[:LONGEST_REASON].decode(errors="ignore")
        with contextlib.suppress(TimeoutError, WebSocketDisconnect, RuntimeError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._socket.close(code, short)

    def _too_many(self) -> bool:
        now = asyncio.get_running_loop().time()
        full = len(self._came) == self._came.maxlen
        over = full and now - self._came[0] < self._limits.window
        self._came.append(now)
        return over

    def _read(self, text: str | None) -> dict[str, Any]:
        """One message. Raises Refused."""
        if text is None:
            raise Refused(RequestCode.BODY_NOT_JSON)
        body, limits = text.encode(), self._limits.document
        if len(body) > limits.body_bytes:
            raise Refused(RequestCode.BODY_TOO_LARGE, limit=limits.body_bytes)
        data = read_json(body, limits)
        if not isinstance(data, dict) or not isinstance(data.get("type"), str):
            raise Refused(RequestCode.BODY_FORM)
        match data["type"]:
            case "subscribe":
                call_of(data.get("payload"))
                _require_id(data)
            case "complete":
                _require_id(data)
            case "connection_init" if data.get("payload") is None:
                data.pop("payload", None)
            case _:
                pass
        return data


def _require_id(data: Mapping[str, object]) -> None:
    name = data.get("id")
    if not isinstance(name, str) or not 1 <= len(name) <= LONGEST_ID:
        raise Refused(RequestCode.BODY_FORM)
