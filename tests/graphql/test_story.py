"""The story of the main job, told over HTTP only: a purchase earns a coupon, used once, by its owner, in time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from engine.service.clock import VirtualClock
from tests.graphql.client import Client
from tests.graphql.documents import HOLD, QUOTE, RECORD, REVEAL, REVOKE, cart, order
from tests.service.shop import drain, example_files


async def earn(client: Client, order_id: str = "first", **rest: str) -> tuple[str, str]:
    """Buy the sample; the coupon's id and its code."""
    recorded = (await client.storefront(RECORD, input=order(order_id, "SAMPLE-1", **rest)))["orderRecord"]
    assert recorded["errors"] == []
    (coupon,) = recorded["issuedCoupons"]
    revealed = (await client.admin(REVEAL, i={"couponId": coupon["id"]}))["couponReveal"]
    return coupon["id"], revealed["code"]


async def quoted(client: Client, code: str, token: str = "secret", **rest: str) -> dict[str, Any]:
    """The quote of the full pack with a code."""
    answer = await client.storefront(QUOTE, token, cart=cart("PACK-1", **rest), codes=[code])
    assert answer["quote"]["errors"] == []
    quote: dict[str, Any] = answer["quote"]["quote"]
    return quote


def move_to(client: Client, at: datetime) -> None:
    assert isinstance(client.engine.clock, VirtualClock)
    client.engine.clock.set(at)


@pytest.mark.requirement("S1.2", "S1.4", "S1.5", "S1.6", "S1.12", "S1.33")
async def test_a_purchase_earns_a_code_that_arrives_by_mail(client: Client) -> None:
    recorded = (await client.storefront(RECORD, input=order("first", "SAMPLE-1")))["orderRecord"]
    (coupon,) = recorded["issuedCoupons"]
    assert recorded["order"] == {"id": "first", "state": "PAID", "repeated": False}
    assert coupon["maskedCode"][:4] == "••••"
    assert coupon["email"] == "taro@shop.example"
    await drain(client.engine)
    answer = await client.admin("{ inbox { edges { node { recipient subject text html } } } }")
    (mail,) = [edge["node"] for edge in answer["inbox"]["edges"]]
    code = (await client.admin(REVEAL, i={"couponId": coupon["id"]}))["couponReveal"]["code"]
    assert mail["recipient"] == "taro@shop.example"
    assert code in mail["text"]
    assert code in mail["html"]
    assert code.endswith(coupon["maskedCode"][-4:])


@pytest.mark.requirement("S1.20", "S1.42", "S1.45", "S1.36")
async def test_the_next_cart_is_quoted_with_the_code_and_the_payment_screen_shows_the_list_price(
    client: Client,
) -> None:
    _, code = await earn(client)
    quote = await quoted(client, code)
    assert quote["total"] == {"amount": 3300, "currency": "JPY"}
    assert quote["gatewayTotal"] == {"amount": 3800}
    assert quote["displayDiscount"] == "AT_CONFIRMATION"
    assert quote["couponEntry"] is True
    assert quote["discounts"] == [
        {
            "rule": "thanks-coupon",
            "code": code,
            "amount": {"amount": 500},
            "perLine": [500],
            "shipping": {"amount": 0},
            "displayDiscount": "AT_CONFIRMATION",
        }
    ]


@pytest.mark.requirement("S1.43")
async def test_the_payment_screen_shows_the_reduced_price_of_a_shared_code(client: Client) -> None:
    quote = await quoted(client, "ｗｅｌｃｏｍｅ10")
    assert quote["total"] == {"amount": 3420, "currency": "JPY"}
    assert quote["gatewayTotal"] == {"amount": 3420}
    assert quote["displayDiscount"] == "AT_GATEWAY"


@pytest.mark.requirement("S1.18", "S1.41", "S1.46")
async def test_the_code_is_redeemed_once_and_refused_the_second_time(client: Client) -> None:
    _, code = await earn(client)
    used = (await client.storefront(RECORD, input=order("second", "PACK-1", codes=[code], total=3300)))[
        "orderRecord"
    ]
    assert used["errors"] == []
    assert [redemption["amount"] for redemption in used["redemptions"]] == [{"amount": 500}]
    again = (await client.storefront(RECORD, input=order("third", "PACK-1", codes=[code])))["orderRecord"]
    assert again["order"] is None
    assert [error["code"] for error in again["errors"]] == ["CODE_REFUSED"]
    assert again["quote"]["refusals"] == [{"code": code, "reason": "USED_UP"}]


@pytest.mark.requirement("S1.7", "S1.8", "V6")
async def test_another_address_is_refused_and_another_spelling_of_the_same_is_not(client: Client) -> None:
    _, code = await earn(client)
    refused = await quoted(client, code, email="jiro@shop.example")
    assert [refusal["reason"] for refusal in refused["refusals"]] == ["NOT_YOURS"]
    same = await quoted(client, code, email=" Taro@Shop.Example ")
    assert same["total"] == {"amount": 3300, "currency": "JPY"}


@pytest.mark.requirement("S1.15", "S1.17")
async def test_the_code_is_refused_after_its_last_day(client: Client) -> None:
    _, code = await earn(client)
    midnight = datetime(2026, 6, 3, 15, 0, tzinfo=UTC)  # 00:00 of June 4 in Tokyo
    move_to(client, midnight - timedelta(milliseconds=1))
    assert (await quoted(client, code))["refusals"] == []
    move_to(client, midnight)
    refused = await quoted(client, code)
    assert [refusal["reason"] for refusal in refused["refusals"]] == ["EXPIRED"]


async def test_an_order_may_be_recorded_without_its_refused_code(client: Client) -> None:
    asked = order("first", "PACK-1", codes=["NOSUCHCODE"], ifCodeRefused="RECORD")
    recorded = (await client.storefront(RECORD, input=asked))["orderRecord"]
    assert recorded["errors"] == []
    assert recorded["order"]["state"] == "PAID"
    assert recorded["quote"]["refusals"] == [{"code": "NOSUCHCODE", "reason": "UNKNOWN_CODE"}]
    assert recorded["redemptions"] == []


async def test_a_code_is_held_for_a_cart_and_given_back(client: Client) -> None:
    _, code = await earn(client)
    asked = {"code": code, "cartToken": "cart-1", "email": "taro@shop.example"}
    held = (await client.storefront(HOLD, "publishable", i=asked))["codeHold"]
    assert held["errors"] == []
    assert held["hold"]["until"] == "2026-05-20T01:15:00.000Z"
    other = (await client.storefront(HOLD, i=asked | {"cartToken": "cart-2"}))["codeHold"]
    assert (other["hold"], other["reason"]) == (None, "HELD")
    release = "mutation($i: CodeReleaseInput!) { codeRelease(input: $i) { released } }"
    freed = await client.storefront(release, "publishable", i={"holdId": held["hold"]["id"]})
    assert freed["codeRelease"] == {"released": True}
    assert (await client.storefront(HOLD, i=asked | {"cartToken": "cart-2"}))["codeHold"]["errors"] == []


async def test_a_revoked_code_is_refused(client: Client) -> None:
    coupon, code = await earn(client)
    revoked = (await client.admin(REVOKE, i={"couponId": coupon, "reason": "fraud"}))["couponRevoke"]
    assert revoked["coupon"]["state"] == "REVOKED"
    refused = await quoted(client, code)
    assert [refusal["reason"] for refusal in refused["refusals"]] == ["REVOKED"]


OVERVIEW = """
{
  rules { name kind status file line text figures { issued redeemed discount { amount } revenue { amount } } }
  coupons {
    totalCount
    edges { node { ruleName state used uses rule { name } redemptions { amount { amount } orderId } } }
  }
  redemptions { edges { node { rule orderId amount { amount } } } }
  orders { edges { node { externalId state buyer { email } coupons { maskedCode } quote { total { amount } } } } }
  messages { edges { node { state reason recipient rule } } }
  stats(since: "2026-05-20", until: "2026-05-21", by: DAY) { rule day issued redeemed discount { amount } }
}
"""


async def test_the_merchant_sees_rule_coupons_redemptions_and_figures(client: Client) -> None:
    _, code = await earn(client)
    await drain(client.engine)
    await client.storefront(RECORD, input=order("second", "PACK-1", codes=[code]))
    seen = await client.admin(OVERVIEW)
    thanks = next(rule for rule in seen["rules"] if rule["name"] == "thanks-coupon")
    assert thanks["text"].startswith('coupon "thanks-coupon" {')
    assert thanks["figures"] == {
        "issued": 1,
        "redeemed": 1,
        "discount": {"amount": 500},
        "revenue": {"amount": 3300},
    }
    assert seen["coupons"]["totalCount"] == 1
    (coupon,) = [edge["node"] for edge in seen["coupons"]["edges"]]
    assert coupon == {
        "ruleName": "thanks-coupon",
        "state": "USED_UP",
        "used": 1,
        "uses": 1,
        "rule": {"name": "thanks-coupon"},
        "redemptions": [{"amount": {"amount": 500}, "orderId": "second"}],
    }
    assert [edge["node"]["orderId"] for edge in seen["redemptions"]["edges"]] == ["second"]
    orders = {edge["node"]["externalId"]: edge["node"] for edge in seen["orders"]["edges"]}
    assert orders["second"]["quote"] == {"total": {"amount": 3300}}
    assert len(orders["first"]["coupons"]) == 1
    assert [edge["node"]["state"] for edge in seen["messages"]["edges"]] == ["SENT"]
    day = {
        "rule": "thanks-coupon",
        "day": "2026-05-20",
        "issued": 1,
        "redeemed": 1,
        "discount": {"amount": 500},
    }
    assert day in seen["stats"]


TESTS = """
query($files: [FileInput!]!) {
  testRules(files: $files) {
    passed errors { code } diagnostics { code }
    coverage { percent rules { name percent points { label line text seenTrue seenFalse } } }
    tests { name passed line failures { line expected got } timeline { at line text } }
  }
}
"""


async def test_the_merchants_own_tests_are_played(client: Client) -> None:
    files = [{"path": file.path, "text": file.text} for file in example_files()]
    played = (await client.admin(TESTS, "ci", files=files))["testRules"]
    assert (played["passed"], len(played["tests"]), played["errors"]) == (True, 6, [])
    assert played["tests"][0]["timeline"][0]["at"] == "2026-05-20T01:00:00.000Z"
    rules = {rule["name"]: rule["points"] for rule in played["coverage"]["rules"]}
    (limit,) = [point for point in rules["free-shipping"] if point["label"] == "limit"]
    assert (limit["seenTrue"], limit["seenFalse"]) == (True, True)
    wrong = [{**file, "text": file["text"].replace("3,300 JPY", "3,301 JPY")} for file in files]
    failed = (await client.admin(TESTS, files=wrong))["testRules"]
    assert failed["passed"] is False
    (failure,) = [failure for test in failed["tests"] for failure in test["failures"]]
    assert "3,301" in failure["expected"]
    broken = [{**file, "text": file["text"].replace("uses 1", "usse one")} for file in files]
    refused = (await client.admin(TESTS, files=broken))["testRules"]
    assert [error["code"] for error in refused["errors"]] == ["RULES_REFUSED"]
    assert (refused["tests"], refused["coverage"]) == ([], None)
    assert refused["diagnostics"]


async def test_rule_files_are_brought_into_their_one_form(client: Client) -> None:
    asked = [{"path": "rules.otoku", "text": 'otoku 1\ncoupon   "x"  {\n discount 500   JPY # five\n}\n'}]
    text = "query($files: [FileInput!]!) { formatRules(files: $files) { path text } }"
    (file,) = (await client.admin(text, "ci", files=asked))["formatRules"]
    assert 'coupon "x" {\n  discount 500 JPY  # five\n}\n' in file["text"]


TRY = """
query($e: TrialEventInput!, $at: DateTime) {
  tryRules(event: $e, at: $at) {
    at revision quote { total { amount } } issues { rule validUntil uses } sends { rule channel template }
    trace { rule line label verdict reason amount { amount } } errors { code field }
  }
}
"""


@pytest.mark.requirement("S1.38")
async def test_rules_are_tried_and_explained_without_leaving_anything(client: Client) -> None:
    asked = {"lines": [{"sku": "SAMPLE-1"}], "email": "taro@shop.example"}
    tried = (await client.admin(TRY, e=asked, at="2026-07-01T03:00:00Z"))["tryRules"]
    assert (tried["at"], tried["revision"], tried["errors"]) == ("2026-07-01T03:00:00.000Z", 1, [])
    assert tried["issues"] == [{"rule": "thanks-coupon", "validUntil": "2026-07-15T15:00:00.000Z", "uses": 1}]
    assert tried["sends"] == [{"rule": "thanks-coupon", "channel": "email", "template": "thanks-coupon"}]
    assert {step["rule"] for step in tried["trace"]} == {"thanks-coupon", "free-shipping"}
    refused = (await client.admin(TRY, e={"lines": [{"sku": "NO-SUCH"}]}))["tryRules"]
    assert [(error["code"], error["field"]) for error in refused["errors"]] == [
        ("UNKNOWN_PRODUCT", ["event", "lines", "0", "sku"])
    ]
    assert (await client.admin("{ orders { totalCount } }"))["orders"] == {"totalCount": 0}
