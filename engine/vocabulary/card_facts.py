"""Facts that a gift card may take from what happened."""

MONEY_FACTS = ("order.total",)
"""Amounts that a balance can be a share of."""

FACTS = ("order.id", "order.note", "order.total", "customer.id", "customer.email")
"""What may be kept with a card."""
