"""States that both schemas show."""

from enum import StrEnum

from graphql_api.enumeration import described


@described(
    "Payment state of an order.",
    PENDING="Ordered, not paid yet: issues and redeems nothing.",
    PAID="Paid: codes are redeemed, coupons issued, mails queued (S1.2).",
    PARTLY_REFUNDED="Part of the money went back.",
    REFUNDED="All of the money went back.",
    FAILED="The payment failed.",
    CANCELLED="Called off before or after payment.",
)
class OrderStateKind(StrEnum):
    """`model.cart.OrderState`."""

    PENDING = "pending"
    PAID = "paid"
    PARTLY_REFUNDED = "partly_refunded"
    REFUNDED = "refunded"
    FAILED = "failed"
    CANCELLED = "cancelled"
