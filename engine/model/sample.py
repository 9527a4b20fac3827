"""Sample data: a made-up week that shows what a shop in business looks like, and can be taken away without a trace."""

from dataclasses import dataclass

from engine.model.records import InboxMail, Redemption, StatRow, StoredCoupon, StoredMessage, StoredOrder

SAMPLE_ORDERS = "sample~"
"""How ids of sample orders begin; their coupons and messages name them."""

SAMPLE_DOMAIN = "sample.example"
"""Where sample buyers have their addresses: a domain that no mail can reach (RFC 2606)."""


def is_sample_order(order_id: str | None) -> bool:
    """Whether an order was made up."""
    return order_id is not None and order_id.startswith(SAMPLE_ORDERS)


def is_sample_address(email: str) -> bool:
    """Whether an address belongs to a made-up buyer."""
    return email.endswith(f"@{SAMPLE_DOMAIN}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Rows to add beside the real ones. Codes of its coupons are known to nobody: no real order can use them."""

    orders: tuple[StoredOrder, ...]
    coupons: tuple[StoredCoupon, ...]
    redemptions: tuple[Redemption, ...]
    messages: tuple[StoredMessage, ...]
    mails: tuple[InboxMail, ...]
    figures: tuple[StatRow, ...]
