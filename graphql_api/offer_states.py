"""What both schemas call the states of an offer, and how its products are bought."""

from enum import StrEnum

from graphql_api.enumeration import described


@described(
    "How far an offer has come. The last five are ends.",
    DECIDED="Made, and not yet shown.",
    SHOWN="The page was rendered (S4.65).",
    CLICKED="The buy button was pressed (S4.66); payment and change of the order are under way.",
    SUCCEEDED="Paid and added (S4.67).",
    FAILED="Pressed, and it came to nothing; the first order stands (S4.2, S4.68).",
    DECLINED="The shopper closed the page.",
    EXPIRED="Time was up (S4.39).",
    MISSED="The page was never rendered (D4.j).",
)
class OfferStateKind(StrEnum):
    """`model.offer_instance.OfferState`."""

    DECIDED = "decided"
    SHOWN = "shown"
    CLICKED = "clicked"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    DECLINED = "declined"
    EXPIRED = "expired"
    MISSED = "missed"


@described("How a product is bought.", ONCE="Once.", SUBSCRIPTION="On a plan, again and again.")
class BuyingKind(StrEnum):
    """`model.offer.Buying`."""

    ONCE = "once"
    SUBSCRIPTION = "subscription"


@described(
    "Why an offer that was pressed brought no order (S4.68).",
    PAYMENT_REFUSED="The gateway refused the payment.",
    PAYMENT_UNREACHABLE="The gateway could not be reached; nothing was taken.",
    PAYMENT_UNKNOWN="Nobody said in time whether the money was taken.",
    COMMERCE_REFUSED="The order or contract could not be changed; the money went back.",
    COMMERCE_UNREACHABLE="The platform could not be reached.",
    ORDER_CHANGED="The order was refunded or cancelled meanwhile.",
    NOT_AVAILABLE="The product cannot be bought any more.",
)
class OfferFailureKind(StrEnum):
    """`model.offer_instance.OfferFailure`."""

    PAYMENT_REFUSED = "payment_refused"
    PAYMENT_UNREACHABLE = "payment_unreachable"
    PAYMENT_UNKNOWN = "payment_unknown"
    COMMERCE_REFUSED = "commerce_refused"
    COMMERCE_UNREACHABLE = "commerce_unreachable"
    ORDER_CHANGED = "order_changed"
    NOT_AVAILABLE = "not_available"
