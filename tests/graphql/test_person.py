"""One person's data over the admin schema: owners hand it out and erase it, nobody else."""

import base64
from typing import Any

import orjson
import pytest

from engine.model.records import Page
from engine.model.staff import Role
from tests.graphql.client import Client
from tests.graphql.documents import RECORD, order
from tests.graphql.test_account import ask, enter, later, person

BUYER = "taro@shop.example"
HOLDINGS = """query($person: String!) { personHoldings(person: $person) {
  holdings { knownAs counts { kind count } balance { amount } contracts } errors { code message } } }"""
EXPORT = (
    """mutation($input: PersonExportInput!) { personExport(input: $input) { file name errors { code } } }"""
)
ERASE = """mutation($input: PersonEraseInput!) { personErase(input: $input) {
  erasure { id state reason counts { kind count } } errors { code field } } }"""
ERASURES = "{ erasures(first: 5) { edges { node { state reason endedAt } } } }"


async def bought(client: Client) -> None:
    """A buyer with an order."""
    recorded = await client.storefront(RECORD, input=order("1001", "SAMPLE-1"))
    assert recorded["orderRecord"]["errors"] == []


async def owner(client: Client) -> None:
    assert (await enter(client, await person(client, Role.OWNER)))["me"]


async def given(client: Client, text: str, **variables: Any) -> Any:
    answer = await ask(client, text, **variables)
    assert "errors" not in answer, answer
    (found,) = answer["data"].values()
    return found


async def test_an_owner_counts_hands_out_and_erases_a_buyer(client: Client) -> None:
    await bought(client)
    await owner(client)
    held = (await given(client, HOLDINGS, person=BUYER))["holdings"]
    assert held["knownAs"] == [BUYER]
    assert {"kind": "orders", "count": 1} in held["counts"]
    file = await given(client, EXPORT, input={"person": BUYER, "format": "JSON"})
    assert orjson.loads(base64.b64decode(file["file"]))["person"][0]["emails"] == [BUYER]
    assert BUYER not in file["name"]
    erased = await given(client, ERASE, input={"person": BUYER, "reason": "asked for it"})
    assert (erased["errors"], erased["erasure"]["state"]) == ([], "DONE")
    (edge,) = (await given(client, ERASURES))["edges"]
    assert (edge["node"]["state"], edge["node"]["reason"]) == ("DONE", "asked for it")
    assert (await given(client, HOLDINGS, person=BUYER))["holdings"]["counts"] == []
    (entry, *_) = await client.engine.store.audit(client.shop, Page(limit=1))
    assert entry.action == "person erased"


async def test_a_mistake_is_answered_with_its_code_and_place(client: Client) -> None:
    await owner(client)
    nobody = await given(client, ERASE, input={"person": "no@shop.example", "reason": "x"})
    assert nobody == {"erasure": None, "errors": [{"code": "NOT_FOUND", "field": ["person"]}]}
    assert (await given(client, HOLDINGS, person="?"))["errors"][0]["code"] == "EMAIL_INVALID"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OWNER])
async def test_nobody_but_an_owner_may_look_hand_out_or_erase(client: Client, role: Role) -> None:
    await enter(client, await person(client, role))
    for text, variables in (
        (HOLDINGS, {"person": BUYER}),
        (EXPORT, {"input": {"person": BUYER}}),
        (ERASE, {"input": {"person": BUYER, "reason": "x"}}),
    ):
        answer = await ask(client, text, **variables)
        assert {error["extensions"]["code"] for error in answer["errors"]} == {"FORBIDDEN"}


async def test_an_owner_proves_who_they_are_before_anything_is_erased(client: Client) -> None:
    await owner(client)
    later(client, minutes=10)
    answer = await ask(client, ERASE, input={"person": BUYER, "reason": "x"})
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"STEP_UP_REQUIRED"}
