"""How the shop's server of the sandbox calls the storefront API: POST, JSON, a token; the network is left out."""

from typing import Any

import orjson
from starlette.requests import Request
from starlette.types import Message

from graphql_api.door import Door
from graphql_api.language import Language

PATH = "/storefront/graphql"


class ApiRefused(Exception):
    """The API answered with `errors`: the request as a whole was refused, nothing was stored."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class StorefrontClient:
    """A client with one token. Every call passes the same door as one that comes over the network."""

    def __init__(self, door: Door, token: str) -> None:
        self._door = door
        self._headers = [
            (b"host", b"localhost"),
            (b"content-type", b"application/json"),
            (b"authorization", f"Bearer {token}".encode()),
        ]

    async def ask(self, document: str, language: Language, **variables: Any) -> dict[str, Any]:
        """The `data` of the answer. Raises ApiRefused."""
        body = orjson.dumps({"query": document, "variables": variables})
        response = await self._door.answer(self._request(body, language))
        answer = orjson.loads(response.body)
        if answer.get("errors"):
            first = answer["errors"][0]
            raise ApiRefused(first["extensions"]["code"], first["message"])
        data: dict[str, Any] = answer["data"]
        return data

    def _request(self, body: bytes, language: Language) -> Request:
        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        scope = {
            "type": "http",
            "method": "POST",
            "path": PATH,
            "query_string": b"",
            "headers": [*self._headers, (b"accept-language", language.encode())],
            "client": ("127.0.0.1", 0),
        }
        return Request(scope, receive)
