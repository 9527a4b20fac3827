"""Whoever enters the sandbox is given its storefront API, its tokens and the server of its shop."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from engine.model.records import Actor
from engine.service.sandbox import Sandbox
from engine.service.sandboxes import Sandboxes
from engine.service.tokens import TokenKind, create_token
from graphql_api.caller import storefront_caller
from graphql_api.door import Audience, Door
from graphql_api.metrics import Metrics
from graphql_api.rates import Rates, Turnstile
from graphql_api.sandbox.books import Books
from graphql_api.sandbox.shop_server import ShopServer
from graphql_api.sandbox.storefront_client import StorefrontClient

TOKENS_LIVE = timedelta(days=300)
"""Of the sandbox's time, which people move on by weeks; tokens end after a year."""

BY_SANDBOX = Actor(kind="staff", id="sandbox")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One generation of one shop's sandbox, ready for requests."""

    sandbox: Sandbox
    door: Door
    server: ShopServer
    made_at: datetime  # the sandbox's time
    tokens: dict[str, str] = field(default_factory=dict)  # publishable ones, by the host they are for

    async def publishable_token(self, host: str) -> str:
        """A token for browsers that came to the sandbox by `host`; like every such token it works from there only."""
        if host not in self.tokens:
            origins = (f"http://{host}", f"https://{host}")
            self.tokens[host] = await _token(self.sandbox, TokenKind.PUBLISHABLE, origins)
        return self.tokens[host]


class Desk:
    """Opens sandboxes, and keeps what belongs to each while its generation lasts."""

    def __init__(self, sandboxes: Sandboxes, audience: Audience, rates: Rates, metrics: Metrics) -> None:
        self.sandboxes = sandboxes
        self._audience = audience
        self._turnstile = Turnstile(rates)
        self._metrics = metrics
        self._places: dict[str, Place] = {}
        self._furnishing = asyncio.Lock()

    async def enter(self, shop: str) -> Place:
        """The sandbox of a shop. Raises StoreUnavailable, StoreUnusable."""
        sandbox = await self.sandboxes.enter(shop)
        async with self._furnishing:  # one server of the shop, which takes one payment at a time
            known = self._places.get(shop)
            if known is not None and known.sandbox is sandbox and not _is_old(known):
                return known
            place = await self._furnish(sandbox)
            self._places[shop] = place
            return place

    async def _furnish(self, sandbox: Sandbox) -> Place:
        door = Door(self._audience, sandbox.engine, self._turnstile, self._metrics)
        client = StorefrontClient(door, await _token(sandbox, TokenKind.SECRET))
        return Place(
            sandbox=sandbox,
            door=door,
            server=ShopServer(client, Books(sandbox.files)),
            made_at=sandbox.clock.now(),
        )


def sandbox_audience(storefront: Audience) -> Audience:
    """The storefront schema as the sandbox serves it; only its name in the figures differs."""
    return Audience(
        name="sandbox",
        schema=storefront.schema,
        limits=storefront.limits,
        find_caller=storefront_caller,
        code_fields=storefront.code_fields,
    )


def _is_old(place: Place) -> bool:
    return place.sandbox.clock.now() - place.made_at > TOKENS_LIVE


async def _token(sandbox: Sandbox, kind: TokenKind, origins: tuple[str, ...] = ()) -> str:
    made = await create_token(
        sandbox.engine,
        sandbox.shop,
        kind=kind,
        name=f"sandbox {kind.value}",
        actor=BY_SANDBOX,
        origins=origins,
    )
    return made.text
