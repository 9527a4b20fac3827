"""What a shop tells of its customers over the admin API, and who may see it."""

from typing import Any

from tests.graphql.client import Client
from tests.graphql.documents import RECORD, order

UPSERT = """
mutation($i: CustomerUpsertInput!) {
  customerUpsert(input: $i) {
    rows { customer { email birthday tags tier joinedAt orders } issuedCoupons errors { code field } }
    errors { code field }
  }
}
"""
CUSTOMER = (
    "query($email: Email) { customer(email: $email) { email name birthday tags orders spent { amount } } }"
)


async def upsert(client: Client, *customers: dict[str, Any]) -> dict[str, Any]:
    payload: dict[str, Any] = (await client.admin(UPSERT, i={"customers": list(customers)}))["customerUpsert"]
    return payload


async def test_a_shop_tells_of_customers_and_each_row_has_its_own_answer(client: Client) -> None:
    answer = await upsert(
        client,
        {"email": "Ai@Example.com", "birthday": "1990-05-20", "tags": ["tea", "gold"], "tier": "gold"},
        {"email": "no address"},
        {"externalId": "m-2", "birthday": "02-30"},
    )
    first, second, third = answer["rows"]
    assert first["customer"] == {
        "email": "ai@example.com",
        "birthday": "05-20",
        "tags": ["gold", "tea"],
        "tier": "gold",
        "joinedAt": None,
        "orders": 0,
    }
    assert [one["code"] for one in second["errors"]] == ["EMAIL_INVALID"]
    assert third["errors"] == [{"code": "TIME_INVALID", "field": ["birthday"]}]


async def test_orders_and_what_the_shop_tells_are_one_customer(client: Client) -> None:
    await upsert(client, {"email": "ai@example.com", "name": "愛", "tags": ["tea"]})
    bought = order("first", "PACK-1") | {"buyer": {"email": "ai@example.com"}}
    await client.storefront(RECORD, input=bought)
    found = (await client.admin(CUSTOMER, email="AI@example.com"))["customer"]
    assert (found["name"], found["tags"], found["orders"]) == ("愛", ["tea"], 1)
    assert (await client.admin(CUSTOMER, email="b@example.com"))["customer"] is None


async def test_customers_are_listed_in_pages(client: Client) -> None:
    await upsert(client, *({"email": f"{letter}@example.com"} for letter in "cab"))
    page = "edges { node { email } } pageInfo { hasNextPage endCursor }"
    listed = f"query($after: String) {{ customers(first: 2, after: $after) {{ {page} }} }}"
    first = (await client.admin(listed, after=None))["customers"]
    assert [one["node"]["email"] for one in first["edges"]] == ["a@example.com", "b@example.com"]
    assert first["pageInfo"]["hasNextPage"] is True
    rest = (await client.admin(listed, after=first["pageInfo"]["endCursor"]))["customers"]
    assert [one["node"]["email"] for one in rest["edges"]] == ["c@example.com"]
    assert rest["pageInfo"]["hasNextPage"] is False


async def test_nobody_or_too_many_at_once_are_refused(client: Client) -> None:
    assert (await upsert(client))["errors"] == [{"code": "INVALID_INPUT", "field": ["customers"]}]
    many = [{"email": f"a{number}@example.com"} for number in range(101)]
    assert (await upsert(client, *many))["rows"] == []
