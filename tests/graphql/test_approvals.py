"""Money that needs a second person, over the API: limits by role, requests, and who decides (SEC24)."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from engine.model.approval import ApprovalKind, ApprovalState
from engine.model.card_records import CardWanted
from engine.model.records import Page
from engine.model.staff import Role
from graphql_api.admin.approval import ApprovalKindKind, ApprovalStateKind
from graphql_api.ids import opaque
from tests.graphql.client import Client
from tests.graphql.test_home import needed
from tests.graphql.test_jobs import cards
from tests.graphql.test_reviews import Person, codes, people
from tests.service.gifts import give

__all__ = ["cards"]

LIMITS = """mutation($i: RoleLimitsSetInput!) { roleLimitsSet(input: $i) {
  limits { role credit cashOut bulkRefund discountPercent budget } errors { code field } } }"""
CREDIT = """mutation($i: GiftCardCreditInput!) { giftCardCredit(input: $i) {
  card { balance { amount } } errors { code message } } }"""
PUBLISH = (
    """mutation($i: GiftCardPublishInput!) { giftCardPublish(input: $i) { cards { id } errors { code } } }"""
)
APPROVE = """mutation($i: ApprovalApproveInput!) { approvalApprove(input: $i) {
  approval { number state requestedByName decidedByName mine } errors { code } } }"""
REJECT = """mutation($i: ApprovalRejectInput!) { approvalReject(input: $i) {
  approval { state reason } errors { code field } } }"""
LIST = """{ approvals(first: 10) { edges { node { number kind state amount cardId jobId note mine } } } }"""


@pytest.fixture
async def team(cards: Client) -> AsyncIterator[list[Person]]:
    """A support agent who may add 1,000 yen alone, a publisher, and an owner who said so."""
    found = await people(cards.engine, Role.SUPPORT, Role.PUBLISHER, Role.OWNER)
    limits = [{"role": "SUPPORT", "credit": 1000}]
    assert [] == (await found[2].ask(LIMITS, i={"limits": limits}))["errors"]
    yield found
    for one in found:
        await one.client.http.aclose()


async def the_card(client: Client) -> str:
    [card] = await give(client.engine, campaign="refunds")
    return opaque("GiftCard", card.fact.id)


def wish(card: str, amount: int) -> dict[str, Any]:
    return {"credit": {"cardId": card, "key": f"k{amount}", "amount": amount, "note": "sorry"}}


def test_the_names_are_those_of_the_model() -> None:
    assert {one.value for one in ApprovalStateKind} == {one.value for one in ApprovalState}
    assert {one.value for one in ApprovalKindKind} == {one.value for one in ApprovalKind}


async def test_what_is_more_than_a_role_may_add_waits_for_another_person(
    cards: Client, team: list[Person]
) -> None:
    support, publisher, owner = team
    card = await the_card(cards)
    assert 1000 == (await support.ask(CREDIT, i=wish(card, 1000)))["card"]["balance"]["amount"]
    asked = await support.ask(CREDIT, i=wish(card, 5000))
    assert ["APPROVAL_REQUIRED"] == codes(asked)
    assert "no. 1" in asked["errors"][0]["message"]
    assert "1,000" in asked["errors"][0]["message"]
    [listed] = (await support.ask(LIST))["edges"]
    about = {"kind": "CREDIT", "state": "REQUESTED", "amount": 5000, "cardId": card, "jobId": None}
    assert {**about, "number": 1, "note": "sorry", "mine": True} == listed["node"]
    assert "MONEY_WAITING" in await needed(cards)
    approved = (await publisher.ask(APPROVE, i={"number": 1}))["approval"]
    assert ("DONE", False) == (approved["state"], approved["mine"])
    [found] = await cards.engine.store.cards("tea", Page(limit=5), CardWanted())
    assert 6000 == found.fact.balance
    assert ["APPROVAL_CLOSED"] == codes(await owner.ask(APPROVE, i={"number": 1}))
    assert "MONEY_WAITING" not in await needed(cards)


async def test_a_request_is_taken_back_by_who_asked_and_turned_down_by_who_may_move_money(
    cards: Client, team: list[Person]
) -> None:
    support, publisher, owner = team
    card = await the_card(cards)
    for amount in (2000, 3000):
        await support.ask(CREDIT, i=wish(card, amount))
    own = await support.ask(REJECT, i={"number": 1, "reason": "a slip"})
    assert {"state": "REJECTED", "reason": "a slip"} == own["approval"]
    [analyst] = await people(cards.engine, Role.ANALYST)
    other = await analyst.ask(REJECT, i={"number": 2, "reason": "no"})
    assert [{"code": "NOT_FOUND", "field": ["number"]}] == other["errors"]
    assert "REJECTED" == (await owner.ask(REJECT, i={"number": 2, "reason": "no"}))["approval"]["state"]
    assert ["APPROVAL_CLOSED"] == codes(await publisher.ask(APPROVE, i={"number": 2}))
    await analyst.client.http.aclose()


async def test_a_balance_given_with_a_card_keeps_to_the_limit_too(cards: Client, team: list[Person]) -> None:
    support = team[0]
    new = {"sourceId": "s1", "amount": 1001, "buyer": {"email": "jane@example.com"}}
    refused = await support.ask(PUBLISH, i={"campaign": "refunds", "publication": new})
    assert (["OVER_LIMIT"], []) == (codes(refused), refused["cards"])
    many = {**new, "amount": 100, "count": 11}
    assert ["OVER_LIMIT"] == codes(await support.ask(PUBLISH, i={"campaign": "refunds", "publication": many}))
    given = await support.ask(PUBLISH, i={"campaign": "refunds", "publication": {**new, "amount": 1000}})
    assert ([], 1) == (codes(given), len(given["cards"]))


async def test_only_owners_say_how_much_a_role_may_do_alone(cards: Client, team: list[Person]) -> None:
    support, publisher, owner = team
    for who in (support, publisher):
        body = {"query": LIMITS, "variables": {"i": {"limits": []}}}
        answer = (await who.client.post("/admin/graphql", None, body)).json()
        assert "data" not in answer or answer["data"] is None, answer
    bad = await owner.ask(LIMITS, i={"limits": [{"role": "SUPPORT", "discountPercent": 101}]})
    assert ["limits", "0", "discountPercent"] == bad["errors"][0]["field"]
    assert [] == (await owner.ask(LIMITS, i={"limits": []}))["limits"]


async def test_what_was_written_about_a_customer_is_for_who_looks_after_cards(
    cards: Client, team: list[Person]
) -> None:
    support = team[0]
    await support.ask(CREDIT, i=wish(await the_card(cards), 2000))
    everybody = await people(cards.engine, Role.ANALYST, Role.EDITOR, Role.AUDITOR)
    for person, note in zip((*everybody, *team), ("", "", "sorry", "sorry", "sorry", "sorry"), strict=True):
        found = await person.ask(LIST)
        assert [note] == [one["node"]["note"] for one in found["edges"]]
    for person in everybody:
        await person.client.http.aclose()
