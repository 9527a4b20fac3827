"""What a signed-in customer has, as the page of their account asks for it."""

from tests.graphql.client import Client
from tests.graphql.documents import RECORD, order

WALLET = """query($b: BuyerInput!) { wallet(buyer: $b) {
  wallet { coupons { rule maskedCode discount products validUntil usesLeft } giftCards { campaign balance { amount } } }
  errors { code field }
} }"""


async def test_a_coupon_is_in_the_wallet_of_its_owner_until_it_is_used(client: Client) -> None:
    recorded = await client.storefront(RECORD, input=order("one", "SAMPLE-1"))
    (issued,) = recorded["orderRecord"]["issuedCoupons"]
    mine = {"email": f" {issued['email'].upper()} "}
    found = (await client.storefront(WALLET, b=mine))["wallet"]
    assert found["errors"] == []
    assert found["wallet"]["giftCards"] == []
    (coupon,) = found["wallet"]["coupons"]
    assert (coupon["rule"], coupon["discount"], coupon["usesLeft"]) == ("thanks-coupon", "500 JPY", 1)
    assert coupon["maskedCode"][-4:] == issued["maskedCode"][-4:]
    assert coupon["validUntil"] == issued["validUntil"]
    other = (await client.storefront(WALLET, b={"email": "somebody@else.example"}))["wallet"]["wallet"]
    assert other == {"coupons": [], "giftCards": []}


async def test_nobody_has_no_wallet_and_browsers_look_into_none(client: Client) -> None:
    nobody = (await client.storefront(WALLET, b={}))["wallet"]
    assert (nobody["wallet"], nobody["errors"][0]["code"]) == (None, "EMAIL_INVALID")
    body = {"query": WALLET, "variables": {"b": {"email": "a@example.com"}}}
    answer = (await client.post("/storefront/graphql", "publishable", body)).json()
    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"
