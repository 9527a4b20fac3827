"""Home tells what needs a human, and figures come beside those of the period before."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from engine.model.answers import Published
from engine.model.effects import Metric
from engine.model.records import MessageState, SourceFile
from engine.service.attention import AttentionCode
from engine.service.catalog import save_products
from engine.service.clock import VirtualClock
from engine.service.publish import publish
from graphql_api.admin.home import AttentionKind
from graphql_api.attention_texts import ATTENTION
from tests.graphql.client import Client
from tests.graphql.documents import RECORD, order
from tests.graphql.statements import counted_statements
from tests.graphql.test_releases import save
from tests.service.shop import TEST, drain, example_files

NEEDED = "{ attention { code count name message } }"
FIGURES = """query($s: Date!, $u: Date!, $r: String) { figures(since: $s, until: $u, rule: $r) {
  total { matched issued redeemed sent discount { amount } revenue { amount } } previous { issued }
  days { day issued } previousDays { day issued } funnel { step count share }
} }"""
OFFER = (
    'otoku 1\n\noffer "more" {\n  title "x"\n  when order paid with product "SAMPLE-1"\n'
    '  pattern once to once\n  show product "PACK-1"\n  limit 1000\n}\n'
)
WITH_OFFER = """mutation($input: OrderRecordInput!) {
  orderRecord(input: $input) { offer { rule token showUntil } errors { code } }
}"""
EXPORT = "query($s: Date!, $u: Date!) { statsExport(since: $s, until: $u) { name mediaType text } }"


async def needed(client: Client) -> dict[str, dict[str, Any]]:
    return {one["code"]: one for one in (await client.admin(NEEDED))["attention"]}


def move(client: Client, length: timedelta) -> None:
    clock = client.engine.clock
    assert isinstance(clock, VirtualClock)
    clock.set(clock.now() + length)


def test_every_code_has_a_sentence_in_both_languages() -> None:
    assert {code.value for code in AttentionCode} == {kind.value for kind in AttentionKind} == set(ATTENTION)


async def test_a_shop_in_order_needs_nobody(client: Client) -> None:
    assert await needed(client) == {}


async def test_edits_left_lying_and_errors_are_told(client: Client) -> None:
    await save(client, "valid 14 days", "valid 30 days")
    assert (await needed(client))["UNPUBLISHED"]["count"] == 1
    await save(client, "valid 30 days", "qwertz")
    found = await needed(client)
    assert (found["RULE_ERRORS"]["name"], list(found)) == ("rules.otoku", ["RULE_ERRORS", "UNPUBLISHED"])


async def test_mail_that_stays_lying_and_mail_of_unknown_fate_are_told(client: Client) -> None:
    await client.storefront(RECORD, input=order("first", "SAMPLE-1"))
    assert await needed(client) == {}
    move(client, timedelta(minutes=20))
    assert (await needed(client))["MESSAGES_HELD_UP"]["count"] == 1
    now = client.engine.clock.now()
    (message,) = await client.engine.store.claim_messages(now, now, 1)
    await client.engine.store.hand_over(message, now, now)
    await client.engine.store.settle_message(message, MessageState.UNKNOWN, "lost", None, now)
    assert list(await needed(client)) == ["MESSAGES_UNKNOWN"]


async def test_a_budget_near_its_end_is_told(client: Client) -> None:
    files = [
        SourceFile(path=one.path, text=one.text.replace("at most 1000 per shop", "at most 5 per shop"))
        for one in example_files()
    ]
    await publish(client.engine, "tea", files, expected=1, actor=TEST)
    for n in range(4):
        await client.storefront(RECORD, input=order(f"o{n}", "SAMPLE-1", email=f"u{n}@shop.example"))
    low = (await needed(client))["BUDGET_LOW"]
    assert (low["name"], low["count"], "80%" in low["message"]) == ("thanks", 80, True)


@pytest.mark.requirement("S4.28")
async def test_an_offer_whose_product_can_no_longer_be_offered_is_told_and_not_made(client: Client) -> None:
    offer = SourceFile(path="offers.otoku", text=OFFER)
    answer = await publish(client.engine, "tea", [*example_files(), offer], expected=1, actor=TEST)
    assert isinstance(answer, Published)
    made = await client.storefront(WITH_OFFER, input=order("first", "SAMPLE-1"))
    assert made["orderRecord"]["offer"]["rule"] == "more"
    assert "OFFER_HIDDEN" not in await needed(client)
    catalog = await client.engine.store.catalog("tea")
    changed = replace(catalog.products["PACK-1"], requires_shipping=False)
    await save_products(client.engine, "tea", [changed], actor=TEST)
    made = await client.storefront(WITH_OFFER, input=order("second", "SAMPLE-1", email="other@shop.example"))
    assert made["orderRecord"]["offer"] is None
    assert (await needed(client))["OFFER_HIDDEN"]["name"] == "more"


async def test_figures_stand_beside_those_of_the_days_before(client: Client) -> None:
    await client.storefront(RECORD, input=order("first", "SAMPLE-1"))
    move(client, timedelta(days=2))
    for n in range(3):
        await client.storefront(RECORD, input=order(f"o{n}", "SAMPLE-1", email=f"u{n}@shop.example"))
    await drain(client.engine)
    asked = {"s": "2026-05-21", "u": "2026-05-23", "r": "thanks-coupon"}
    found = (await client.admin(FIGURES, **asked))["figures"]
    assert (found["total"]["issued"], found["previous"]["issued"]) == (3, 1)
    assert [(one["day"], one["issued"]) for one in found["days"]] == [("2026-05-21", 0), ("2026-05-22", 3)]
    assert [one["day"] for one in found["previousDays"]] == ["2026-05-19", "2026-05-20"]
    steps = [(one["step"], one["count"]) for one in found["funnel"]]
    assert steps[0] == ("ISSUED", 3)
    assert steps[2] == ("REDEEMED", 0)


@pytest.mark.parametrize("until", ["2026-05-20", "2028-01-01"])
async def test_a_range_that_is_none_is_refused(memory_client: Client, until: str) -> None:
    answer = await memory_client.run("admin", "admin", FIGURES, s="2026-05-20", u=until)
    assert answer["errors"][0]["extensions"]["code"] == "BAD_VALUE"


async def test_no_cell_of_an_export_is_a_formula(client: Client) -> None:
    evil = 'otoku 1\nsale "=HYPERLINK(1)" {\n  discount 1%\n  for any product\n  limit 9 per customer\n}\n'
    files = [SourceFile(path="rules.otoku", text=evil)]
    await publish(client.engine, "tea", files, expected=1, actor=TEST)
    await client.storefront(RECORD, input=order("first", "PACK-1"))
    file = (await client.admin(EXPORT, s="2026-05-20", u="2026-05-21"))["statsExport"]
    assert (file["name"], file["mediaType"]) == ("figures-2026-05-20-2026-05-21.csv", "text/csv")
    head, row, *_ = file["text"].removeprefix("\ufeff").split("\r\n")
    assert head.split(",") == ["day", "rule", *(metric.value for metric in Metric)]
    assert row.split(",")[:2] == ["2026-05-20", "'=HYPERLINK(1)"]


async def test_whoever_may_not_export_does_not(client: Client) -> None:
    answer = await client.run("admin", "ci", EXPORT, s="2026-05-20", u="2026-05-21")
    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_the_statements_of_home_do_not_grow_with_rules_and_orders(sqlite_client: Client) -> None:
    with counted_statements() as counted:
        await needed(sqlite_client)
    assert len([one for one in counted if one.startswith("SELECT")]) <= 30
