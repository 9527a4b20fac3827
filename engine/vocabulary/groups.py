"""Labels that several kinds of rules share, in canonical order, and what starts which kind."""

from collections.abc import Mapping

from engine.model.program import TriggerKind
from engine.vocabulary.word import Place

ABOUT = ("title", "note", "status", "was", "tags", "owner")
WHEN_OPEN = ("begins", "ends", "open")
ONLY_IF = ("if", "unless")
CAPS = ("limit", "budget")
TRIED = ("experiment",)
CONTEXT = ("priority", "mode")
REWARDS = ("discount", "tier", "buy", "bundle", "gift")
IN_TIME = ("cap", "late", "max")

ABANDONED = frozenset({TriggerKind.CART_ABANDONED, TriggerKind.CONFIRM_ABANDONED, TriggerKind.FORM_ABANDONED})

PERSONAL = frozenset(
    {TriggerKind.CUSTOMER_JOINED, TriggerKind.CUSTOMER_BIRTHDAY, TriggerKind.CUSTOMER_INACTIVE}
)
"""What happens to a customer without any order."""

ENDINGS = frozenset(
    {
        TriggerKind.ORDER_PAID,
        TriggerKind.SUBSCRIPTION_STARTED,
        TriggerKind.SUBSCRIPTION_RENEWED,
        TriggerKind.SUBSCRIPTION_CANCELLED,
        TriggerKind.REFUND_APPROVED,
        TriggerKind.CUSTOMER_JOINED,
    }
)
"""What can end a series of messages: what is reported as it happens. No moment of the calendar, nothing of others."""

STARTS: Mapping[Place, frozenset[TriggerKind]] = {
    Place.COUPON: frozenset({TriggerKind.ORDER_PAID, TriggerKind.COUPON_REDEEMED}) | PERSONAL,
    Place.OFFER: frozenset({TriggerKind.ORDER_PAID, TriggerKind.SUBSCRIPTION_STARTED}),
    Place.REMINDER: ABANDONED,
    Place.LIST: frozenset(
        {TriggerKind.ORDER_PAID, TriggerKind.SUBSCRIPTION_STARTED, TriggerKind.SUBSCRIPTION_RENEWED}
    ),
    Place.GIFT_CARD: frozenset({TriggerKind.ORDER_PAID, TriggerKind.REFUND_APPROVED}) | PERSONAL,
}
"""What may follow `when` in each kind of rule."""
