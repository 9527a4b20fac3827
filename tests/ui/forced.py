"""Forces what a screen must be able to show: of the test application only, by the header `x-test-state`.

`error`: the data cannot be had. `forbidden`: a right is missing. `slow`: the answer never comes. `empty`: nothing is
there. The account and the shop of the frame are always answered.
"""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STATES = ("error", "forbidden", "slow", "empty")
OF_THE_FRAME = ("query Account", "query CurrentShop")
ERRORS = {
    "error": {
        "message": "Something broke on our side; its number is 4f0c2a9d11b7e6a3.",
        "extensions": {"code": "INTERNAL", "id": "4f0c2a9d11b7e6a3"},
    },
    "forbidden": {
        "message": "These credentials lack the right `read`.",
        "extensions": {"code": "FORBIDDEN", "right": "read"},
    },
}


class Forced:
    """Answers the admin schema's queries as the header says; everything else goes to the application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI application."""
        if scope["type"] != "http" or scope["path"] != "/admin/graphql":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        state, body = request.headers.get("x-test-state"), await request.body()
        again = _replayed(body)
        if state not in STATES or json.loads(body)["query"].strip().startswith(OF_THE_FRAME):
            await self._app(scope, again, send)
        elif state in ERRORS:
            await JSONResponse({"data": None, "errors": [ERRORS[state]]})(scope, again, send)
        elif state == "slow":
            await receive()  # what comes after the body: that the browser is gone
        else:
            await self._emptied(scope, again, send)

    async def _emptied(self, scope: Scope, receive: Receive, send: Send) -> None:
        parts: list[bytes] = []

        async def keep(message: Message) -> None:
            parts.append(message.get("body", b""))

        await self._app(scope, receive, keep)
        await JSONResponse(_without_rows(json.loads(b"".join(parts))))(scope, receive, send)


def _replayed(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def _without_rows(value: Any) -> Any:
    if isinstance(value, list):
        return []
    if isinstance(value, dict):
        return {name: 0 if name == "totalCount" else _without_rows(part) for name, part in value.items()}
    return value
