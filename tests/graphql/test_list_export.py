"""Lists are taken away as files: with the screen's filter, by right, and safe in a spreadsheet."""

import csv
import io
from typing import Any

import pytest

from engine.model.records import Page
from engine.service import ask
from engine.service.export_lists import Reader, export_orders
from engine.service.spreadsheet import spreadsheet
from engine.service.tokens import TokenKind, create_token
from tests.graphql.client import TEST, Client
from tests.graphql.documents import RECORD, order

ASK = "name mediaType text rows complete"
COUPONS = f"query($f: CouponFilter) {{ couponsExport(filter: $f) {{ {ASK} }} }}"
ORDERS = f"query($f: OrderFilter) {{ ordersExport(filter: $f) {{ {ASK} }} }}"
USES = f"query($f: RedemptionFilter) {{ redemptionsExport(filter: $f) {{ {ASK} }} }}"
READER = Reader(currency="JPY", zone="Asia/Tokyo", addresses=True)


async def counting(client: Client) -> str:
    """A token that takes files away and sees no addresses, as an analyst does."""
    made = await create_token(
        client.engine,
        client.shop,
        kind=TokenKind.ADMIN,
        name="figures",
        actor=TEST,
        scopes=frozenset({"read"}),
    )
    return made.text


def table(file: dict[str, Any]) -> list[dict[str, str]]:
    assert file["mediaType"] == "text/csv"
    assert file["text"].startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(file["text"].removeprefix("\ufeff"))))


async def test_coupons_are_taken_away_masked_and_with_the_filter_of_the_screen(client: Client) -> None:
    for n in range(3):
        await client.storefront(RECORD, input=order(f"o{n}", "SAMPLE-1", email=f"u{n}@shop.example"))
    file = (await client.admin(COUPONS))["couponsExport"]
    rows = table(file)
    assert (file["name"], file["rows"], file["complete"], len(rows)) == ("coupons.csv", 3, True, 3)
    assert {row["owner"] for row in rows} == {"u0@shop.example", "u1@shop.example", "u2@shop.example"}
    assert all(row["code"].startswith("••••") and len(row["code"]) == 8 for row in rows)
    assert {row["state"] for row in rows} == {"issued"}
    one = table((await client.admin(COUPONS, f={"orderId": "o1"}))["couponsExport"])
    assert [row["order"] for row in one] == ["o1"]


async def test_orders_and_uses_are_taken_away_with_what_was_taken_off(client: Client) -> None:
    await client.storefront(RECORD, input=order("first", "PACK-1"))
    await client.storefront(RECORD, input=order("second", "PACK-1", email="hana@shop.example"))
    rows = table((await client.admin(ORDERS))["ordersExport"])
    assert {(row["order"], row["buyer"]) for row in rows} == {
        ("first", "taro@shop.example"),
        ("second", "hana@shop.example"),
    }
    assert all(
        int(row["subtotal"]) - int(row["discount"]) + int(row["shipping"]) == int(row["total"])
        for row in rows
    )
    mine = table((await client.admin(ORDERS, f={"email": "TARO@shop.example"}))["ordersExport"])
    assert [row["order"] for row in mine] == ["first"]
    uses = table((await client.admin(USES, f={"orderId": "first"}))["redemptionsExport"])
    assert sum(int(row["amount"]) for row in uses) == int(mine[0]["discount"])


async def test_a_file_that_could_not_hold_all_says_so(client: Client) -> None:
    for n in range(3):
        await client.storefront(RECORD, input=order(f"o{n}", "SAMPLE-1"))

    async def load(page: Page) -> tuple[Any, ...]:
        return await ask.orders(client.engine, client.shop, page)

    cut = await export_orders(load, READER, most=2)
    assert (cut.rows, cut.complete) == (2, False)
    exact = await export_orders(load, READER, most=3)
    assert (exact.rows, exact.complete) == (3, True)


async def test_no_text_of_a_customer_is_a_formula(client: Client) -> None:
    await client.storefront(RECORD, input=order("=1+1", "SAMPLE-1"))
    assert table((await client.admin(ORDERS))["ordersExport"])[0]["order"] == "'=1+1"
    assert spreadsheet(("a",), [("@x",), (-5,)]).split("\r\n")[1:3] == ["'@x", "-5"]


@pytest.mark.parametrize("document", [COUPONS, ORDERS, USES])
async def test_whoever_may_only_read_takes_nothing_away(client: Client, document: str) -> None:
    answer = await client.run("admin", await counting(client), document)
    assert answer["errors"][0]["extensions"] | {"id": ""} == {
        "code": "FORBIDDEN",
        "right": "export",
        "id": "",
    }
