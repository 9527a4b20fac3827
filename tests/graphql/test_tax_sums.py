"""A price by tax rate, in the quote and in the order that was stored."""

from typing import Any

from tests.graphql.client import Client
from tests.graphql.documents import cart, order

SUMS = "taxSums { taxPercent subtotal { amount } discount { amount } total { amount } tax { amount } }"
QUOTE = f"""query($cart: CartInput!, $codes: [CouponCode!]) {{
  quote(cart: $cart, codes: $codes) {{ quote {{ {SUMS} }} }}
}}"""
RECORD = f"""mutation($input: OrderRecordInput!) {{
  orderRecord(input: $input) {{ quote {{ {SUMS} }} errors {{ code }} }}
}}"""
STORED = f"query($id: String!) {{ order(externalId: $id) {{ quote {{ {SUMS} }} }} }}"


def plain(sums: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Rate, before, off, after, tax."""
    money = ("subtotal", "discount", "total", "tax")
    return [(one["taxPercent"], *(one[key] and one[key]["amount"] for key in money)) for one in sums]


async def test_a_price_is_told_by_tax_rate_in_the_quote_and_in_the_stored_order(client: Client) -> None:
    expected = [("10", 5500, 550, 4950, 450), ("8", 3800, 380, 3420, 253)]
    bought, codes = ("PACK-1", "KYUSU-1"), ["WELCOME10"]
    quoted = await client.storefront(QUOTE, cart=cart(*bought), codes=codes)
    assert plain(quoted["quote"]["quote"]["taxSums"]) == expected
    asked = order("o1", *bought, codes=codes, shipping=600)
    recorded = (await client.storefront(RECORD, input=asked))["orderRecord"]
    told = plain(recorded["quote"]["taxSums"])
    assert (recorded["errors"], told[:2]) == ([], expected)
    assert [one[0] for one in told] == ["10", "8", None]  # the shop knows the rate of its shipping
    stored = (await client.admin(STORED, id="o1"))["order"]["quote"]["taxSums"]
    assert plain(stored) == told
