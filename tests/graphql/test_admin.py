"""What merchants change besides rules: products by file, messages of unknown fate; and what they look up."""

from typing import Any

import pytest

from engine.model.records import MessageState
from engine.service import ask
from engine.service.engine import Engine
from graphql_api.asgi import serving_only, working
from tests.graphql.client import Client
from tests.graphql.documents import CHECK, PUBLISH, RECORD, order
from tests.graphql.servers import environment

IMPORT = """
mutation($i: ProductsImportInput!) {
  productsImport(input: $i) {
    rows saved stored catalogVersion moreProblems problems { line column code value expected } errors { code field }
  }
}
"""
HEAD = "sku,name,price\n"


async def imported(client: Client, **asked: Any) -> dict[str, Any]:
    payload: dict[str, Any] = (await client.admin(IMPORT, i=asked))["productsImport"]
    return payload


async def test_products_come_in_and_rules_may_name_them_at_once(client: Client) -> None:
    report = await imported(client, content=HEAD + "NEW-1,新商品,1200\n")
    assert (report["stored"], report["saved"], report["problems"], report["errors"]) == (True, 1, [], [])
    found = (await client.admin('{ product(sku: "NEW-1") { name price { amount currency } kind sandbox } }'))[
        "product"
    ]
    assert (found["name"], found["price"]) == ("新商品", {"amount": 1200, "currency": "JPY"})
    recorded = (await client.storefront(RECORD, input=order("first", "NEW-1")))["orderRecord"]
    assert recorded["quote"]["total"] == {"amount": 1200}


async def test_a_bad_row_keeps_everything_out_or_only_itself_as_asked(client: Client) -> None:
    content = HEAD + "NEW-1,新商品,1200\nNEW-2,別の商品,cheap\n"
    refused = await imported(client, content=content)
    assert (refused["stored"], refused["saved"]) == (False, 0)
    (problem,) = refused["problems"]
    assert (problem["line"], problem["column"], problem["value"]) == (3, "price", "cheap")
    assert (await client.admin('{ product(sku: "NEW-1") { sku } }'))["product"] is None
    some = await imported(client, content=content, mode="SKIP_BAD")
    assert (some["stored"], some["saved"], len(some["problems"])) == (True, 1, 1)


async def test_problems_are_listed_up_to_a_hundred_and_counted_beyond(client: Client) -> None:
    rows = "".join(f"B-{n},bad,x\n" for n in range(130))
    report = await imported(client, content=HEAD + rows)
    assert (len(report["problems"]), report["moreProblems"]) == (100, 30)


async def test_an_empty_file_is_told(client: Client) -> None:
    assert (await imported(client, content=" \n"))["errors"] == [
        {"code": "INVALID_INPUT", "field": ["content"]}
    ]


async def test_jsonl_is_read_too(client: Client) -> None:
    report = await imported(client, content='{"sku": "J-1", "name": "J", "price": 10}\n', format="JSONL")
    assert (report["saved"], report["problems"]) == (1, [])


RESOLVE = """
mutation($i: MessageResolveInput!) { messageResolve(input: $i) { resolved errors { code field } } }
"""


async def unknown_message(engine: Engine) -> None:
    """Hand the one message over and lose the answer of the channel."""
    now = engine.clock.now()
    (message,) = await engine.store.claim_messages(now, now, 1)
    await engine.store.hand_over(message, now, now)
    assert await engine.store.settle_message(message, MessageState.UNKNOWN, "the answer was lost", None, now)


@pytest.mark.parametrize(("again", "state"), [(True, "DUE"), (False, "SENT")])
async def test_a_message_of_unknown_fate_is_settled_by_a_person(
    client: Client, again: bool, state: str
) -> None:
    await client.storefront(RECORD, input=order("first", "SAMPLE-1"))
    await unknown_message(client.engine)
    listed = """{ messages(filter: {state: UNKNOWN}) {
      edges { node { id reason coupon { state } order { externalId } } }
    } }"""
    (edge,) = (await client.admin(listed))["messages"]["edges"]
    assert edge["node"]["reason"] == "the answer was lost"
    assert (edge["node"]["coupon"], edge["node"]["order"]) == ({"state": "ISSUED"}, {"externalId": "first"})
    asked = {"messageId": edge["node"]["id"], "sendAgain": again}
    assert (await client.admin(RESOLVE, i=asked))["messageResolve"] == {"resolved": True, "errors": []}
    (now,) = (await client.admin("{ messages { edges { node { state } } } }"))["messages"]["edges"]
    assert now["node"]["state"] == state
    twice = (await client.admin(RESOLVE, i=asked))["messageResolve"]
    assert twice == {"resolved": False, "errors": [{"code": "STATE_NOT_ALLOWED", "field": ["messageId"]}]}


async def test_a_message_that_is_none_is_told(client: Client) -> None:
    refused = (await client.admin(RESOLVE, i={"messageId": "x", "sendAgain": True}))["messageResolve"]
    assert refused["errors"] == [{"code": "NOT_FOUND", "field": ["messageId"]}]


async def test_a_finding_names_related_places_and_a_fix(client: Client) -> None:
    text = 'otoku 1\ncoupon "x" {\n  uses 1\n  uses 2\n  valid １４ days\n}\n'
    asked = CHECK.replace("help fix", "related { text place { line } } help fix")
    found = (await client.admin(asked, files=[{"path": "rules.otoku", "text": text}]))["checkRules"][
        "diagnostics"
    ]
    assert any(note["place"]["line"] == 3 for one in found for note in one["related"])
    fixes = [one["fix"] for one in found if one["fix"]]
    assert fixes
    assert {fix["confidence"] for fix in fixes} <= {"SURE", "MAYBE"}


@pytest.mark.parametrize("count", [0, 501])
async def test_a_rule_set_has_1_to_500_files(client: Client, count: int) -> None:
    files = [{"path": f"f{n}.otoku", "text": ""} for n in range(count)]
    for text, variables in ((CHECK, {"files": files}), (PUBLISH, {"i": {"files": files}})):
        answer = await client.run("admin", "admin", text, **variables)
        assert answer["errors"][0]["extensions"]["code"] == "BAD_VALUE"


async def test_a_file_is_at_most_256_kib(client: Client) -> None:
    files = [{"path": "rules.otoku", "text": "#" * 262_145}]
    answer = await client.run("admin", "admin", CHECK, files=files)
    assert answer["errors"][0]["extensions"]["code"] == "BAD_VALUE"


async def test_words_are_told_in_the_language_of_the_caller(client: Client) -> None:
    body = {"query": '{ words(place: "coupon") { label doc example places } }'}
    english = (await client.post("/admin/graphql", "ci", body)).json()["data"]["words"]
    japanese = (await client.post("/admin/graphql", "ci", body, accept_language="ja")).json()["data"]["words"]
    assert {word["label"] for word in english} >= {"code", "valid", "uses", "discount"}
    assert all("coupon" in word["places"] for word in english)
    assert any(not word["doc"].isascii() for word in japanese)
    assert all(word["doc"].isascii() or "…" in word["doc"] for word in english if word["label"] == "uses")


async def test_figures_are_asked_for_a_time_that_is_one(client: Client) -> None:
    text = "query($s: Date!, $u: Date!) { stats(since: $s, until: $u) { rule } }"
    for since, until in (
        ("2026-05-20", "2026-05-20"),
        ("2026-05-20", "2026-05-19"),
        ("2020-01-01", "2026-01-01"),
    ):
        answer = await client.run("admin", "admin", text, s=since, u=until)
        assert answer["errors"][0]["extensions"]["code"] == "BAD_VALUE"


async def test_a_rule_and_an_older_rule_set_are_looked_up(client: Client) -> None:
    found = await client.admin(
        '{ rule(name: "welcome") { kind codes title } none: rule(name: "x") { kind } }'
    )
    assert found == {
        "rule": {"kind": "sale", "codes": ["WELCOME10"], "title": "はじめてのお客さま 10%OFF"},
        "none": None,
    }
    kept = await client.admin(
        "{ ruleset(revision: 1) { state files { path } } none: ruleset(revision: 9) { state } }"
    )
    assert (kept["ruleset"]["state"], kept["none"]) == ("LIVE", None)
    assert "rules.otoku" in {file["path"] for file in kept["ruleset"]["files"]}
    filtered = await client.admin('{ rules(kind: "sale", status: "live") { name } }')
    assert [rule["name"] for rule in filtered["rules"]] == ["welcome", "free-shipping"]


def test_the_servers_are_made_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    for name, text in environment("memory://", tmp_path, 8000).items():
        monkeypatch.setenv(name, text)
    assert callable(working())
    assert callable(serving_only())


async def test_count_of_a_list_that_is_not_counted_is_null(client: Client) -> None:
    answer = await client.admin("{ revisions { totalCount } inbox { totalCount } audit { totalCount } }")
    assert [part["totalCount"] for part in answer.values()] == [None, None, None]
    assert await ask.count(client.engine, "tea", "coupons") == 0
