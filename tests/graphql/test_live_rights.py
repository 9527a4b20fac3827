"""Every subscription is open to those with its right and closed to all others, generated from the schema (SEC16)."""

from collections.abc import AsyncIterator

import pytest
from websockets.asyncio.client import ClientConnection

from engine.model.staff import Role
from engine.store.connect import open_store
from graphql_api.rights import ADMIN_TOKEN, CI, ROLES, Right, right_of
from graphql_api.schema_files import SCHEMAS
from tests.graphql.live_client import LiveServer, got, greet, live_server, send, subscribe
from tests.graphql.test_account import enter, person
from tests.graphql.test_caller import core, document
from tests.service.shop import make_engine, open_shop


@pytest.fixture(scope="module")
async def live() -> AsyncIterator[LiveServer]:
    """A served shop in memory, of which nothing is changed."""
    store = open_store("memory://")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine)
    async with live_server(engine) as server:
        yield server


async def outcomes(ws: ClientConnection) -> dict[str, str]:
    """By subscription: OK, or the code of its refusal."""
    root = core("admin").subscription_type
    assert root is not None
    found = {}
    for name, field in root.fields.items():
        await subscribe(
            ws,
            document("subscription", name, field).replace('until: "2026-05-20"', 'until: "2026-05-21"'),
            name,
        )
        message = await got(ws)
        while message["id"] != name or message["type"] == "complete":
            message = await got(ws)
        refused = message["type"] == "error"
        found[name] = message["payload"][0]["extensions"]["code"] if refused else "OK"
        await send(ws, id=name, type="complete")
    return found


def expected(rights: frozenset[Right]) -> dict[str, str]:
    root = core("admin").subscription_type
    assert root is not None
    return {name: "OK" if right_of(field) in rights else "FORBIDDEN" for name, field in root.fields.items()}


@pytest.mark.parametrize(("token", "rights"), [("admin", ADMIN_TOKEN), ("ci", CI)])
async def test_a_tool_follows_what_its_token_may_read(
    live: LiveServer, token: str, rights: frozenset[Right]
) -> None:
    async with live.as_tool(token) as ws:
        await greet(ws)
        assert await outcomes(ws) == expected(rights)


@pytest.mark.parametrize("role", Role)
async def test_a_person_follows_what_the_role_may_read(live: LiveServer, role: Role) -> None:
    live.client.http.cookies.clear()
    await enter(live.client, await person(live.client, role))
    (cookie,) = live.client.http.cookies.jar
    async with live.as_person(f"{cookie.name}={cookie.value}") as ws:
        await greet(ws)
        assert await outcomes(ws) == expected(ROLES[role])


def test_browsers_and_shops_follow_nothing_yet() -> None:
    assert SCHEMAS["storefront"]._schema.subscription_type is None
