"""Lists: pages that neither repeat nor lose a row, coded refusals, as many statements for many rows as for few."""

from datetime import timedelta
from typing import Any

import pytest

from engine.service.clock import VirtualClock
from tests.graphql.client import Client
from tests.graphql.documents import RECORD, order
from tests.graphql.statements import counted_statements

PAGE = """
query($first: Int, $after: String, $last: Int, $before: String) {
  coupons(first: $first, after: $after, last: $last, before: $before) {
    totalCount edges { cursor node { orderId } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}
"""


async def earn(client: Client, number: int) -> None:
    """So many orders a minute apart, each earning a coupon; some at the same instant."""
    assert isinstance(client.engine.clock, VirtualClock)
    for n in range(number):
        await client.storefront(RECORD, input=order(f"o{n:03}", "SAMPLE-1", email=f"u{n}@shop.example"))
        if n % 3:
            client.engine.clock.advance(timedelta(minutes=1))


async def pages(client: Client, size: int, way: str) -> list[list[str]]:
    """All pages, walked forwards (`first`, `after`) or backwards (`last`, `before`)."""
    found, cursor = [], None
    while True:
        asked: dict[str, Any] = (
            {"first": size, "after": cursor} if way == "first" else {"last": size, "before": cursor}
        )
        part = (await client.admin(PAGE, **asked))["coupons"]
        found.append([edge["node"]["orderId"] for edge in part["edges"]])
        info = part["pageInfo"]
        if not info["hasNextPage" if way == "first" else "hasPreviousPage"]:
            return found
        cursor = info["endCursor" if way == "first" else "startCursor"]


@pytest.mark.parametrize("size", [1, 4, 5, 11, 12, 100])
async def test_pages_hold_every_row_once_in_both_directions(client: Client, size: int) -> None:
    await earn(client, 11)
    forwards = [row for page in await pages(client, size, "first") for row in page]
    backwards = [row for page in reversed(await pages(client, size, "last")) for row in page]
    assert sorted(forwards) == [f"o{n:03}" for n in range(11)]
    assert forwards == backwards
    assert forwards[0] in {"o009", "o010"}


async def test_a_row_that_comes_meanwhile_shifts_no_page(client: Client) -> None:
    await earn(client, 6)
    one = (await client.admin(PAGE, first=3))["coupons"]
    await client.storefront(RECORD, input=order("new", "SAMPLE-1"))
    two = (await client.admin(PAGE, first=3, after=one["pageInfo"]["endCursor"]))["coupons"]
    rows = [edge["node"]["orderId"] for part in (one, two) for edge in part["edges"]]
    assert sorted(rows) == [f"o{n:03}" for n in range(6)]


async def test_the_total_is_counted_when_asked_for_and_unfiltered(client: Client) -> None:
    await earn(client, 3)
    answer = await client.admin(
        "query($e: Email) { all: coupons { totalCount } some: coupons(filter: {email: $e}) { totalCount } }",
        e="u1@shop.example",
    )
    assert answer == {"all": {"totalCount": 3}, "some": {"totalCount": None}}


async def test_filters_take_an_address_in_any_spelling(client: Client) -> None:
    await earn(client, 3)
    text = """query($e: Email) {
      coupons(filter: {email: $e}) { edges { node { orderId } } }
      orders(filter: {email: $e}) { edges { node { externalId } } }
    }"""
    found = await client.admin(text, e=" U1@Shop.EXAMPLE ")
    assert found["coupons"]["edges"] == [{"node": {"orderId": "o001"}}]
    assert found["orders"]["edges"] == [{"node": {"externalId": "o001"}}]
    nobody = await client.admin(text, e="not an address")
    assert (nobody["coupons"]["edges"], nobody["orders"]["edges"]) == ([], [])


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"first": 0}, "PAGE_SIZE"),
    ({"first": -1}, "PAGE_SIZE"),
    ({"first": 101}, "PAGE_SIZE"),
    ({"last": 1_000_000_000}, "PAGE_SIZE"),
    ({"first": 5, "after": "rubbish"}, "BAD_CURSOR"),
    ({"first": 5, "after": ""}, "BAD_CURSOR"),
    ({"first": 5, "after": "WyJ4IiwgInkiXQ"}, "BAD_CURSOR"),
    ({"first": 5, "after": "WzEsMl0"}, "BAD_CURSOR"),
    ({"first": 5, "after": "あ"}, "BAD_CURSOR"),
    ({"first": 5, "after": "e30"}, "BAD_CURSOR"),
    ({"first": 5, "last": 5}, "BAD_VALUE"),
    ({"first": 5, "before": "WyIxIiwgIiJd"}, "BAD_VALUE"),
    ({"first": 2**31}, "BAD_VALUE"),
    ({"first": 5, "after": "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzIzOjU5IiwgIiJd"}, "BAD_CURSOR"),
    ({"first": 5, "after": "WyIxIiwgIiJd"}, "BAD_CURSOR"),
]


@pytest.mark.parametrize(("asked", "code"), REFUSED, ids=str)
async def test_a_page_that_cannot_be_is_refused(client: Client, asked: dict[str, Any], code: str) -> None:
    answer = await client.run("admin", "admin", PAGE, **asked)
    assert [error["extensions"]["code"] for error in answer["errors"]] == [code]


async def test_products_are_paged_by_sku(client: Client) -> None:
    text = (
        "query($a: String) { products(first: 4, after: $a) { totalCount edges { node { sku } } pageInfo"
        " { hasNextPage endCursor } } }"
    )
    one = (await client.admin(text))["products"]
    two = (await client.admin(text, a=one["pageInfo"]["endCursor"]))["products"]
    skus = [edge["node"]["sku"] for part in (one, two) for edge in part["edges"]]
    assert skus == ["GIFT-5000", "KYUSU-1", "PACK-1", "PACK-2", "SAMPLE-1", "TEIKI-1"]
    assert (one["totalCount"], two["pageInfo"]["hasNextPage"]) == (6, False)
    refused = await client.run("admin", "admin", text, a="x")
    assert refused["errors"][0]["extensions"]["code"] == "BAD_CURSOR"


LISTS = {
    "coupons": (
        "coupons(first: $n) { edges { node { state ownerEmail rule { name } redemptions { amount {"
        " amount } } } } }"
    ),
    "orders": "orders(first: $n) { edges { node { externalId quote { total { amount } } coupons { state } } } }",
    "redemptions": "redemptions(first: $n) { edges { node { rule amount { amount } } } }",
    "messages": "messages(first: $n) { edges { node { state coupon { state } order { externalId } } } }",
    "inbox": "inbox(first: $n) { edges { node { subject } } }",
    "audit": "audit(first: $n) { edges { node { action detail { name value } } } }",
    "revisions": "revisions(first: $n) { edges { node { number } } }",
    "rules": "rules { name figures { issued } }",
}
MOST_STATEMENTS = 6
"""Of a page of 100 coupons with rule and redemptions (design/api.md), credentials included."""


@pytest.mark.parametrize("name", LISTS)
async def test_a_list_takes_as_many_statements_for_many_rows_as_for_few(
    sqlite_client: Client, name: str
) -> None:
    text = f"query($n: Int = 20) {{ {LISTS[name].replace('(first: $n)', '') if name == 'rules' else LISTS[name]} }}"
    text = text.replace("($n: Int = 20)", "") if name == "rules" else text
    counts = []
    for size in (2, 30):
        variables: dict[str, Any] = {} if name == "rules" else {"n": size}
        await sqlite_client.admin(text, **variables)
        with counted_statements() as statements:
            answer = await sqlite_client.admin(text, **variables)
        if name in {"coupons", "orders", "messages"}:
            assert len(answer[name]["edges"]) == size
        counts.append(len(statements))
    assert counts[0] == counts[1]
    assert counts[0] <= MOST_STATEMENTS, statements
