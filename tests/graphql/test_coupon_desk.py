"""Staff look after coupons over GraphQL."""

from datetime import timedelta
from typing import Any

import pytest

from engine.service.tokens import TokenKind, create_token
from tests.graphql.client import TEST, Client
from tests.graphql.documents import RECORD, order

LIFE = """query($f: CouponFilter) { coupons(filter: $f) { edges { node {
  id state validUntil life { kind subject reason actorKind amount { amount } } } } } }"""


async def bought(client: Client) -> dict[str, Any]:
    await client.storefront(RECORD, input=order("first", "SAMPLE-1"))
    found: dict[str, Any] = (await client.admin(LIFE))["coupons"]["edges"][0]["node"]
    return found


async def test_a_coupon_is_extended_sent_again_and_its_life_tells_so(client: Client) -> None:
    coupon = await bought(client)
    until = (client.engine.clock.now() + timedelta(days=60)).isoformat()
    extend = """mutation($i: CouponExtendInput!) {
      couponExtend(input: $i) { coupon { validUntil } errors { code field } } }"""
    given = {"couponId": coupon["id"], "until": until, "reason": "was ill", "idempotencyKey": "k1"}
    for _ in range(2):
        answer = (await client.admin(extend, i=given))["couponExtend"]
        assert answer["errors"] == []
    changed = await client.admin(extend, i=given | {"reason": "another"})
    assert changed["couponExtend"]["errors"][0]["code"] == "IDEMPOTENCY_MISMATCH"
    resend = "mutation($i: CouponResendInput!) { couponResend(input: $i) { errors { code } } }"
    sent = await client.admin(resend, i={"couponId": coupon["id"], "reason": "deleted"})
    assert sent["couponResend"]["errors"] == []
    found = (await client.admin(LIFE, f={"orderId": "first"}))["coupons"]["edges"][0]["node"]
    life = [(one["kind"], one["reason"]) for one in found["life"]]
    assert ("EXTENDED", "was ill") in life
    assert ("SENT_AGAIN", "deleted") in life
    assert found["life"][0]["subject"] == "first"


async def test_issuing_by_hand_says_what_is_wrong_where(client: Client) -> None:
    issue = """mutation($i: CouponIssueInput!) {
      couponIssue(input: $i) { coupon { ruleName } errors { code field message } } }"""
    await bought(client)
    given = {
        "rule": "thanks-coupon",
        "email": order("first", "SAMPLE-1")["buyer"]["email"],
        "reason": "sorry",
    }
    assert (await client.admin(issue, i=given))["couponIssue"]["coupon"] == {"ruleName": "thanks-coupon"}
    wrong = (await client.admin(issue, i=given | {"email": "nonsense"}))["couponIssue"]
    assert [(one["code"], one["field"]) for one in wrong["errors"]] == [("EMAIL_INVALID", ["email"])]
    unknown = (await client.admin(issue, i=given | {"rule": "none"}))["couponIssue"]
    assert [(one["code"], one["field"]) for one in unknown["errors"]] == [("NOT_FOUND", ["rule"])]


async def test_a_filter_tells_nobody_what_they_may_not_see(client: Client) -> None:

    made = await create_token(client.engine, "tea", kind=TokenKind.ADMIN, name="look", actor=TEST)
    client.tokens["look"] = made.text
    for wanted in ({"email": "a@shop.example"}, {"code": "12345678"}):
        answer = await client.run("admin", "look", LIFE, f=wanted)
        assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert (await client.admin(LIFE, f={"code": "00000000"}))["coupons"]["edges"] == []


@pytest.mark.requirement("S1.8")
async def test_the_life_of_a_coupon_tells_why_it_was_refused_and_to_whom_masked(client: Client) -> None:
    await bought(client)
    reveal = "mutation($i: CouponRevealInput!) { couponReveal(input: $i) { code } }"
    coupon = (await client.admin(LIFE))["coupons"]["edges"][0]["node"]
    code = (await client.admin(reveal, i={"couponId": coupon["id"]}))["couponReveal"]["code"]
    hold = """mutation($i: CodeHoldInput!) { codeHold(input: $i) { reason errors { code } } }"""
    given = {"code": code, "cartToken": "cart-1", "email": "stranger@elsewhere.example"}
    assert (await client.storefront(hold, i=given))["codeHold"]["reason"] is not None
    ask_life = """{ coupons { edges { node { life {
      kind reason refusal { code where maskedEmail times } hold } } } } }"""
    life = (await client.admin(ask_life))["coupons"]["edges"][0]["node"]["life"]
    assert [one for one in life if one["kind"] == "REFUSED"] == [
        {
            "kind": "REFUSED",
            "reason": "The code belongs to another e-mail address.",
            "refusal": {
                "code": "NOT_YOURS",
                "where": "HOLD",
                "maskedEmail": "s•••@elsewhere.example",
                "times": 1,
            },
            "hold": None,
        }
    ]
