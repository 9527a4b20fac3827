"""The sandbox over HTTP: buy, read the mail, redeem, be refused; the gateway fails and nothing is half-done."""

import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx2
import pytest

from engine.model.records import Page
from engine.service.engine import Engine
from engine.service.sandboxes import Sandboxes
from engine.service.unsubscribe import unsubscribe_link
from engine.store.connect import open_store
from engine.wiring import sandbox_engine
from graphql_api.app import create_app
from graphql_api.rates import Rates
from tests.graphql.client import GENEROUS, SITE, Client, sign_in
from tests.graphql.documents import QUOTE
from tests.service.shop import make_engine

pytestmark = pytest.mark.slow  # each opens a database of its own
OWN = {"x-otoku-request": "1"}


@dataclass(slots=True, kw_only=True)
class Visitor:
    """A signed-in person in the sandbox of the shop `tea`, who fills a cart and pays."""

    engine: Engine
    http: httpx2.AsyncClient
    carts: int = field(default=0)

    async def get(self, path: str) -> dict[str, Any]:
        response = await self.http.get(f"/sandbox/api/{path}")
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()
        return found

    async def post(self, path: str, status: int = 200, /, **body: Any) -> dict[str, Any]:
        response = await self.http.post(f"/sandbox/api/{path}", json=body, headers=OWN)
        assert response.status_code == status, response.text
        found: dict[str, Any] = response.json()
        return found

    def cart(
        self, *skus: str, email: str = "hanako@example.com", codes: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        self.carts += 1
        return {
            "lines": [{"sku": sku, "quantity": 1} for sku in skus],
            "buyer": {"email": email, "name": "花子", "member": False, "locale": "ja"},
            "codes": list(codes),
            "cartToken": f"cart-{self.carts}",
        }

    async def checkout(self, *skus: str, status: int = 200, **rest: Any) -> dict[str, Any]:
        return await self.post("checkout", status, **self.cart(*skus, **rest))

    async def pay(self, *skus: str, told: str = "approve", **rest: Any) -> dict[str, Any]:
        payment = await self.checkout(*skus, **rest)
        payment = await self.post(f"payments/{payment['id']}/gateway", told=told)
        assert payment["state"] == "authorised"
        return await self.post(f"payments/{payment['id']}/confirm", total=payment["quote"]["total"]["amount"])

    async def code(self) -> str:
        mails = (await self.get("inbox"))["mails"]
        found = re.search(r"[：:]\s*(\d{8})\b", mails[0]["text"])
        assert found is not None
        return found.group(1)

    async def earn(self, email: str = "hanako@example.com") -> str:
        paid = await self.pay("SAMPLE-1", email=email)
        assert paid["state"] == "paid"
        return await self.code()


async def visitor_of(engine: Engine, rates: Rates = GENEROUS) -> Visitor:
    transport = httpx2.ASGITransport(app=create_app(engine, rates=rates), client=("203.0.113.7", 4711))
    visitor = Visitor(engine=engine, http=httpx2.AsyncClient(transport=transport, base_url=SITE))
    await sign_in(Client(engine=engine, http=visitor.http, shop="tea"))
    return visitor


@pytest.fixture
async def real(tmp_path: Path, opened_sqlite: Path) -> AsyncIterator[Engine]:
    """The engine of the real shop, with a folder for sandboxes."""
    shutil.copy(opened_sqlite, tmp_path / "otoku.sqlite3")
    store = open_store(f"sqlite://{tmp_path}/otoku.sqlite3")
    await store.open()
    yield make_engine(store, sandbox_folder=tmp_path / "otoku.sandbox")
    await store.close()


@pytest.fixture
async def visitor(real: Engine) -> AsyncIterator[Visitor]:
    """Somebody signed in."""
    visitor = await visitor_of(real)
    yield visitor
    await visitor.http.aclose()


@pytest.mark.requirement("S1.38", "S1.40", "S1.41", "S1.42", "S1.45", "S1.46")
async def test_a_test_order_goes_the_whole_way_from_the_sample_to_the_redeemed_coupon(
    visitor: Visitor,
) -> None:
    code = await visitor.earn()

    payment = await visitor.checkout("PACK-1", codes=(code,))
    assert payment["quote"]["gatewayTotal"]["amount"] == 3800 + 500  # the payment page: the list price
    assert payment["quote"]["total"]["amount"] == 3300 + 500  # the confirmation after it: the discount
    assert payment["quote"]["displayDiscount"] == "AT_CONFIRMATION"
    await visitor.post(f"payments/{payment['id']}/gateway", told="approve")
    paid = await visitor.post(f"payments/{payment['id']}/confirm", total=3800)

    assert paid["state"] == "paid"
    assert [used["amount"]["amount"] for used in paid["redemptions"]] == [500]
    assert await visitor.engine.store.counts("tea", "orders") == 0  # of the real shop


@pytest.mark.requirement("S1.43")
async def test_the_payment_page_shows_the_reduced_price_of_a_shared_code(visitor: Visitor) -> None:
    payment = await visitor.checkout("PACK-1", codes=("ｗｅｌｃｏｍｅ10",))
    assert payment["quote"]["gatewayTotal"]["amount"] == payment["quote"]["total"]["amount"] == 3420 + 500


@pytest.mark.requirement("S1.8")
async def test_another_address_cannot_go_to_pay_with_the_code(visitor: Visitor) -> None:
    code = await visitor.earn()

    refused = await visitor.checkout("PACK-1", email="taro@example.com", codes=(code,), status=409)

    assert refused["error"]["code"] == "NOT_YOURS"


@pytest.mark.requirement("V1", "S1.17")
async def test_when_the_clock_is_moved_past_its_last_day_the_code_has_expired(visitor: Visitor) -> None:
    code = await visitor.earn()
    shop = await visitor.post("clock", hours=24 * 14)
    assert shop["clock"]["aheadSeconds"] == 14 * 24 * 3600
    assert (await visitor.post("price", **visitor.cart("PACK-1", codes=(code,))))["quote"]["refusals"] == []

    await visitor.post("clock", hours=24)

    refused = await visitor.checkout("PACK-1", codes=(code,), status=409)
    assert refused["error"]["code"] == "EXPIRED"


async def test_a_refused_payment_leaves_no_order_and_gives_the_code_back(visitor: Visitor) -> None:
    code = await visitor.earn()
    payment = await visitor.checkout("PACK-1", codes=(code,))

    refused = await visitor.post(f"payments/{payment['id']}/gateway", told="refuse")
    assert refused["state"] == "refused"
    again = await visitor.post(f"payments/{payment['id']}/confirm", total=3800)
    assert again["state"] == "refused"

    assert (await visitor.pay("PACK-1", codes=(code,)))["state"] == "paid"  # another cart, at once


async def test_while_somebody_pays_nobody_else_can_use_the_code(visitor: Visitor) -> None:
    code = await visitor.earn()
    await visitor.checkout("PACK-1", codes=(code,))
    held = await visitor.checkout("PACK-1", codes=(code,), status=409)
    assert held["error"]["code"] == "HELD"


async def test_a_lost_answer_of_the_gateway_is_asked_for_and_nobody_pays_twice(visitor: Visitor) -> None:
    code = await visitor.earn()
    unknown = await visitor.pay("PACK-1", codes=(code,), told="time_out")
    assert (unknown["state"], unknown["reports"]) == ("unknown", 0)

    known = await visitor.get(f"payments/{unknown['id']}")

    assert (known["state"], known["reports"], known["repeated"]) == ("paid", 1, 0)
    once_more = await visitor.post(f"payments/{unknown['id']}/confirm", total=3800)
    assert (once_more["state"], once_more["reports"]) == ("paid", 1)


async def test_a_payment_reported_twice_is_one_order_and_one_coupon(visitor: Visitor) -> None:
    paid = await visitor.pay("SAMPLE-1", told="twice")

    assert (paid["state"], paid["reports"], paid["repeated"]) == ("paid", 2, 1)
    assert [coupon["rule"] for coupon in paid["issued"]] == ["thanks-coupon"]
    assert len((await visitor.get("inbox"))["mails"]) == 1


async def test_a_code_that_ends_on_the_payment_page_costs_nobody_money_unseen(visitor: Visitor) -> None:
    code = await visitor.earn()
    payment = await visitor.checkout("PACK-1", codes=(code,))
    await visitor.post(f"payments/{payment['id']}/gateway", told="approve")
    await visitor.post("clock", hours=24 * 20)

    shown = await visitor.post(f"payments/{payment['id']}/confirm", total=3800)
    assert (shown["state"], shown["quote"]["total"]["amount"]) == ("authorised", 4300)
    assert shown["message"]
    paid = await visitor.post(f"payments/{payment['id']}/confirm", total=4300)
    assert (paid["state"], paid["redemptions"]) == ("paid", [])


async def test_browsers_ask_the_same_storefront_api_with_the_token_of_the_sandbox(visitor: Visitor) -> None:
    code = await visitor.earn()
    shop = await visitor.get("shop")
    cart = {
        "lines": [{"sku": "PACK-1", "quantity": 1}],
        "buyer": {"email": "taro@example.com"},
        "test": True,
    }

    async def ask(token: str, origin: str = SITE) -> httpx2.Response:
        return await visitor.http.post(
            "/sandbox/storefront/graphql",
            json={"query": QUOTE, "variables": {"cart": cart, "codes": [code]}},
            headers={"authorization": f"Bearer {token}", "origin": origin},
        )

    quote = (await ask(shop["publishableToken"])).json()["data"]["quote"]["quote"]
    assert [refusal["reason"] for refusal in quote["refusals"]] == ["INVALID_CODE"]  # no more for a browser
    assert (await ask("otk_live_nonsense")).status_code == 401
    assert (await ask(shop["publishableToken"], "https://elsewhere.example")).status_code == 403
    real = await visitor.http.post(
        "/storefront/graphql",
        json={"query": QUOTE, "variables": {"cart": cart, "codes": []}},
        headers={"authorization": f"Bearer {shop['publishableToken']}"},
    )
    assert real.status_code == 401


@pytest.mark.requirement("S1.39")
async def test_a_product_without_the_sandbox_tick_is_refused_and_marked_in_the_window(
    visitor: Visitor,
) -> None:
    shop = await visitor.get("shop")
    assert [one["sku"] for one in shop["products"] if not one["sandbox"]] == ["GIFT-5000"]

    refused = await visitor.checkout("GIFT-5000", status=409)

    assert refused["error"]["code"] == "NOT_IN_SANDBOX"


async def test_the_draft_can_be_chosen_and_says_what_is_wrong_with_it(visitor: Visitor) -> None:
    shop = await visitor.get("shop")
    assert len(shop["rules"].pop("examples")) > 5
    own = {"source": "live", "example": "", "revision": 1, "errors": [], "live": 1, "draft": 1}
    assert shop["rules"] == own
    chosen = await visitor.post("rules", source="draft")
    assert chosen["rules"]["source"] == "draft"
    refused = await visitor.post("rules", 400, source="yesterday")
    assert refused["error"]["code"] == "BAD_VALUE"


async def test_an_example_brings_its_own_products_and_empties_the_sandbox(visitor: Visitor) -> None:
    before = await visitor.get("shop")
    await visitor.pay("SAMPLE-1")

    shop = await visitor.post("rules", source="example", example="08-buy-two-get-one")

    assert shop["generation"] == before["generation"] + 1
    assert (shop["rules"]["source"], shop["rules"]["example"]) == ("example", "08-buy-two-get-one")
    assert "SOAP-1" in [one["sku"] for one in shop["products"]]
    cart = visitor.cart("SOAP-1", "SOAP-2", "TOWEL-1")
    quote = (await visitor.post("price", **cart | {"lines": [{"sku": "SOAP-1", "quantity": 3}]}))["quote"]
    assert [one["rule"] for one in quote["discounts"]] == ["soap-three-for-two"]
    again = await visitor.post("rules", source="live")
    assert again["generation"] == shop["generation"] + 1
    assert [one["sku"] for one in again["products"]] == [one["sku"] for one in before["products"]]
    for example in ("../../etc", "25-seminar-steps"):
        refused = await visitor.post("rules", 400, source="example", example=example)
        assert refused["error"]["code"] == "BAD_VALUE"


async def test_the_figures_of_the_sandbox_count_its_orders(visitor: Visitor) -> None:
    code = await visitor.earn()
    await visitor.pay("PACK-1", codes=(code,))

    found = {one["rule"]: one for one in (await visitor.get("figures"))["rules"]}

    assert found["thanks-coupon"] == {
        "rule": "thanks-coupon",
        "title": found["thanks-coupon"]["title"],
        "matched": found["thanks-coupon"]["matched"],
        "issued": 1,
        "redeemed": 1,
        "discount_amount": 500,
        "limited": 0,
        "suppressed": 0,
        "abandoned": 0,
        "sent": 1,
        "clicked": 0,
        "recovered": 0,
        "recovered_amount": 0,
    }


async def test_the_link_in_a_mail_of_the_sandbox_leads_to_a_page_of_the_sandbox(visitor: Visitor) -> None:
    folder = visitor.engine.sandbox_folder
    assert folder is not None
    await visitor.pay("SAMPLE-1")
    sandboxes = Sandboxes(main=visitor.engine, folder=folder, engine_over=sandbox_engine)
    engine = (await sandboxes.enter("tea")).engine
    (message,) = await engine.store.messages("tea", Page(limit=9), state=None, order_id=None, coupon_id=None)
    link = unsubscribe_link(engine, "tea", message.id)
    await sandboxes.close()
    path = link.partition("/sandbox/")[2]

    assert (await visitor.http.get(f"/sandbox/{path}")).status_code == 200
    assert (await visitor.http.get(f"/sandbox/{path}x")).status_code == 404
    assert (await visitor.http.get(f"/{path}")).status_code == 404  # other keys than the real shop


async def test_a_reset_empties_the_inbox_the_payments_and_the_clock(visitor: Visitor) -> None:
    paid = await visitor.pay("SAMPLE-1")
    await visitor.post("clock", hours=5)

    shop = await visitor.post("reset")

    assert shop["clock"]["aheadSeconds"] == 0
    assert (await visitor.get("inbox"))["mails"] == []
    gone = await visitor.http.get(f"/sandbox/api/payments/{paid['id']}")
    assert (gone.status_code, gone.json()["error"]["code"]) == (404, "NOT_FOUND")


async def test_a_mail_is_shown_in_a_frame_without_rights(visitor: Visitor) -> None:
    await visitor.earn()
    (mail,) = (await visitor.get("inbox"))["mails"]
    shown = await visitor.http.get(f"/sandbox/inbox/{mail['id']}/html")
    assert "sandbox" in shown.headers["content-security-policy"]
    assert shown.headers["content-type"].startswith("text/html")
    assert (await visitor.http.get("/sandbox/inbox/none/html")).status_code == 404


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "lines"),
        ({"lines": [1], "cartToken": "c"}, "lines"),
        ({"lines": [{"sku": 1, "quantity": 1}], "cartToken": "c"}, "sku"),
        ({"lines": [{"sku": "PACK-1", "quantity": True}], "cartToken": "c"}, "quantity"),
        ({"lines": [], "codes": [1], "cartToken": "c"}, "codes"),
        ({"lines": [{}] * 501, "cartToken": "c"}, "500"),
        ({"lines": []}, "cartToken"),
    ],
)
async def test_a_malformed_cart_is_refused_with_what_was_expected(
    visitor: Visitor, body: dict[str, Any], named: str
) -> None:
    refused = await visitor.post("checkout", 400, **body)
    assert refused["error"]["code"] == "BAD_VALUE"
    assert named in refused["error"]["message"]


@pytest.mark.parametrize("hours", [0, -1, 8785])
async def test_the_clock_moves_forwards_only(visitor: Visitor, hours: int) -> None:
    assert (await visitor.post("clock", 400, hours=hours))["error"]["code"] == "BAD_VALUE"


async def test_after_years_in_the_sandbox_its_tokens_still_work(visitor: Visitor) -> None:
    for _ in range(2):
        await visitor.post("clock", hours=24 * 366)
    assert (await visitor.pay("SAMPLE-1"))["state"] == "paid"


async def test_only_signed_in_people_come_in_and_no_form_of_another_site_acts(visitor: Visitor) -> None:
    form = await visitor.http.post("/sandbox/api/reset", json={})
    assert (form.status_code, form.json()["error"]["code"]) == (403, "CROSS_SITE")
    other = await visitor.http.post(
        "/sandbox/api/reset", json={}, headers=OWN | {"origin": "https://elsewhere.example"}
    )
    assert other.status_code == 403
    text = await visitor.http.post(
        "/sandbox/api/clock", content=b"{}", headers=OWN | {"content-type": "text/plain"}
    )
    assert text.json()["error"]["code"] == "CONTENT_TYPE"

    visitor.http.cookies.clear()
    for path in ("/sandbox/api/shop", "/sandbox/api/inbox", "/sandbox/inbox/x/html"):
        refused = await visitor.http.get(path)
        assert (refused.status_code, refused.json()["error"]["code"]) == (401, "UNAUTHENTICATED")
    assert (await visitor.http.post("/sandbox/storefront/graphql", json={})).status_code == 401


async def test_refusals_speak_the_language_of_the_visitor(visitor: Visitor) -> None:
    visitor.http.headers["accept-language"] = "ja"
    refused = await visitor.checkout("PACK-1", codes=("NOSUCHCODE",), status=409)
    assert re.search(r"[ぁ-ん]", refused["error"]["message"])


async def test_an_installation_without_sandbox_has_no_such_pages(real: Engine) -> None:
    visitor = await visitor_of(replace(real, sandbox_folder=None))
    assert (await visitor.http.get("/sandbox/api/shop")).status_code == 404
    assert (await visitor.http.get("/sandbox/")).status_code == 404
    await visitor.http.aclose()
