"""Settings outside the rule text, and the test mail, over GraphQL."""

from typing import Any

import pytest

from engine.model.records import Page
from tests.graphql.client import Client

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
