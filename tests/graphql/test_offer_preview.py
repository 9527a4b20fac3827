"""The preview of an offer's page: the page that a purchase would bring, decided by the code that decides orders."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from engine.dsl.forms.offer_starters import OFFER_STARTERS
from engine.service.catalog import ImportMode, import_products
from engine.service.read_products import ImportFormat
from engine.store.connect import open_store
from tests.graphql.client import Client, connect
from tests.service.shop import TEST, make_engine, open_shop
from tests.support.plans import CATALOG

PREVIEW = """query($input: OfferPreviewInput!) {
  offerPreview(input: $input) {
    page {
      headline bought offered product { sku text } price { regular { amount } first { amount } renewal { amount } }
      plans { name cycle } least most freeShipping timer { shown text } terms { cancel } buyLabel closeLabel
    }
    closesAfterSeconds reason triggers { sku plan } chosen { sku plan }
    diagnostics { code } errors { code field }
  }
}"""
V8_V9 = """offer "vector" {
  when %s with product "TEIKI-1"
  pattern %s to subscription
  show product "THOUSAND" plan "monthly"
  discount 20%%
  terms {
    payment "カード"
    delivery "3日"
    period "解約まで"
    cancel "いつでも"
  }
  limit 1 per customer
}
"""


@pytest.fixture(scope="module")
async def client() -> AsyncIterator[Client]:
    """A client of a shop whose products have plans; nothing is stored by previews."""
    store = open_store("memory://")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine)
    lines = CATALOG.read_text(encoding="utf-8").splitlines()
    lines.append("THOUSAND,千円の品,1000,shipped,both,10%,,,yes,shown,individual,yes,monthly: 1 month 10%,")
    lines.append("DIGITAL,ダウンロード,900,download,once,10%,,,no,shown,individual,yes,,")
    report = await import_products(
        engine, "tea", lines, format=ImportFormat.CSV, mode=ImportMode.ALL_OR_NOTHING, actor=TEST
    )
    assert report.problems == ()
    client = await connect(engine)
    yield client
    await client.http.aclose()
    await store.close()


async def preview(client: Client, rule: str, text: str, **more: Any) -> dict[str, Any]:
    """The preview of a rule in a new file."""
    draft = {"path": "offers.otoku", "text": f"otoku 1\n\n{text}"}
    answer = await client.admin(PREVIEW, input={"rule": rule, "draft": draft} | more)
    shown: dict[str, Any] = answer["offerPreview"]
    return shown


def starter(name: str) -> str:
    return next(one.text for one in OFFER_STARTERS if one.name == name)


@pytest.mark.requirement("S4.37", "S4.40", "S4.42", "S4.55", "S4.57", "S4.59", "S4.60")
async def test_a_page_is_previewed_as_it_is_written_and_priced(client: Client) -> None:
    shown = await preview(client, "one-more", starter("offer-one-more"))

    assert shown["page"] == {
        "headline": "いまのご注文に、もう1品いかがですか",
        "bought": "ONCE",
        "offered": "ONCE",
        "product": {"sku": "KYUSU-1", "text": "職人の手びねり。"},
        "price": {"regular": {"amount": 5500}, "first": {"amount": 4950}, "renewal": None},
        "plans": [],
        "least": 1,
        "most": 3,
        "freeShipping": True,
        "timer": {"shown": True, "text": "このページの有効期限"},
        "terms": None,
        "buyLabel": "追加注文する",
        "closeLabel": "追加せずに進む",
    }
    assert 600 == shown["closesAfterSeconds"]
    assert {"sku": "PACK-1", "plan": None} == shown["chosen"]


@pytest.mark.requirement("S4.48", "S4.51", "V8", "V9")
@pytest.mark.parametrize(
    ("occasion", "bought", "first"),
    [("order paid", "once", 720), ("subscription started", "subscription", 800)],
)
async def test_the_page_shows_the_first_price_and_that_of_later_deliveries(
    client: Client, occasion: str, bought: str, first: int
) -> None:
    shown = await preview(client, "vector", V8_V9 % (occasion, bought))

    assert {
        "regular": {"amount": 1000},
        "first": {"amount": first},
        "renewal": {"amount": 900},
    } == shown["page"]["price"]
    assert [{"name": "monthly", "cycle": "P1M"}] == shown["page"]["plans"]


@pytest.mark.requirement("S4.39", "S4.44", "S4.58")
async def test_what_is_hidden_is_not_on_the_page_and_the_deadline_stays(client: Client) -> None:
    text = starter("offer-one-more")
    text = text.replace('timer 10 minutes "このページの有効期限"', "timer hidden")
    text = text.replace("text from product", "text hidden").replace('close "追加せずに進む"', "close hidden")

    shown = await preview(client, "one-more", text)

    page = shown["page"]
    assert (False, "", None) == (page["timer"]["shown"], page["product"]["text"], page["closeLabel"])
    assert 600 == shown["closesAfterSeconds"]


@pytest.mark.requirement("S4.31", "V18")
async def test_a_purchase_without_a_plan_of_the_same_cycle_brings_no_page_and_it_says_why(
    client: Client,
) -> None:
    shown = await preview(
        client,
        "into-subscription",
        starter("offer-into-subscription"),
        trigger={"sku": "TEIKI-1", "plan": "weekly"},
    )

    assert shown["page"] is None
    assert "cycle" in shown["reason"]
    assert [{"sku": "TEIKI-1", "plan": "monthly"}, {"sku": "TEIKI-1", "plan": "weekly"}] == shown["triggers"]


async def test_conditions_limits_and_hours_do_not_keep_a_page_from_being_previewed(client: Client) -> None:
    text = starter("offer-one-more").replace(
        "  others allowed\n", "  status paused\n  if cart.total at least 900,000 JPY\n  others allowed\n"
    )

    assert (await preview(client, "one-more", text))["page"] is not None


async def test_rules_with_errors_are_told_in_the_place_of_a_page(client: Client) -> None:
    shown = await preview(
        client,
        "one-more",
        starter("offer-one-more").replace('show product "KYUSU-1"', 'show product "DIGITAL"'),
    )

    assert shown["page"] is None
    assert "E0410" in [one["code"] for one in shown["diagnostics"]]


async def test_a_rule_that_is_no_offer_and_an_unknown_order_are_not_found(client: Client) -> None:
    coupon = await preview(client, "thanks-coupon", starter("offer-one-more"))
    order = await preview(client, "one-more", starter("offer-one-more"), orderId="nobody")

    assert [{"code": "NOT_FOUND", "field": ["rule"]}] == coupon["errors"]
    assert [{"code": "NOT_FOUND", "field": ["order"]}] == order["errors"]
