"""Settings outside the rule text, and the test mail, over GraphQL."""

from typing import Any

import pytest

from engine.model.records import Page
from tests.graphql.client import Client
from tests.graphql.documents import RECORD, order
from tests.service.shop import drain, example_files

UPDATE = """mutation($i: ShopUpdateInput!) { shopUpdate(input: $i) {
  profile { name colour language reviewRequired mailChannel testers } errors { code field } } }"""
MAIL = "mutation($i: MailTestInput!) { mailTest(input: $i) { sent reply errors { code field } } }"
GIVEN = {"name": "新しい茶舗", "colour": "#AA3355", "language": "en", "reviewRequired": True}


async def update(client: Client, **given: Any) -> dict[str, Any]:
    answer: dict[str, Any] = (await client.admin(UPDATE, i=given))["shopUpdate"]
    return answer


async def test_settings_are_changed_one_by_one_and_written_down(client: Client) -> None:
    await update(client, **GIVEN, testers=["Me@Shop.example", "me@shop.example"])
    changed = (await update(client, language="ja"))["profile"]
    assert changed == GIVEN | {
        "colour": "#aa3355",
        "language": "ja",
        "testers": ["me@shop.example"],
        "mailChannel": "INBOX",
    }
    assert (await client.admin("{ shopProfile { name } shop { name } }")) == {
        "shopProfile": {"name": "新しい茶舗"},
        "shop": {"name": "新しい茶舗"},
    }
    entries = await client.engine.store.audit("tea", Page(limit=2))
    assert [dict(one.detail) for one in entries] == [
        {"language": "ja"},
        {"colour": "#aa3355", "language": "en", "review_required": "True", "testers": "1"},
    ]
    await update(client, language="ja")
    assert (await client.engine.store.audit("tea", Page(limit=1)))[0] == entries[0]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": " "}, "TEXT_INVALID"),
        ({"colour": "red"}, "TEXT_INVALID"),
        ({"colour": "#ffcc00"}, "COLOUR_TOO_LIGHT"),
        ({"language": "fr"}, "TEXT_INVALID"),
        ({"testers": ["nonsense"]}, "EMAIL_INVALID"),
    ],
)
async def test_a_setting_that_cannot_be_says_where_and_changes_nothing(
    client: Client, given: dict[str, Any], code: str
) -> None:
    before = await client.admin("{ shopProfile { name colour language testers } }")
    refused = await update(client, reviewRequired=True, **given)
    assert refused["errors"] == [{"code": code, "field": list(given)}]
    assert await client.admin("{ shopProfile { name colour language testers } }") == before


async def test_a_test_mail_goes_to_testers_only(client: Client) -> None:
    stranger = (await client.admin(MAIL, i={"to": "stranger@shop.example"}))["mailTest"]
    assert stranger == {"sent": False, "reply": "", "errors": [{"code": "EMAIL_INVALID", "field": ["to"]}]}
    await update(client, testers=["me@shop.example"])
    assert (await client.admin(MAIL, i={"to": "me@shop.example"}))["mailTest"]["sent"]
    [mail] = await client.engine.store.inbox("tea", Page(limit=5))
    assert (mail.recipient, mail.html) == ("me@shop.example", "")


async def test_the_shop_block_is_shown_with_its_places(client: Client) -> None:
    asked = "{ shopBlock { path line text settings { name value line } } }"
    block = (await client.admin(asked))["shopBlock"]
    text = next(one.text for one in example_files() if one.path == block["path"])
    lines = text.splitlines()
    assert lines[block["line"] - 1].startswith("shop {")
    assert block["text"] in text
    known = {one["name"]: one for one in block["settings"]}
    assert known["currency"]["value"] == "JPY"
    assert known["timezone"]["value"] == '"Asia/Tokyo"'
    assert all(one["name"] in lines[one["line"] - 1] for one in block["settings"])


async def test_sign_in_pages_wear_the_colour_and_speak_the_language_of_the_shop(client: Client) -> None:
    await update(client, colour="#aa3355", language="ja")
    page = await client.http.get("/sign-in", headers={"accept-language": "fr"})
    assert '<html lang="ja">' in page.text
    assert 'href="/assets/shop/aa3355.css"' in page.text
    english = await client.http.get("/sign-in", headers={"accept-language": "en"})
    assert '<html lang="en">' in english.text
    style = await client.http.get("/assets/shop/aa3355.css")
    assert (style.status_code, style.headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert "#aa3355" in style.text
    for wrong in ("red.css", "aa3355", "aa335.css", "AA3355.css"):
        assert (await client.http.get(f"/assets/shop/{wrong}")).status_code == 404


async def test_a_buyer_who_says_no_language_gets_the_mail_in_the_shops(client: Client) -> None:
    await update(client, language="en")
    bought = order("L-1", "SAMPLE-1")
    bought["buyer"].pop("locale", None)
    await client.storefront(RECORD, input=bought)
    await drain(client.engine)
    [mail] = await client.engine.store.inbox("tea", Page(limit=5))
    assert mail.headers["Content-Language"] == "en"
