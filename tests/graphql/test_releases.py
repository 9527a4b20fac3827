"""From edits to what is live: the list, the plan, publishing exactly that, the emergency stop."""

from datetime import timedelta
from typing import Any

import pytest

from engine.model.records import Page
from engine.model.rule_health import HealthCode, RuleChange, Verdict
from engine.model.rule_plan import ChangeKind
from engine.service.engine import Engine
from graphql_api.admin.release import RuleChangeKind
from graphql_api.admin.rule_row import RuleEditState, RuleHealthCode, RuleVerdict
from graphql_api.health_texts import HEALTH
from tests.graphql.client import Client
from tests.graphql.documents import QUOTE, RECORD, REVEAL, cart, order
from tests.graphql.statements import counted_statements
from tests.graphql.test_rule_files import PATH, change, opened

LIST = """{ ruleList {
  name kind title file line priority status liveStatus edited errors warnings verdict lastMatched
  reasons { code message } days { day matched issued redeemed discount { amount } }
} }"""
PLAN = """{ planRules {
  plan {
    revision base fingerprint empty textOnly removed failed says { en ja } files { path diff }
    blocks { change kind name former lines { label old new } } templates { name }
    effects { rule coupons following messages targetsBefore targetsAfter }
    tests { name passed } diagnostics { code }
  }
  diagnostics { code } errors { code }
} }"""
PUBLISH = """mutation($i: PublishRulesInput!) {
  publishRules(input: $i) { revision { number state note } errors { code field } }
}"""
STOP = """mutation($i: %sInput!) {
  answer: %s(input: $i) { revision { number note } errors { code field } }
}"""


async def set_status(client: Client, way: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Stop a rule or start it again."""
    answer: dict[str, Any] = (await client.admin(STOP % (way[0].upper() + way[1:], way), i=asked))["answer"]
    return answer


async def save(client: Client, old: str, new: str) -> None:
    """Change the working copy."""
    file = await opened(client)
    text = file["text"].replace(old, new, 1)
    assert text != file["text"]
    saved = await change(client, "ruleFileSave", path=PATH, baseSha256=file["sha256"], text=text)
    assert saved["errors"] == []


async def rows(client: Client) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in (await client.admin(LIST))["ruleList"]}


async def plan(client: Client) -> dict[str, Any]:
    payload: dict[str, Any] = (await client.admin(PLAN))["planRules"]
    return payload


@pytest.mark.parametrize(
    ("shown", "inner"),
    [
        (RuleHealthCode, HealthCode),
        (RuleVerdict, Verdict),
        (RuleEditState, RuleChange),
        (RuleChangeKind, ChangeKind),
    ],
)
def test_the_enums_of_releases_are_those_of_the_model(shown: Any, inner: Any) -> None:
    assert {one.value for one in shown} == {one.value for one in inner}
    assert set(HEALTH) == {code.value for code in HealthCode}


async def test_the_list_shows_edits_beside_what_is_live_and_what_each_did(client: Client) -> None:
    await client.storefront(RECORD, input=order("first", "SAMPLE-1"))
    await save(client, 'sale "free-shipping" {\n', 'sale "free-shipping" {\n  status paused\n')
    await save(client, 'sale "welcome"', 'sale "hello"')
    found = await rows(client)
    coupon = found["thanks-coupon"]
    assert (coupon["kind"], coupon["status"], coupon["liveStatus"], coupon["edited"]) == (
        "coupon", "live", "live", None,
    )  # fmt: skip
    assert (coupon["lastMatched"], coupon["days"][-1]["issued"], len(coupon["days"])) == ("2026-05-20", 1, 14)
    assert (found["free-shipping"]["status"], found["free-shipping"]["liveStatus"]) == ("paused", "live")
    assert found["free-shipping"]["edited"] == "CHANGED"
    assert (found["hello"]["edited"], found["hello"]["verdict"]) == ("ADDED", "OFF")
    assert found["welcome"]["edited"] == "REMOVED"


async def test_a_rule_whose_file_has_errors_stays_in_the_list(client: Client) -> None:
    await save(client, "discount 500 JPY", "discuont 500 JPY")
    coupon = (await rows(client))["thanks-coupon"]
    assert (coupon["verdict"], coupon["liveStatus"]) == ("BROKEN", "live")
    assert coupon["reasons"][0]["code"] == "FILE_ERRORS"


async def test_a_rule_that_never_matched_although_orders_came_is_silent(client: Client) -> None:
    for n in range(10):
        await client.storefront(RECORD, input=order(f"o{n}", "PACK-2", email=f"u{n}@shop.example"))
    reasons = {name: [one["code"] for one in row["reasons"]] for name, row in (await rows(client)).items()}
    assert "SILENT" in reasons["thanks-coupon"]
    japanese = await client.post("/admin/graphql", "admin", {"query": LIST}, accept_language="ja")
    silent = next(row for row in japanese.json()["data"]["ruleList"] if row["name"] == "thanks-coupon")
    assert "10 件" in silent["reasons"][0]["message"]


async def test_orders_from_before_the_rules_went_live_make_none_of_them_silent(
    engine: Engine, client: Client
) -> None:
    for n in range(10):
        await client.storefront(RECORD, input=order(f"o{n}", "PACK-2", email=f"u{n}@shop.example"))
    engine.clock.set(engine.clock.now() + timedelta(hours=1))  # type: ignore[attr-defined]
    await save(client, 'title "5,000円以上で送料無料"', 'title "送料無料"')
    asked = {"fingerprint": (await plan(client))["plan"]["fingerprint"], "expectedRevision": 1}
    assert (await client.admin(PUBLISH, i=asked))["publishRules"]["errors"] == []

    reasons = [one["code"] for row in (await rows(client)).values() for one in row["reasons"]]

    assert "SILENT" not in reasons


async def test_the_statements_of_the_list_do_not_grow_with_the_rules(sqlite_client: Client) -> None:
    with counted_statements() as counted:
        await rows(sqlite_client)
    assert len([one for one in counted if one.startswith("SELECT")]) <= 14


async def test_a_plan_says_what_changes_and_what_was_promised(client: Client) -> None:
    await client.storefront(RECORD, input=order("first", "SAMPLE-1"))
    await save(client, "discount 500 JPY", "discount 700 JPY")
    found = (await plan(client))["plan"]
    (block,) = found["blocks"]
    assert (block["change"], block["name"]) == ("CHANGED", "thanks-coupon")
    assert block["lines"] == [{"label": "discount", "old": "500 JPY", "new": "700 JPY"}]
    assert found["effects"][0]["coupons"] == 1
    assert "割引" in found["says"]["ja"]
    assert "issued coupon" in found["says"]["en"]
    assert "+  discount 700 JPY" in found["files"][0]["diff"]
    assert (found["empty"], found["base"], found["revision"]) == (False, 1, 2)


async def test_exactly_what_was_looked_at_is_published(client: Client) -> None:
    await save(client, "valid 14 days", "valid 14 days  # two weeks")
    await save(client, 'title "5,000円以上で送料無料"', 'title "送料無料"')
    looked_at = (await plan(client))["plan"]
    asked = {"fingerprint": looked_at["fingerprint"], "expectedRevision": 1, "note": "title"}
    await save(client, "discount 10% up to 2,000 JPY", "discount 90% up to 2,000 JPY")
    stale = (await client.admin(PUBLISH, i=asked))["publishRules"]
    assert [one["code"] for one in stale["errors"]] == ["TESTS_FAILED"]
    changed = (await client.admin(PUBLISH, i={**asked, "evenIfTestsFail": True}))["publishRules"]
    assert (changed["revision"], [one["code"] for one in changed["errors"]]) == (None, ["PLAN_CHANGED"])
    await save(client, "discount 90% up to 2,000 JPY", "discount 10% up to 2,000 JPY")
    done = (await client.admin(PUBLISH, i={**asked, "idempotencyKey": "p"}))["publishRules"]
    assert (done["errors"], done["revision"]["state"]) == ([], "LIVE")
    assert (await plan(client))["plan"]["empty"] is True


async def test_rules_with_errors_have_no_plan(client: Client) -> None:
    await save(client, "discount 500 JPY", "discuont 500 JPY")
    found = await plan(client)
    assert (found["plan"], [one["code"] for one in found["errors"]]) == (None, ["RULES_REFUSED"])
    assert found["diagnostics"]


async def test_the_emergency_stop_publishes_nothing_else_and_loses_no_edit(
    engine: Engine, client: Client
) -> None:
    await save(client, "discount 500 JPY", "discount 700 JPY")
    stop = {"rule": "thanks-coupon", "reason": "wrong amount", "idempotencyKey": "stop"}
    stopped = await set_status(client, "rulePause", stop)
    assert stopped["errors"] == []
    assert stopped["revision"]["note"] == "wrong amount"
    found = (await rows(client))["thanks-coupon"]
    assert (found["status"], found["liveStatus"], found["verdict"]) == ("paused", "paused", "OFF")
    live = (await client.admin("{ ruleset { files { path text } } }"))["ruleset"]["files"]
    text = next(file["text"] for file in live if file["path"] == PATH)
    assert ("discount 500 JPY" in text, "status paused" in text) == (True, True)
    assert "discount 700 JPY" in (await opened(client))["text"]
    earned = (await client.storefront(RECORD, input=order("second", "SAMPLE-1")))["orderRecord"]
    assert earned["issuedCoupons"] == []
    twice = await set_status(client, "rulePause", stop)
    assert twice == stopped
    again = await set_status(client, "ruleResume", {"rule": "thanks-coupon", "reason": "mended"})
    assert again["errors"] == []
    none = await set_status(client, "rulePause", {"rule": "nobody", "reason": ""})
    assert [one["code"] for one in none["errors"]] == ["NOT_FOUND"]


async def test_a_stop_refuses_what_was_issued_until_it_is_taken_back(engine: Engine, client: Client) -> None:
    earned = (await client.storefront(RECORD, input=order("first", "SAMPLE-1")))["orderRecord"]
    [issued] = earned["issuedCoupons"]
    code = (await client.admin(REVEAL, i={"couponId": issued["id"]}))["couponReveal"]["code"]

    async def applies() -> bool:
        priced = await client.storefront(QUOTE, cart=cart("PACK-1"), codes=[code])
        refusals = priced["quote"]["quote"]["refusals"]
        assert [one["reason"] for one in refusals] in ([], ["RULE_NOT_LIVE"])
        return not refusals

    rule = {"rule": "thanks-coupon", "reason": "wrong amount"}
    for asked, status, good in (
        ({}, "paused", True),
        ({"issued": "REFUSED"}, "stopped", False),
        ({"issued": "HONOURED"}, "paused", True),
    ):
        assert (await set_status(client, "rulePause", rule | asked))["errors"] == []
        assert ((await rows(client))["thanks-coupon"]["liveStatus"], await applies()) == (status, good)
    assert (await set_status(client, "rulePause", rule | {"issued": "REFUSED"}))["errors"] == []
    assert (await set_status(client, "ruleResume", rule))["errors"] == []
    assert await applies()
    entries = await engine.store.audit("tea", Page(limit=50))
    assert sum(one.action == "revision made live" for one in entries) == 1 + 5


async def test_two_revisions_are_compared_in_meaning_and_text(client: Client) -> None:
    await save(client, "discount 500 JPY", "discount 700 JPY")
    await save(client, "discount 700 JPY", "discuont 700 JPY")
    asked = """query($a: Int!, $b: Int!) {
      revisionDiff(older: $a, newer: $b) { says { en ja } files { path diff } }
    }"""
    found = (await client.admin(asked, a=1, b=2))["revisionDiff"]
    assert "500 JPY → 700 JPY" in found["says"]["en"]
    assert [one["path"] for one in found["files"]] == [PATH]
    assert (await client.admin(asked, a=2, b=3))["revisionDiff"]["says"] is None
    assert (await client.admin(asked, a=1, b=9))["revisionDiff"] is None
