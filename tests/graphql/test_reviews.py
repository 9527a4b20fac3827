"""Where a shop asks for a second person, nothing goes live that nobody else approved; stopping a rule still does."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from engine.model.review import ReviewState
from engine.model.staff import Role
from engine.service.engine import Engine
from graphql_api.admin.review import ReviewStateKind
from tests.graphql.client import Client, connect
from tests.graphql.test_account import OWN, enter, person
from tests.graphql.test_home import needed
from tests.graphql.test_releases import PUBLISH, STOP, plan, save
from tests.graphql.test_shop_profile import update

ASK = """mutation($i: %s!) { %s(input: $i) {
  review { number state base note requestedByName mine decidedByName reason current } errors { code field }
} }"""
REQUEST = ASK % ("ReleaseRequestInput", "releaseRequest")
APPROVE = ASK % ("ReleaseApproveInput", "releaseApprove")
REJECT = ASK % ("ReleaseRejectInput", "releaseReject")
LIST = "{ reviews(first: 10) { edges { node { number state current } } } }"


class Person:
    """A signed-in person of the shop."""

    def __init__(self, client: Client) -> None:
        self.client = client

    async def ask(self, text: str, **variables: Any) -> dict[str, Any]:
        """The one field of an answer that must not fail."""
        body = {"query": text, "variables": variables}
        answer = (await self.client.post("/admin/graphql", None, body, **OWN)).json()
        assert "errors" not in answer, answer
        (found,) = answer["data"].values()
        field: dict[str, Any] = found
        return field


async def people(engine: Engine, *roles: Role) -> list[Person]:
    found = []
    for role in roles:
        client = await connect(engine)
        assert (await enter(client, await person(client, role)))["errors"] == []
        found.append(Person(client))
    return found


@pytest.fixture
async def team(engine: Engine, client: Client) -> AsyncIterator[list[Person]]:
    """An editor and two publishers of a shop that asks for reviews."""
    await update(client, reviewRequired=True)
    found = await people(engine, Role.EDITOR, Role.PUBLISHER, Role.OWNER)
    yield found
    for one in found:
        await one.client.http.aclose()


async def edited(client: Client, amount: int = 700) -> dict[str, Any]:
    """What publishing 700 yen for 500 asks for."""
    await save(client, "discount 500 JPY", f"discount {amount} JPY")
    return {"fingerprint": (await plan(client))["plan"]["fingerprint"], "expectedRevision": 1}


def codes(payload: dict[str, Any]) -> list[str]:
    return [one["code"] for one in payload["errors"]]


def test_the_states_of_reviews_are_those_of_the_model() -> None:
    assert {one.value for one in ReviewStateKind} == {one.value for one in ReviewState}


async def test_what_a_second_person_approved_goes_live_and_nothing_else(
    client: Client, team: list[Person]
) -> None:
    editor, publisher, owner = team
    asked = await edited(client)
    alone = (await client.admin(PUBLISH, i=asked | {"evenIfTestsFail": True}))["publishRules"]
    assert alone == {"revision": None, "errors": [{"code": "REVIEW_REQUIRED", "field": ["fingerprint"]}]}
    request = {"fingerprint": asked["fingerprint"], "note": "raise", "idempotencyKey": "k"}
    requested = await editor.ask(REQUEST, i=request)
    assert requested["review"] == {
        "number": 1, "state": "REQUESTED", "base": 1, "note": "raise", "requestedByName": "山田", "mine": True,
        "decidedByName": "", "reason": "", "current": True,
    }  # fmt: skip
    assert (await editor.ask(REQUEST, i=request)) == requested
    assert (await needed(client))["RELEASE_WAITING"]["count"] == 1
    waiting = await owner.ask(PUBLISH, i=asked | {"evenIfTestsFail": True})
    assert codes(waiting) == ["REVIEW_REQUIRED"]
    approved = await publisher.ask(APPROVE, i={"review": 1, "idempotencyKey": "a"})
    assert (approved["review"]["state"], approved["review"]["mine"]) == ("APPROVED", False)
    assert (await publisher.ask(APPROVE, i={"review": 1, "idempotencyKey": "a"})) == approved
    assert "RELEASE_WAITING" not in await needed(client)
    publish = asked | {"evenIfTestsFail": True, "idempotencyKey": "p"}
    done = await owner.ask(PUBLISH, i=publish)
    assert (done["errors"], done["revision"]["state"]) == ([], "LIVE")
    assert await owner.ask(PUBLISH, i=publish) == done
    nodes = [edge["node"] for edge in (await client.admin(LIST))["reviews"]["edges"]]
    assert nodes == [{"number": 1, "state": "PUBLISHED", "current": False}]


async def test_nobody_approves_their_own_and_no_token_is_a_person(client: Client, team: list[Person]) -> None:
    _, publisher, owner = team
    request = {"fingerprint": (await edited(client))["fingerprint"]}
    assert codes((await client.admin(REQUEST, i=request))["releaseRequest"]) == ["PERSON_NEEDED"]
    assert codes(await owner.ask(REQUEST, i=request)) == []
    assert codes(await owner.ask(APPROVE, i={"review": 1})) == ["REVIEW_OWN"]
    assert codes((await client.admin(APPROVE, i={"review": 1}))["releaseApprove"]) == ["PERSON_NEEDED"]
    assert codes(await publisher.ask(REJECT, i={"review": 1, "reason": " "})) == ["TEXT_INVALID"]
    rejected = await publisher.ask(REJECT, i={"review": 1, "reason": "too much"})
    assert (rejected["review"]["state"], rejected["review"]["reason"]) == ("REJECTED", "too much")
    assert codes(await publisher.ask(APPROVE, i={"review": 1})) == ["REVIEW_CLOSED"]
    assert codes(await publisher.ask(APPROVE, i={"review": 9})) == ["NOT_FOUND"]


async def test_an_approval_is_for_what_was_looked_at(client: Client, team: list[Person]) -> None:
    editor, publisher, owner = team
    asked = await edited(client)
    await editor.ask(REQUEST, i={"fingerprint": asked["fingerprint"]})
    await save(client, "discount 700 JPY", "discount 900 JPY")
    assert codes(await editor.ask(REQUEST, i={"fingerprint": asked["fingerprint"]})) == ["PLAN_CHANGED"]
    assert codes(await publisher.ask(APPROVE, i={"review": 1})) == ["REVIEW_CLOSED"]
    assert "RELEASE_WAITING" not in await needed(client)
    await save(client, "discount 900 JPY", "discount 700 JPY")
    assert codes(await publisher.ask(APPROVE, i={"review": 1})) == []
    await save(client, "discount 700 JPY", "discount 900 JPY")
    now = {"fingerprint": (await plan(client))["plan"]["fingerprint"], "evenIfTestsFail": True}
    assert codes(await owner.ask(PUBLISH, i=now | {"expectedRevision": 1})) == ["REVIEW_REQUIRED"]


async def test_the_emergency_stop_and_the_way_back_wait_for_nobody(
    client: Client, team: list[Person]
) -> None:
    owner = team[2]
    stop = {"rule": "thanks-coupon", "reason": "wrong"}
    assert codes(await owner.ask(STOP % ("RulePause", "rulePause"), i=stop)) == []
    assert codes(await owner.ask(STOP % ("RuleResume", "ruleResume"), i=stop)) == ["REVIEW_REQUIRED"]
    await save(client, "discount 500 JPY", "discount 700 JPY")
    back = "mutation($i: RollbackRulesInput!) { rollbackRules(input: $i) { errors { code field } } }"
    draft = await owner.ask(back, i={"revision": 3, "expectedRevision": 2})
    assert draft["errors"] == [{"code": "REVIEW_REQUIRED", "field": ["revision"]}]
    assert codes(await owner.ask(back, i={"revision": 1, "expectedRevision": 2})) == []
