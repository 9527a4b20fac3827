"""Refunds over GraphQL: reported by the back end, seen by staff."""

from tests.graphql.client import Client
from tests.graphql.documents import RECORD, order

REFUND = """mutation($i: OrderRefundInput!) { orderRefund(input: $i) {
  order { id state refundId amount { amount currency } refunded { amount } repeated } errors { code field message }
} }"""
WOULD = """query($r: OrderRefundInput!) { refundQuote(refund: $r) {
  quote { state amount { amount } payable { amount } left { amount } shipping { amount } newCard { amount }
    tenders { giftCardId } usesReturned couponsEnded lines { line sku quantity paid { amount } } }
  errors { code field }
} }"""
ORDER = """{ order(externalId: "o") { state refunds { refundId number amount { amount } full note
  lines { line sku quantity } } } redemptions(first: 5) { edges { node { rule returnedAt } } } }"""


async def test_a_refund_is_reported_in_parts_and_seen_by_staff(client: Client) -> None:
    bought = order("o", "PACK-1") | {"lines": [{"sku": "PACK-1", "quantity": 2}]}
    await client.storefront(RECORD, input=bought)
    one = {"orderId": "o", "refundId": "r1", "lines": [{"sku": "PACK-1", "quantity": 1}], "note": "broken"}
    first = (await client.storefront(REFUND, i=one))["orderRefund"]
    assert first == {
        "order": {
            "id": "o", "state": "PARTLY_REFUNDED", "refundId": "r1", "repeated": False,
            "amount": first["order"]["amount"], "refunded": {"amount": first["order"]["amount"]["amount"]},
        },
        "errors": [],
    }  # fmt: skip
    again = (await client.storefront(REFUND, i=one))["orderRefund"]["order"]
    assert (again["repeated"], again["amount"]) == (True, first["order"]["amount"])
    rest = (await client.storefront(REFUND, i={"orderId": "o", "refundId": "r2"}))["orderRefund"]["order"]
    assert rest["state"] == "REFUNDED"
    more = (await client.storefront(REFUND, i={"orderId": "o", "refundId": "r3", "amount": 1}))["orderRefund"]
    assert [(error["code"], error["field"]) for error in more["errors"]] == [("REFUND_TOO_MUCH", ["amount"])]
    seen = (await client.admin(ORDER))["order"]
    assert seen["state"] == "REFUNDED"
    assert [one["lines"] for one in seen["refunds"]] == [[{"line": 0, "sku": "PACK-1", "quantity": 1}]] * 2
    assert [(one["number"], one["full"], one["note"]) for one in seen["refunds"]] == [
        (1, False, "broken"),
        (2, True, ""),
    ]


async def test_what_a_refund_would_give_back_is_asked_before_it_is_recorded(client: Client) -> None:
    await client.storefront(
        RECORD, input=order("o", "PACK-1") | {"lines": [{"sku": "PACK-1", "quantity": 2}]}
    )
    one = {"orderId": "o", "refundId": "r1", "lines": [{"sku": "PACK-1", "quantity": 1}]}
    asked = (await client.storefront(WOULD, r=one))["refundQuote"]
    assert asked["errors"] == []
    assert asked["quote"] == {
        "state": "PARTLY_REFUNDED", "amount": {"amount": 3800}, "payable": {"amount": 3800}, "tenders": [],
        "left": {"amount": 3800}, "shipping": {"amount": 0}, "newCard": {"amount": 0},
        "usesReturned": 0, "couponsEnded": 0,
        "lines": [{"line": 0, "sku": "PACK-1", "quantity": 1, "paid": {"amount": 3800}}],
    }  # fmt: skip
    done = (await client.storefront(REFUND, i=one))["orderRefund"]["order"]
    assert (done["amount"]["amount"], done["repeated"]) == (3800, False)
    more = (await client.storefront(WOULD, r={"orderId": "o", "refundId": "r2", "amount": 3801}))[
        "refundQuote"
    ]
    assert more["quote"] is None
    assert [(error["code"], error["field"]) for error in more["errors"]] == [("REFUND_TOO_MUCH", ["amount"])]


async def test_only_the_back_end_reports_refunds(client: Client) -> None:
    body = {"query": REFUND, "variables": {"i": {"orderId": "o", "refundId": "r1"}}}
    answer = (await client.post("/storefront/graphql", "publishable", body)).json()
    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"
