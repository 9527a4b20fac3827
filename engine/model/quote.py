"""What a cart costs and why: lines, adjustments, verdicts on codes."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from engine.model.card import LotPart
from engine.model.program import GatewayShows, Kind
from engine.model.reward import Deducted


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """What was applied: minor units per line of the quote (same order) and off shipping; sums are exact.

    A gift takes nothing off: it is a line of its own at 0. `given` is its price at that time, which a budget paid.
    `counted` are the limits and budgets that this used, without the names of people; None where nobody noted them.
    """

    rule: str
    kind: Kind
    discount: Deducted
    per_line: tuple[int, ...]
    shipping: int = 0
    code: str | None = None
    coupon_id: str | None = None
    gateway_shows: GatewayShows = GatewayShows.PAYABLE
    given: int = 0
    counted: tuple[str, ...] | None = None

    @property
    def amount(self) -> int:
        """Minor units taken off in all."""
        return sum(self.per_line) + self.shipping


class RefusalReason(StrEnum):
    """Why a code or a rule does not apply. Shoppers see only what `SHOPPER_SAFE` allows (SEC5)."""

    UNKNOWN_CODE = "unknown_code"
    NOT_YOURS = "not_yours"
    PIN_REFUSED = "pin_refused"  # missing, wrong, or not looked at after too many wrong ones
    EXPIRED = "expired"
    NOT_STARTED = "not_started"
    USED_UP = "used_up"
    LIMIT_ZERO = "limit_zero"  # V3
    HELD = "held"
    REVOKED = "revoked"
    RULE_NOT_LIVE = "rule_not_live"
    CONDITION_NOT_MET = "condition_not_met"
    NO_TARGET_IN_CART = "no_target_in_cart"
    LIMIT_REACHED = "limit_reached"
    BUDGET_SPENT = "budget_spent"
    NOT_COMBINABLE = "not_combinable"  # something better for the buyer was applied
    NOTHING_TO_TAKE_OFF = "nothing_to_take_off"  # an effect of zero consumes no use
    TEST_ONLY = "test_only"
    EMAIL_REQUIRED = "email_required"
    BOUGHT_OTHERWISE = "bought_otherwise"  # an offer: the trigger product was bought once, or on a plan
    OTHER_PRODUCTS = "other_products"  # S4.24
    SEVERAL_PLANS = "several_plans"  # S4.23, D4.e
    NO_SUCH_CYCLE = "no_such_cycle"  # S4.31, V18
    NOT_OFFERABLE = "not_offerable"  # S4.28: the catalogue has changed since
    HIGHER_OFFER = "higher_offer"  # S4.35: one order gets one offer
    SCREENED = "screened"  # an offer: the fraud screening of the order was no clear yes
    NO_PAYMENT_METHOD = "no_payment_method"  # an offer: the order left nothing that could be charged again


SHOPPER_SAFE = frozenset(
    {
        RefusalReason.NO_TARGET_IN_CART,
        RefusalReason.CONDITION_NOT_MET,
        RefusalReason.NOT_COMBINABLE,
        RefusalReason.NOTHING_TO_TAKE_OFF,
    }
)
"""Reasons told with a publishable token; every other is INVALID_CODE there, so codes cannot be probed (SEC5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A code (`code` set) or automatic rule that was considered and not applied; `amount` it would have taken."""

    reason: RefusalReason
    rule: str | None = None
    code: str | None = None
    coupon_id: str | None = None
    amount: int = 0
    gift_card: bool = False  # the code was given as that of a gift card


@dataclass(frozen=True, slots=True, kw_only=True)
class Tender:
    """What a gift card pays, minor units: `left` can be spent of it afterwards, `parts` come of its lots."""

    card_id: str
    campaign: str
    code: str
    amount: int
    left: int
    parts: tuple[LotPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedLine:
    """A priced line, minor units: `subtotal` before, `total` after discounts.

    A `gift` is no line of the cart: the shop adds it at 0 and takes it out when a later quote has it no more.
    On a `plan` the unit price is that of the first order; `list_price` is the catalogue's for one, before the plan.
    """

    sku: str
    quantity: int
    unit_price: int
    subtotal: int
    discount: int
    total: int
    coupon_entry: bool
    gift: bool = False
    plan: str = ""
    list_price: int | None = None  # of a line on a plan
    tax_rate: Fraction | None = None  # of the product when it was priced; None: not in the catalogue then


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The price of a cart; `total` includes shipping. `lines` are those of the cart, then gifts.

    `gateway_total` is what the external payment screen shows (S1.42-43): `total` plus the discounts that appear only
    on the confirmation screen, less what gift cards pay.
    """

    currency: str
    lines: tuple[QuotedLine, ...]
    adjustments: tuple[Adjustment, ...]
    refusals: tuple[Refusal, ...]
    subtotal: int
    discount: int
    shipping: int
    total: int
    gateway_total: int
    coupon_entry: bool  # any line shows the code entry box
    revision: int
    tenders: tuple[Tender, ...] = ()

    @property
    def payable(self) -> int:
        """What is left to pay when the gift cards have paid their part."""
        return self.total - sum(tender.amount for tender in self.tenders)
