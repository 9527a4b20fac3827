"""Documents that several tests send."""

from typing import Any

QUOTE = """
query Quote($cart: CartInput!, $codes: [CouponCode!]) {
  quote(cart: $cart, codes: $codes) {
    quote {
      total { amount currency } subtotal { amount } discount { amount } gatewayTotal { amount } shipping { amount }
      displayDiscount couponEntry revision
      lines { sku quantity unitPrice { amount } subtotal { amount } discount { amount } total { amount } couponEntry }
      discounts { rule code amount { amount } perLine shipping { amount } displayDiscount }
      refusals { code rule reason message amount { amount } }
    }
    errors { code field message }
  }
}
"""

RECORD = """
mutation Record($input: OrderRecordInput!) {
  orderRecord(input: $input) {
    order { id state repeated }
    quote { total { amount } discount { amount } refusals { code reason } }
    issuedCoupons { id rule maskedCode email validUntil uses }
    redemptions { rule couponId code amount { amount } }
    errors { code field message }
  }
}
"""

REVEAL = "mutation($i: CouponRevealInput!) { couponReveal(input: $i) { code errors { code } } }"

REVOKE = """
mutation($i: CouponRevokeInput!) { couponRevoke(input: $i) { coupon { id state } errors { code field message } } }
"""

HOLD = """
mutation($i: CodeHoldInput!) { codeHold(input: $i) { hold { id until } reason errors { code field message } } }
"""

CHECK = """
query($files: [FileInput!]!) {
  checkRules(files: $files) {
    valid errors fingerprint rules { name kind }
    diagnostics {
      code severity message label place { file line column endLine endColumn }
      help fix { confidence edits { text place { line column } } } rendered
    }
  }
}
"""

PUBLISH = """
mutation($i: PublishRulesInput!) {
  publishRules(input: $i) {
    revision { number state files { path } note } diagnostics { code severity } errors { code field message }
  }
}
"""


def order(order_id: str, *skus: str, email: str = "taro@shop.example", **rest: object) -> dict[str, Any]:
    """A paid order of one piece of each product."""
    return {
        "id": order_id,
        "state": "PAID",
        "buyer": {"email": email, "name": "山田太郎", "locale": "ja"},
        "lines": [{"sku": sku, "quantity": 1} for sku in skus],
        **rest,
    }


def cart(*skus: str, email: str | None = "taro@shop.example", **rest: object) -> dict[str, object]:
    """One piece of each product."""
    return {"lines": [{"sku": sku, "quantity": 1} for sku in skus], "buyer": {"email": email}, **rest}
