"""A client of the APIs: HTTP into the application, in the test's own loop."""

from dataclasses import dataclass, field
from typing import Any

import httpx2
from starlette.applications import Starlette

from engine.model.records import Actor
from engine.service.engine import Engine
from engine.service.links import make_link
from engine.service.tokens import TokenKind, create_token
from graphql_api.app import create_app
from graphql_api.rates import Rates

ORIGIN = "https://shop.example"
SITE = "https://promo.shop.example"
TEST = Actor(kind="cli", id="test")
GENEROUS = Rates(
    publishable="9999 per second",
    secret="9999 per second",
    admin="9999 per second",
    staff="9999 per second",
    entry="9999 per second",
    stranger="9999 per second",
)
ALL_SCOPES = frozenset({"validate", "read", "write", "pii", "reveal", "tokens"})


@dataclass(slots=True, kw_only=True)
class Client:
    """One shop's tokens and a connection to the application."""

    engine: Engine
    http: httpx2.AsyncClient
    shop: str
    tokens: dict[str, str] = field(default_factory=dict)

    async def post(self, path: str, token: str | None, body: Any, **headers: str) -> httpx2.Response:
        """Send a GraphQL request as `token`, a kind of token or None."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if token is not None:
            sent["authorization"] = f"Bearer {self.tokens.get(token, token)}"
        if isinstance(body, bytes):
            return await self.http.post(
                path, content=body, headers={"content-type": "application/json"} | sent
            )
        return await self.http.post(path, json=body, headers=sent)

    async def run(self, door: str, token: str | None, query: str, **variables: Any) -> dict[str, Any]:
        """The answer to a document."""
        response = await self.post(f"/{door}/graphql", token, {"query": query, "variables": variables})
        answer: dict[str, Any] = response.json()
        return answer

    async def storefront(self, query: str, token: str = "secret", **variables: Any) -> dict[str, Any]:
        """The data of a storefront document that must not fail."""
        return _data(await self.run("storefront", token, query, **variables))

    async def admin(self, query: str, token: str = "admin", **variables: Any) -> dict[str, Any]:
        """The data of an admin document that must not fail."""
        return _data(await self.run("admin", token, query, **variables))


def _data(answer: dict[str, Any]) -> dict[str, Any]:
    assert "errors" not in answer, answer["errors"]
    data: dict[str, Any] = answer["data"]
    return data


async def connect(engine: Engine, shop: str = "tea", rates: Rates = GENEROUS) -> Client:
    """A client with one token of each kind for `shop`."""
    return await client_of(create_app(engine, rates=rates), engine, shop)


async def client_of(app: Starlette, engine: Engine, shop: str) -> Client:
    """A client of `app` with one token of each kind for `shop`."""
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False, client=("203.0.113.7", 4711))
    client = Client(engine=engine, http=httpx2.AsyncClient(transport=transport, base_url=SITE), shop=shop)
    for kind in TokenKind:
        made = await create_token(
            engine,
            shop,
            kind=kind,
            name=f"{kind} of {shop}",
            actor=TEST,
            scopes=ALL_SCOPES if kind is TokenKind.ADMIN else frozenset(),
            origins=(ORIGIN,) if kind is TokenKind.PUBLISHABLE else (),
        )
        client.tokens[kind.value] = made.text
    return client


async def sign_in(client: Client) -> None:
    """Give the client's connection the session of a person."""
    link = await make_link(client.engine, client.shop)
    response = await client.http.get(f"/sign-in/{link.secret}")
    assert response.status_code == 303
