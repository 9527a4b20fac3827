"""Every mutation may be sent again: one effect, the first answer; the same key for another is told (C23, I27)."""

import asyncio
from typing import Any

import pytest

from graphql_api.receipts import receipt
from graphql_api.refused import Refused
from tests.graphql.client import Client
from tests.graphql.documents import PUBLISH, RECORD, REVOKE, order
from tests.service.shop import example_files

ROLLBACK = """
mutation($i: RollbackRulesInput!) {
  rollbackRules(input: $i) { revision { number state } errors { code field } }
}
"""


async def record(client: Client, asked: dict[str, Any]) -> dict[str, Any]:
    payload: dict[str, Any] = (await client.storefront(RECORD, input=asked))["orderRecord"]
    return payload


def files(note: str = "") -> list[dict[str, str]]:
    """The example's files, with a comment that makes them other files of the same meaning."""
    return [
        {
            "path": file.path,
            "text": file.text + (f"\n# {note}\n" if note and file.path == "rules.otoku" else ""),
        }
        for file in example_files()
    ]


async def test_a_repeated_order_gets_the_first_answer(client: Client) -> None:
    asked = order("first", "SAMPLE-1", idempotencyKey="key-1")
    first, second = await record(client, asked), await record(client, asked)
    assert second["order"] == {"id": "first", "state": "PAID", "repeated": True}
    assert second["issuedCoupons"] == first["issuedCoupons"]
    assert second["quote"] == first["quote"]
    counted = await client.admin("{ orders { totalCount } coupons { totalCount } messages { totalCount } }")
    assert [part["totalCount"] for part in counted.values()] == [1, 1, 1]


async def test_the_same_key_for_another_order_is_a_mismatch_and_stores_nothing(client: Client) -> None:
    await record(client, order("first", "SAMPLE-1", idempotencyKey="key-1"))
    refused = await record(client, order("second", "SAMPLE-1", idempotencyKey="key-1"))
    assert refused["order"] is None
    assert [(error["code"], error["field"]) for error in refused["errors"]] == [
        ("IDEMPOTENCY_MISMATCH", ["idempotencyKey"])
    ]
    assert (await client.admin("{ orders { totalCount } }"))["orders"] == {"totalCount": 1}


async def test_a_repeated_order_id_with_other_content_is_told(client: Client) -> None:
    await record(client, order("first", "SAMPLE-1"))
    refused = await record(client, order("first", "PACK-1"))
    assert [(error["code"], error["message"]) for error in refused["errors"]] == [
        ("ORDER_CHANGED", "The order `first` was recorded before with other content.")
    ]


async def test_twins_at_the_same_moment_are_one_order(client: Client) -> None:
    asked = order("first", "SAMPLE-1", idempotencyKey="key-1")
    answers = await asyncio.gather(*(record(client, asked) for _ in range(10)))
    assert [answer["errors"] for answer in answers] == [[]] * 10
    assert sum(not answer["order"]["repeated"] for answer in answers) == 1
    assert len({str(answer["issuedCoupons"]) for answer in answers}) == 1


async def test_a_publication_is_repeated_and_a_stale_one_is_told(client: Client) -> None:
    asked = {"files": files("two"), "expectedRevision": 1, "note": "two", "idempotencyKey": "p-1"}
    first = (await client.admin(PUBLISH, i=asked))["publishRules"]
    assert (first["errors"], first["revision"]["number"], first["revision"]["state"]) == ([], 2, "LIVE")
    again = (await client.admin(PUBLISH, i=asked))["publishRules"]
    assert (again["errors"], again["revision"]["number"]) == ([], 2)
    other = asked | {"files": files("three")}
    mismatch = (await client.admin(PUBLISH, i=other))["publishRules"]
    assert [error["code"] for error in mismatch["errors"]] == ["IDEMPOTENCY_MISMATCH"]
    stale = (await client.admin(PUBLISH, i=other | {"idempotencyKey": "p-2"}))["publishRules"]
    assert [(error["code"], stale["revision"]) for error in stale["errors"]] == [("STALE_REVISION", None)]


async def test_a_rollback_is_repeated(client: Client) -> None:
    await client.admin(PUBLISH, i={"files": files("two"), "expectedRevision": 1})
    asked = {"revision": 1, "expectedRevision": 2, "idempotencyKey": "r-1"}
    for _ in range(2):
        back = (await client.admin(ROLLBACK, i=asked))["rollbackRules"]
        assert back == {"revision": {"number": 1, "state": "LIVE"}, "errors": []}
    missing = (await client.admin(ROLLBACK, i={"revision": 9}))["rollbackRules"]
    assert [error["code"] for error in missing["errors"]] == ["NOT_FOUND"]


async def test_a_repeated_revocation_is_no_error_and_a_second_one_is(client: Client) -> None:
    coupon = (await record(client, order("first", "SAMPLE-1")))["issuedCoupons"][0]["id"]
    asked = {"couponId": coupon, "reason": "fraud", "idempotencyKey": "v-1"}
    for _ in range(2):
        revoked = (await client.admin(REVOKE, i=asked))["couponRevoke"]
        assert revoked == {"coupon": {"id": coupon, "state": "REVOKED"}, "errors": []}
    again = (await client.admin(REVOKE, i={"couponId": coupon, "reason": "fraud"}))["couponRevoke"]
    assert [error["code"] for error in again["errors"]] == ["STATE_NOT_ALLOWED"]


@pytest.mark.parametrize("key", ["", "x" * 256, "a\nb"])
async def test_a_key_that_is_none_is_refused(client: Client, key: str) -> None:
    answer = await client.run(
        "storefront", "secret", RECORD, input=order("first", "SAMPLE-1", idempotencyKey=key)
    )
    assert answer["errors"][0]["extensions"]["code"] == "BAD_VALUE"


def test_absent_and_null_values_make_the_same_request() -> None:
    one = receipt("orderRecord", {"a": 1, "b": None, "c": {"d": None, "e": [1]}}, "k")
    other = receipt("orderRecord", {"a": 1, "c": {"e": [1]}}, "k")
    assert one == other
    assert one != receipt("publishRules", {"a": 1, "c": {"e": [1]}}, "k")
    assert receipt("orderRecord", {}, None) is None
    with pytest.raises(Refused):
        receipt("orderRecord", {}, "")


TOKEN = """
mutation($i: TokenCreateInput!) { tokenCreate(input: $i) { token { id name } secret errors { code field } } }
"""


async def test_a_repeated_token_is_the_first_one_and_keeps_its_secret(client: Client) -> None:
    asked = {"kind": "CI", "name": "pipeline", "idempotencyKey": "t-1"}
    before = len((await client.admin("{ tokens { id } }"))["tokens"])
    first = (await client.admin(TOKEN, i=asked))["tokenCreate"]
    again = (await client.admin(TOKEN, i=asked))["tokenCreate"]
    other = (await client.admin(TOKEN, i=asked | {"name": "another"}))["tokenCreate"]

    assert first["secret"].startswith("otk_live_")
    assert again == {"token": first["token"], "secret": None, "errors": []}
    assert [(error["code"], error["field"]) for error in other["errors"]] == [
        ("IDEMPOTENCY_MISMATCH", ["idempotencyKey"])
    ]
    assert len((await client.admin("{ tokens { id } }"))["tokens"]) == before + 1


async def test_a_key_of_one_revocation_is_none_for_another(client: Client) -> None:
    one = (await record(client, order("first", "SAMPLE-1")))["issuedCoupons"][0]["id"]
    other = (await record(client, order("second", "SAMPLE-1")))["issuedCoupons"][0]["id"]
    await client.admin(REVOKE, i={"couponId": one, "reason": "fraud", "idempotencyKey": "v-1"})
    refused = (await client.admin(REVOKE, i={"couponId": other, "reason": "fraud", "idempotencyKey": "v-1"}))[
        "couponRevoke"
    ]
    assert refused["coupon"]["state"] == "ISSUED"
    assert [error["code"] for error in refused["errors"]] == ["IDEMPOTENCY_MISMATCH"]


async def test_a_token_that_is_revoked_twice_with_one_key_was_revoked(client: Client) -> None:
    revoke = "mutation($i: TokenRevokeInput!) { tokenRevoke(input: $i) { revoked errors { code } } }"
    found = (await client.admin("{ tokens { id kind } }"))["tokens"]
    one, other = [token for token in found if token["kind"] != "ADMIN"][:2]
    asked = {"tokenId": one["id"], "idempotencyKey": "end"}
    answers = [(await client.admin(revoke, i=asked))["tokenRevoke"] for _ in range(2)]
    assert answers == [{"revoked": True, "errors": []}] * 2
    reused = (await client.admin(revoke, i=asked | {"tokenId": other["id"]}))["tokenRevoke"]
    assert (reused["revoked"], [error["code"] for error in reused["errors"]]) == (
        False,
        ["IDEMPOTENCY_MISMATCH"],
    )
    assert (await client.admin(revoke, i={"tokenId": one["id"]}))["tokenRevoke"]["revoked"] is False
