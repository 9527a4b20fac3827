"""Carts and forms over HTTP: what browsers may say, what links bring back, what staff see and send (S3)."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from engine.model.answers import Published
from engine.model.consent import ConsentAct
from engine.model.program import ChannelName
from engine.model.records import SourceFile
from engine.service.clock import VirtualClock
from engine.service.consent import change_consent
from engine.service.consent_entry import ConsentRequest
from engine.service.engine import Engine
from engine.service.publish import publish
from tests.graphql.client import ORIGIN, TEST, Client, connect
from tests.service.shop import drain, inbox_texts

EXAMPLES = Path(__file__).resolve().parents[2] / "rules" / "examples"
SAVE = "mutation($input: CartSaveInput!) { cartSave(input: $input) { saved errors { code field message } } }"
FORM = "mutation($input: FormProgressInput!) { formProgress(input: $input) { saved errors { code field } } }"
RECOVER = """
mutation($input: CartRecoverInput!) {
  cartRecover(input: $input) {
    cart { token page step lines { sku quantity plan } gone quote { total { amount } } }
    errors { code }
  }
}
"""
CARTS = """
query($filter: CartFilter) {
  carts(filter: $filter, first: 10) {
    edges { node {
      id state left page member lines { sku quantity unitPrice { amount } } total { amount }
      abandonedMark abandonedOn abandonedAmount { amount } recoveredMark orderExternalId
      buyer { email } messages { rule state reason }
    } }
  }
}
"""
TOTALS = """
query($since: Date!, $until: Date!, $left: [LeftAt!]) {
  cartTotals(since: $since, until: $until, left: $left) {
    abandoned abandonedTotal { amount } sent delivered clicked
    recovered recoveredTotal { amount } assisted assistedTotal { amount } recoveryRate
  }
}
"""
REMIND = """
mutation($input: CartRemindersSendInput!) {
  cartRemindersSend(input: $input) { rows { cartId queued errors { code message } } errors { code } }
}
"""
RECORD = (
    "mutation($input: OrderRecordInput!) { orderRecord(input: $input) { order { state } errors { code } } }"
)


def files(example: str) -> tuple[SourceFile, ...]:
    folder = EXAMPLES / example
    paths = (*folder.glob("*.otoku"), *folder.glob("templates/*.liquid"))
    return tuple(
        SourceFile(path=path.relative_to(folder).as_posix(), text=path.read_text(encoding="utf-8"))
        for path in sorted(paths)
    )


@pytest.fixture
async def carts(engine: Engine) -> AsyncIterator[Client]:
    """A client of the shop `tea` under the rules of example 22."""
    published = await publish(engine, "tea", files("22-cart-abandonment"), expected=1, actor=TEST)
    assert isinstance(published, Published), published
    client = await connect(engine)
    yield client
    await client.http.aclose()


def cart(token: str = "t1", **fields: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "cart": {
            "token": token,
            "lines": [{"sku": "PACK-1", "quantity": 2, "unitPrice": 1}],
            "buyer": {"email": "hana@shop.example", "name": "花子", "locale": "ja"},
        },
        "step": "CONFIRM",
        "returnUrl": f"{ORIGIN}/cart?lang=ja",
    }
    return given | fields


async def agrees(engine: Engine, email: str = "hana@shop.example") -> None:
    request = ConsentRequest(
        channel=ChannelName.EMAIL, address=email, act=ConsentAct.GIVEN, wording="news", source="sign-up"
    )
    await change_consent(engine, "tea", request, actor=TEST)


async def later(engine: Engine, **length: float) -> None:
    clock = engine.clock
    assert isinstance(clock, VirtualClock)
    clock.set(clock.now() + timedelta(**length))
    await drain(engine)


async def browser(
    client: Client, document: str, said: dict[str, Any], origin: str = ORIGIN
) -> dict[str, Any]:
    body = {"query": document, "variables": {"input": said}}
    response = await client.post("/storefront/graphql", "publishable", body, origin=origin)
    answer: dict[str, Any] = response.json()
    assert "errors" not in answer, answer
    (payload,) = answer["data"].values()
    return dict(payload)


async def link(engine: Engine) -> str:
    found = re.search(r"https://promo\.shop\.example(/r/\S+)", (await inbox_texts(engine))[0])
    assert found is not None
    return found[1]


@pytest.mark.requirement("S3.28", "S3.30", "S3.32", "S3.33", "S3.34")
async def test_a_cart_is_left_reminded_of_brought_back_and_bought(carts: Client) -> None:
    engine = carts.engine
    await agrees(engine)
    assert await browser(carts, SAVE, cart()) == {"saved": True, "errors": []}
    await later(engine, hours=1)
    path = await link(engine)

    # Whatever scans the mail looks at the link and changes nothing.
    for method in ("HEAD", "GET"):
        assert (await carts.http.request(method, path, follow_redirects=False)).status_code == 303
    page = await carts.http.get(path, follow_redirects=False)
    address = page.headers["location"]
    assert address.startswith(f"{ORIGIN}/cart?lang=ja&otoku_cart=")
    assert "hana" not in address
    assert "t1" not in address.split("otoku_cart=")[1].split(".")
    totals = await period(carts, engine)
    assert (totals["sent"], totals["clicked"]) == (1, 0)

    token = path.removeprefix("/r/")
    back = await browser(carts, RECOVER, {"token": token})
    assert back == {
        "cart": {
            "token": "t1",
            "page": "SHOP",
            "step": "CONFIRM",
            "lines": [{"sku": "PACK-1", "quantity": 2, "plan": ""}],
            "gone": [],
            "quote": {"total": {"amount": 7600}},
        },
        "errors": [],
    }
    again = await browser(carts, RECOVER, {"token": token})
    assert again["cart"]["token"] == "t1"
    order = {
        "id": "9001",
        "state": "PAID",
        "cartToken": "t1",
        "buyer": {"email": "hana@shop.example"},
        "lines": [{"sku": "PACK-1", "quantity": 2}],
    }
    await carts.storefront(RECORD, input=order)
    await is_recovered(carts, path)


async def is_recovered(carts: Client, path: str) -> None:
    assert await period(carts, carts.engine) == {
        "abandoned": 1,
        "abandonedTotal": {"amount": 7600},
        "sent": 1,
        "delivered": 1,
        "clicked": 1,
        "recovered": 1,
        "recoveredTotal": {"amount": 7600},
        "assisted": 0,
        "assistedTotal": {"amount": 0},
        "recoveryRate": 1.0,
    }
    orders = "query($f: OrderFilter) { orders(filter: $f) { edges { node { externalId recoveredMark } } } }"
    for wanted, expected in (("YES", ["9001"]), ("NO", []), ("ANY", ["9001"])):
        rows = (await carts.admin(orders, f={"recovered": wanted}))["orders"]["edges"]
        assert [row["node"]["externalId"] for row in rows] == expected
        assert all(row["node"]["recoveredMark"] == "yes" for row in rows)
    assert (await carts.http.get(path)).status_code == 404
    bought = await browser(carts, RECOVER, {"token": path.removeprefix("/r/")})
    assert bought["errors"] == [{"code": "LINK_DEAD"}]


async def period(client: Client, engine: Engine, **more: Any) -> dict[str, Any]:
    day = engine.clock.now().date()
    found = await client.admin(
        TOTALS, since=str(day - timedelta(days=7)), until=str(day + timedelta(days=7)), **more
    )
    return dict(found["cartTotals"])


@pytest.mark.requirement("S3.23", "S3.24", "S3.25", "S3.26", "S3.27", "S3.34")
async def test_columns_are_texts_ready_to_be_shown_in_japanese_too(carts: Client) -> None:
    await browser(carts, SAVE, cart())
    await browser(carts, SAVE, cart("t2", step="CART"))
    body = {"query": CARTS, "variables": {"filter": {"abandoned": "YES"}}}
    response = await carts.post("/admin/graphql", "admin", body, accept_language="ja")
    (row,) = [edge["node"] for edge in response.json()["data"]["carts"]["edges"]]
    assert (row["state"], row["left"], row["page"], row["member"]) == ("ABANDONED", "CONFIRM", "SHOP", False)
    assert (row["abandonedMark"], row["abandonedOn"], row["recoveredMark"]) == ("あり", "2026/05/20", "")
    assert row["abandonedAmount"] == {"amount": 7600}
    assert row["lines"] == [
        {"sku": "PACK-1", "quantity": 2, "unitPrice": {"amount": 3800}}
    ]  # not the browser's price
    assert row["buyer"] == {"email": "hana@shop.example"}
    (other,) = [
        edge["node"] for edge in (await carts.admin(CARTS, filter={"abandoned": "NO"}))["carts"]["edges"]
    ]
    assert (other["state"], other["abandonedMark"], other["abandonedOn"]) == ("OPEN", "", "")
    assert other["abandonedAmount"] is None


@pytest.mark.requirement("S3.21", "S3.22", "S3.24", "S3.25", "S3.26", "S3.27")
async def test_customers_are_searched_by_whether_they_left_a_cart(carts: Client) -> None:
    order = {"state": "PAID", "lines": [{"sku": "SAMPLE-1", "quantity": 1}]}
    for number, email in enumerate(("hana@shop.example", "taro@shop.example")):
        await carts.storefront(RECORD, input={"id": str(number), "buyer": {"email": email}, **order})
    await later(carts.engine, minutes=1)
    await browser(carts, SAVE, cart())
    customers = """
      query($abandoned: YesNoKind!) { customers(abandoned: $abandoned) { edges { node {
        email abandonedMark abandonedOn abandonedAmount { amount }
      } } } }
    """
    rows = (await carts.admin(customers, abandoned="YES"))["customers"]["edges"]
    assert [row["node"] for row in rows] == [
        {
            "email": "hana@shop.example",
            "abandonedMark": "yes",
            "abandonedOn": "2026/05/20",
            "abandonedAmount": {"amount": 7600},
        }
    ]
    rows = (await carts.admin(customers, abandoned="NO"))["customers"]["edges"]
    assert [(row["node"]["email"], row["node"]["abandonedMark"]) for row in rows] == [
        ("taro@shop.example", "")
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/cart",
        "https://shop.example@elsewhere.example/",
        "javascript:alert(1)",
        "//shop.example/cart",
        "https://shop.example.elsewhere.example/",
    ],
)
async def test_a_browser_cannot_send_shoppers_to_another_site(carts: Client, url: str) -> None:
    answer = await browser(carts, SAVE, cart(returnUrl=url))
    assert answer["saved"] is False
    assert [(one["code"], one["field"]) for one in answer["errors"]] == [("URL_NOT_ALLOWED", ["returnUrl"])]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"token": ""}, "TEXT_INVALID", ["cart", "token"]),
        ({"lines": [{"sku": "NOTHING", "quantity": 1}]}, "UNKNOWN_PRODUCT", ["cart", "lines", "0", "sku"]),
        ({"buyer": {"email": "nobody"}}, "EMAIL_INVALID", ["cart", "buyer", "email"]),
    ],
)
async def test_a_bad_report_says_where_and_is_not_kept(
    carts: Client, change: dict[str, Any], code: str, field: list[str]
) -> None:
    said = cart()
    answer = await browser(carts, SAVE, said | {"cart": said["cart"] | change})
    assert [(one["code"], one["field"]) for one in answer["errors"]] == [(code, field)]
    assert (await carts.admin(CARTS))["carts"]["edges"] == []


@pytest.mark.requirement("S3.29", "S3.36", "S3.37", "S3.38", "S3.49", "S3.50", "S3.52")
async def test_a_form_comes_back_on_its_landing_page_and_its_consent_is_in_the_ledger(carts: Client) -> None:
    engine = carts.engine
    published = await publish(engine, "tea", files("23-form-abandonment"), expected=2, actor=TEST)
    assert isinstance(published, Published), published
    said = {
        "token": "f1",
        "buyer": {"email": "jiro@shop.example", "phone": "090-1234-5678", "name": "次郎"},
        "lines": [{"sku": "PACK-1", "quantity": 1}],
        "returnUrl": f"{ORIGIN}/lp/spring",
        "ad": {"url": "https://ads.example/1", "formExit": True},
        "consent": {"wording": "お知らせを受け取る", "version": "v1"},
    }
    assert await browser(carts, FORM, said) == {"saved": True, "errors": []}
    await later(engine, hours=2 + 3 * 24)
    path = await link(engine)
    page = await carts.http.get(path, follow_redirects=False)
    assert page.headers["location"].startswith(f"{ORIGIN}/lp/spring?otoku_cart=")
    back = await browser(carts, RECOVER, {"token": path.removeprefix("/r/")})
    assert (back["cart"]["page"], back["cart"]["step"]) == ("LP", "FORM")
    permission = await engine.store.permission("tea", ChannelName.EMAIL, "jiro@shop.example", "")
    assert permission is not None
    assert permission.given
    forms = await period(carts, engine, left=["FORM"])
    assert (forms["abandoned"], forms["sent"], forms["clicked"]) == (1, 1, 1)
    others = await period(carts, engine, left=["CART", "CONFIRM"])
    assert (others["abandoned"], others["sent"]) == (0, 0)


@pytest.mark.requirement("S3.12", "S3.20", "S3.39")
async def test_staff_remind_by_hand_with_a_template_of_the_right_category_only(carts: Client) -> None:
    await agrees(carts.engine)
    await browser(carts, SAVE, cart())
    (row,) = (await carts.admin(CARTS))["carts"]["edges"]
    cart_id = row["node"]["id"]

    async def remind(**said: Any) -> dict[str, Any]:
        payload = await carts.admin(REMIND, input={"cartIds": [cart_id], "template": "cart-reminder"} | said)
        return dict(payload["cartRemindersSend"])

    assert [one["queued"] for one in (await remind(idempotencyKey="k1"))["rows"]] == [True]
    assert [one["queued"] for one in (await remind(idempotencyKey="k1"))["rows"]] == [True]
    (refused,) = (await remind(template="thanks-coupon"))["rows"]
    assert [one["code"] for one in refused["errors"]] == ["NOT_FOUND"]
    (unknown,) = (await remind(cartIds=["nonsense"]))["rows"]
    assert [one["code"] for one in unknown["errors"]] == ["NOT_FOUND"]
    assert (await remind(cartIds=[]))["errors"] == [{"code": "INVALID_INPUT"}]
    await drain(carts.engine)
    (row,) = (await carts.admin(CARTS))["carts"]["edges"]
    assert row["node"]["messages"] == [
        {"rule": "by-hand", "state": "SENT", "reason": "keep: kept in the inbox"}
    ]
    assert row["node"]["state"] == "REMINDED"
    order = {"id": "1", "state": "PAID", "cartToken": "t1", "buyer": {"email": "hana@shop.example"}}
    await carts.storefront(RECORD, input=order | {"lines": [{"sku": "PACK-1", "quantity": 2}]})
    (bought,) = (await remind())["rows"]
    assert [one["code"] for one in bought["errors"]] == ["STATE_NOT_ALLOWED"]


async def test_addresses_are_seen_by_right_only(carts: Client) -> None:
    await browser(carts, SAVE, cart())
    answer = await carts.run("admin", "ci", CARTS)
    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_a_link_that_is_none_is_said_to_be_over(carts: Client) -> None:
    for path in ("/r/x", "/r/tea.aaaaaaaaaaaaaaaaaaaaaaaaaa", "/r/k1.AAAA.BBBB"):
        page = await carts.http.get(path)
        assert page.status_code == 404
        assert "no longer works" in page.text
