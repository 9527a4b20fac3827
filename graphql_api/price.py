"""The price of a cart as both schemas show it: lines, discounts, refused codes with the reasons a caller may know."""

from enum import StrEnum

import strawberry

from engine.model.program import GatewayShows
from engine.model.quote import SHOPPER_SAFE, Adjustment, Quote, QuotedLine, Refusal, Tender
from engine.model.tax_sums import TaxSum, tax_sums
from graphql_api.enumeration import described
from graphql_api.language import Language
from graphql_api.messages import message
from graphql_api.scalars import Amount, CouponCode, Money, money


@described(
    "Where the buyer first sees a discount when an external payment screen is used (S1.42-45).",
    AT_GATEWAY="The payment screen already shows the discounted price: ordinary shared codes (S1.43).",
    AT_CONFIRMATION=(
        "The payment screen shows the list price, the confirmation after it the discount: one-time"
        " coupons (S1.42)."
    ),
)
class DisplayDiscount(StrEnum):
    """Values of `GatewayShows`, in the words of the storefront."""

    AT_GATEWAY = "at_gateway"
    AT_CONFIRMATION = "at_confirmation"


@described(
    "Why a code does not apply. With a publishable token most are INVALID_CODE, so that codes cannot be probed (SEC5).",
    INVALID_CODE="The code cannot be used; browsers are told no more.",
    UNKNOWN_CODE="There is no such code in this shop.",
    NOT_YOURS="The code was issued to another e-mail address (S1.8).",
    PIN_REFUSED=(
        "Of a gift card: the PIN is missing or wrong, or too many wrong ones were tried today (S5.18)."
    ),
    EXPIRED="The code's last day is over (S1.17).",
    NOT_STARTED="The code is not valid yet.",
    USED_UP="The code has no use left (S1.18).",
    LIMIT_ZERO="The code was issued with 0 uses (S1.19).",
    HELD="Another cart has set the last use aside.",
    REVOKED="The code was withdrawn.",
    RULE_NOT_LIVE="The rule of the code is not running.",
    CONDITION_NOT_MET="The rule's conditions are not met by this cart.",
    NO_TARGET_IN_CART="No product in the cart is a target of the code (S1.23).",
    LIMIT_REACHED="A limit of the rule is reached.",
    BUDGET_SPENT="The rule's budget is spent.",
    NOT_COMBINABLE="Something better for the buyer was applied instead.",
    NOTHING_TO_TAKE_OFF="The discount would be zero, so no use is consumed.",
    TEST_ONLY="The code works in test orders only, or only outside them (S1.39).",
    EMAIL_REQUIRED=(
        "The code is bound to an e-mail address and the cart has none (S1.7). INVALID_CODE with a publishable token:"
        " ask for the address before the code."
    ),
    BOUGHT_OTHERWISE="Of an offer: the product was bought in another way, once or on a plan, than its pattern says.",
    OTHER_PRODUCTS="Of an offer: other products are in the order (S4.24).",
    SEVERAL_PLANS="Of an offer: the product was bought on several plans (S4.23).",
    NO_SUCH_CYCLE="Of an offer: none of its plans has the cycle that was bought (S4.31).",
    NOT_OFFERABLE="Of an offer: its product can no longer be offered as the catalogue stands now (S4.26-28).",
    SCREENED="Of an offer: the fraud screening of the order was no clear yes.",
    NO_PAYMENT_METHOD="Of an offer: nothing was paid in a way that can be charged again, such as by gift cards alone.",
    HIGHER_OFFER="Of an offer: another one goes first; one order gets one offer (S4.35).",
)
class CodeRefusalReason(StrEnum):
    """`model.quote.RefusalReason` and the one public answer."""

    INVALID_CODE = "invalid_code"
    UNKNOWN_CODE = "unknown_code"
    NOT_YOURS = "not_yours"
    PIN_REFUSED = "pin_refused"
    EXPIRED = "expired"
    NOT_STARTED = "not_started"
    USED_UP = "used_up"
    LIMIT_ZERO = "limit_zero"
    HELD = "held"
    REVOKED = "revoked"
    RULE_NOT_LIVE = "rule_not_live"
    CONDITION_NOT_MET = "condition_not_met"
    NO_TARGET_IN_CART = "no_target_in_cart"
    LIMIT_REACHED = "limit_reached"
    BUDGET_SPENT = "budget_spent"
    NOT_COMBINABLE = "not_combinable"
    NOTHING_TO_TAKE_OFF = "nothing_to_take_off"
    TEST_ONLY = "test_only"
    EMAIL_REQUIRED = "email_required"
    BOUGHT_OTHERWISE = "bought_otherwise"
    OTHER_PRODUCTS = "other_products"
    SEVERAL_PLANS = "several_plans"
    NO_SUCH_CYCLE = "no_such_cycle"
    NOT_OFFERABLE = "not_offerable"
    HIGHER_OFFER = "higher_offer"
    SCREENED = "screened"
    NO_PAYMENT_METHOD = "no_payment_method"


@strawberry.type(name="QuotedLine", description="A priced line of a cart, in the order given; gifts follow.")
class LineType:
    """A line."""

    sku: str = strawberry.field(description="The product.")
    quantity: int = strawberry.field(description="Pieces.")
    unit_price: Money = strawberry.field(
        description="Price of one, tax included, before discounts; on a plan its price in the first order."
    )
    plan: str | None = strawberry.field(description="The plan it is bought on; null when it is bought once.")
    list_price: Money | None = strawberry.field(
        description="On a plan: the catalogue's price of one, before the plan's discount; else null."
    )
    subtotal: Money = strawberry.field(description="Unit price times quantity.")
    discount: Money = strawberry.field(
        description="Taken off this line; the lines' discounts sum to the cart's exactly (V22)."
    )
    total: Money = strawberry.field(description="What this line costs after discounts.")
    coupon_entry: bool = strawberry.field(
        description="Whether the code entry box is shown for this product (S1.36)."
    )
    gift: bool = strawberry.field(
        description=(
            "A present that is no line of the cart: the shop adds it at 0, and takes it out when the next quote has it"
            " no more. Sent back as a line of the cart it is marked `gift` there too."
        )
    )


@strawberry.type(description="A discount that was applied.")
class AppliedDiscount:
    """An adjustment."""

    rule: str | None = strawberry.field(
        description="The rule's name; null with a publishable token, names are internal."
    )
    code: CouponCode | None = strawberry.field(
        description="The code it was applied by; null for automatic discounts."
    )
    amount: Money = strawberry.field(description="Taken off in all, shipping included.")
    per_line: list[Amount] = strawberry.field(
        description="Minor units taken off each line, in the lines' order."
    )
    shipping: Money = strawberry.field(description="Taken off the shipping charge.")
    display_discount: DisplayDiscount = strawberry.field(
        description="Where the buyer first sees it (S1.42-45)."
    )


@strawberry.type(
    description="A code that was entered and does not apply; with a secret token also automatic rules."
)
class CodeRefusal:
    """A refusal."""

    code: CouponCode | None = strawberry.field(
        description="The code as understood; null for an automatic rule."
    )
    rule: str | None = strawberry.field(description="The rule's name; null with a publishable token.")
    reason: CodeRefusalReason = strawberry.field(description="Why; see the enum about publishable tokens.")
    message: str = strawberry.field(
        description="The reason as a sentence in the language of Accept-Language."
    )
    amount: Money = strawberry.field(description="What it would have taken off, for NOT_COMBINABLE; else 0.")
    gift_card: bool = strawberry.field(description="The code was given as that of a gift card.")


@strawberry.type(
    name="GiftCardTender", description="What a gift card pays: a means of payment, not a discount (S5.35)."
)
class TenderType:
    """A tender."""

    code: CouponCode = strawberry.field(description="The card's code as understood.")
    campaign: str | None = strawberry.field(description="Its rule; null with a publishable token.")
    amount: Money = strawberry.field(description="What it pays.")
    left: Money = strawberry.field(description="What can be spent of it afterwards.")


@strawberry.type(name="TaxSum", description="What has one tax rate, as an invoice tells it; tax included.")
class TaxSumType:
    """A sum."""

    tax_percent: str | None = strawberry.field(
        description="The rate in percent, such as 10 or 8; null: shipping, whose rate is the shop's, and products"
        " that are not in the catalogue."
    )
    subtotal: Money = strawberry.field(description="Before discounts.")
    discount: Money = strawberry.field(description="The part of the discounts that its lines bear.")
    total: Money = strawberry.field(description="After discounts; the totals add up to that of the quote.")
    tax: Money | None = strawberry.field(
        description="The tax in `total`, rounded down once per rate; null without a rate."
    )


@strawberry.type(
    name="Quote", description="What a cart costs and why. All money is in the shop's currency, tax included."
)
class QuoteType:
    """A quote."""

    lines: list[LineType] = strawberry.field(
        description="The cart's lines, in the order given, then a line at 0 for each gift."
    )
    discounts: list[AppliedDiscount] = strawberry.field(description="Every discount that was applied.")
    refusals: list[CodeRefusal] = strawberry.field(
        description="Every code that was not applied, with its reason."
    )
    subtotal: Money = strawberry.field(description="Sum of the lines before discounts.")
    discount: Money = strawberry.field(description="Sum of all discounts, shipping included.")
    shipping: Money = strawberry.field(description="The shipping charge before discounts.")
    total: Money = strawberry.field(
        description="What the order costs, shipping included, however it is paid."
    )
    tax_sums: list[TaxSumType] = strawberry.field(
        description="The price by tax rate, highest first; how gift cards pay it changes nothing."
    )
    tenders: list[TenderType] = strawberry.field(
        description="What gift cards pay of it, in the order in which they were given."
    )
    payable: Money = strawberry.field(description="What is left to pay otherwise: total less the tenders.")
    gateway_total: Money = strawberry.field(
        description=(
            "What the external payment screen shows: payable plus discounts shown only at confirmation"
            " (S1.42-43)."
        )
    )
    display_discount: DisplayDiscount = strawberry.field(
        description="AT_CONFIRMATION when any discount appears only after the payment screen (S1.42)."
    )
    coupon_entry: bool = strawberry.field(
        description="Whether the page shows a code entry box at all (S1.36)."
    )
    revision: int = strawberry.field(description="Number of the rule revision that decided.")


def show_quote(quote: Quote, language: Language, *, trusted: bool) -> QuoteType:
    """A quote for a caller; one who is not `trusted` is told only what a shopper may know (SEC5)."""
    currency = quote.currency
    return QuoteType(
        lines=[_line(line, currency) for line in quote.lines],
        discounts=[_discount(adjustment, currency, trusted=trusted) for adjustment in quote.adjustments],
        refusals=[
            _refusal(refusal, currency, language, trusted=trusted)
            for refusal in quote.refusals
            if trusted or refusal.code is not None
        ],
        subtotal=money(quote.subtotal, currency),
        discount=money(quote.discount, currency),
        shipping=money(quote.shipping, currency),
        total=money(quote.total, currency),
        tax_sums=[_tax_sum(one, currency) for one in tax_sums(quote)],
        tenders=[_tender(one, currency, trusted=trusted) for one in quote.tenders],
        payable=money(quote.payable, currency),
        gateway_total=money(quote.gateway_total, currency),
        display_discount=_display(any(a.gateway_shows is GatewayShows.LIST for a in quote.adjustments)),
        coupon_entry=quote.coupon_entry,
        revision=quote.revision,
    )


def refusal_reason(reason: str, *, trusted: bool) -> CodeRefusalReason:
    """The reason that a caller may know."""
    if trusted or reason in SHOPPER_SAFE:
        return CodeRefusalReason(reason)
    return CodeRefusalReason.INVALID_CODE


def _display(after_gateway: bool) -> DisplayDiscount:
    return DisplayDiscount.AT_CONFIRMATION if after_gateway else DisplayDiscount.AT_GATEWAY


def _line(line: QuotedLine, currency: str) -> LineType:
    return LineType(
        sku=line.sku,
        quantity=line.quantity,
        unit_price=money(line.unit_price, currency),
        plan=line.plan or None,
        list_price=None if line.list_price is None else money(line.list_price, currency),
        subtotal=money(line.subtotal, currency),
        discount=money(line.discount, currency),
        total=money(line.total, currency),
        coupon_entry=line.coupon_entry,
        gift=line.gift,
    )


def _tax_sum(one: TaxSum, currency: str) -> TaxSumType:
    return TaxSumType(
        tax_percent=None if one.rate is None else f"{float(one.rate * 100):g}",
        subtotal=money(one.subtotal, currency),
        discount=money(one.discount, currency),
        total=money(one.total, currency),
        tax=None if one.tax is None else money(one.tax, currency),
    )


def _tender(tender: Tender, currency: str, *, trusted: bool) -> TenderType:
    return TenderType(
        code=CouponCode(tender.code),
        campaign=tender.campaign if trusted else None,
        amount=money(tender.amount, currency),
        left=money(tender.left, currency),
    )


def _discount(adjustment: Adjustment, currency: str, *, trusted: bool) -> AppliedDiscount:
    return AppliedDiscount(
        rule=adjustment.rule if trusted else None,
        code=None if adjustment.code is None else CouponCode(adjustment.code),
        amount=money(adjustment.amount, currency),
        per_line=[Amount(part) for part in adjustment.per_line],
        shipping=money(adjustment.shipping, currency),
        display_discount=_display(adjustment.gateway_shows is GatewayShows.LIST),
    )


def _refusal(refusal: Refusal, currency: str, language: Language, *, trusted: bool) -> CodeRefusal:
    reason = refusal_reason(refusal.reason, trusted=trusted)
    told = trusted or reason is not CodeRefusalReason.INVALID_CODE
    return CodeRefusal(
        code=None if refusal.code is None else CouponCode(refusal.code),
        rule=refusal.rule if trusted else None,
        reason=reason,
        message=message(reason.name, language),
        amount=money(refusal.amount if told else 0, currency),
        gift_card=refusal.gift_card,
    )
