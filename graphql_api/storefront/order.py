"""Orders: a shop's back end reports each payment state, once per order id and state."""

from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.answers import IssuedCoupon, MadeOffer, OrderRecordedAnswer, UsedDiscount
from engine.model.cart import OrderState
from engine.model.decision import Rejection
from engine.model.events import RefusedCodes
from engine.model.requests import CartRequest, OrderRequest
from engine.model.screening import Screening, Verdict
from engine.service.record_order import record_order
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected
from graphql_api.ids import opaque
from graphql_api.price import QuoteType, show_quote
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field
from graphql_api.scalars import Amount, CouponCode, Email, Money, money
from graphql_api.states import OrderStateKind
from graphql_api.storefront.cart import (
    BuyerInput,
    CartLineInput,
    GiftCardPinInput,
    buyer_request,
    line_requests,
    typed_pins,
)
from graphql_api.storefront.order_warning import OrderWarning, warnings_of


@described(
    "What becomes of an order with a code that does not apply.",
    REJECT="Nothing is recorded and CODE_REFUSED says which code and why.",
    RECORD="The order is recorded without that code, for shops that report after the money was taken.",
)
class IfCodeRefused(StrEnum):
    """`model.events.RefusedCodes`."""

    REJECT = "reject"
    RECORD = "record"


@described(
    "What a fraud screening said; a screening that passed is left out.",
    HOLD="Kept back.",
    REVIEW="A person has to look.",
    NG="Refused.",
)
class ScreeningVerdict(StrEnum):
    """`model.screening.Verdict`."""

    HOLD = "hold"
    REVIEW = "review"
    NG = "ng"


@strawberry.input(description="The automatic result of a fraud screening of the order (S3.8).")
class ScreeningInput:
    """A screening."""

    verdict: ScreeningVerdict | None = strawberry.field(
        default=None, description="HOLD, REVIEW or NG; null: it passed."
    )
    redirected: bool = strawberry.field(
        default=False, description="Whether the shopper was sent to another address because of it."
    )


@strawberry.input(description="An order as the shop's back end knows it.")
class OrderRecordInput:
    """Input of `orderRecord`."""

    id: str = strawberry.field(
        description="The shop's own order id; one order per id and state, whatever is repeated."
    )
    state: OrderStateKind = strawberry.field(description="The payment state reached.")
    lines: list[CartLineInput] = strawberry.field(description="What was bought, 1 to 500 lines.")
    buyer: BuyerInput = strawberry.field(description="Who bought; the e-mail receives the coupon (S1.2).")
    placed_at: datetime | None = strawberry.field(
        default=None, description="When it was ordered; absent: now. Not in the future."
    )
    shipping: Amount = strawberry.field(default=Amount(0), description="Shipping charge, minor units.")
    codes: list[CouponCode] = strawberry.field(
        default_factory=list, description="Codes the buyer used, at most 10."
    )
    total: Amount | None = strawberry.field(
        default=None,
        description="What the shop charged, minor units; if given it must be the engine's total (SEC9).",
    )
    cart_token: str = strawberry.field(
        default="", description="The storefront's id of the cart, whose holds become uses."
    )
    channel: str = strawberry.field(default="", description="The shop's own word for where this was sold.")
    note: str = strawberry.field(default="", description="A note for staff.")
    test: bool = strawberry.field(
        default=False, description="A sandbox order (S1.38-41): goes the whole way, counts nowhere."
    )
    if_code_refused: IfCodeRefused = strawberry.field(
        default=IfCodeRefused.REJECT, description="What becomes of the order when a code does not apply."
    )
    screening: ScreeningInput | None = strawberry.field(
        default=None,
        description="With FAILED: rules may send no reminder after such orders (S3.8). Absent: not screened.",
    )
    chargeable: bool | None = strawberry.field(
        default=None,
        description="Whether the payment can be charged again without asking, as an offer after payment needs (S4.3):"
        " false for a bank transfer. Absent: true if anything was paid in money.",
    )
    renewal_shipping: Amount | None = strawberry.field(
        default=None,
        description="Shipping of each later delivery of each contract that the order begins, minor units. Absent: the"
        " first contract's deliveries cost what this order's shipping does, those of others nothing.",
    )
    gift_cards: list[CouponCode] | None = strawberry.field(
        default=None,
        description="Codes of gift cards that pay, in this order; a paid order spends them in the same transaction.",
    )
    gift_card_pins: list[GiftCardPinInput] | None = strawberry.field(
        default=None,
        description="PINs of those that have one. Not asked for while the cart, by `cartToken`, holds some of it.",
    )
    idempotency_key: str | None = strawberry.field(
        default=None,
        description="1-255 characters, new for each intention; a repeat gives the first answer (C23).",
    )


@strawberry.type(description="An order as recorded.")
class RecordedOrder:
    """The recorded order."""

    id: str = strawberry.field(description="The shop's own order id.")
    state: OrderStateKind = strawberry.field(description="The payment state recorded.")
    repeated: bool = strawberry.field(
        description="True when this had been recorded before; then this is that answer."
    )


@strawberry.type(
    name="IssuedCoupon", description="A coupon that the order earned; its code leaves by mail only."
)
class IssuedCouponType:
    """An issued coupon."""

    id: strawberry.ID = strawberry.field(description="Opaque id, the admin schema's too.")
    rule: str = strawberry.field(description="The rule that issued it.")
    masked_code: str = strawberry.field(description="The code with all but its last characters hidden.")
    email: Email | None = strawberry.field(
        description="The address it is bound to; null when it is bound to none (S1.7)."
    )
    issued_at: datetime = strawberry.field(description="When it was issued.")
    valid_until: datetime | None = strawberry.field(description="Exclusive end; null: no end (S1.16).")
    uses: int | None = strawberry.field(description="How often it may be used; null: without limit (S1.18).")


@strawberry.type(name="Redemption", description="A discount that the order used.")
class RedemptionType:
    """A used discount."""

    rule: str = strawberry.field(description="The rule it came from.")
    coupon_id: strawberry.ID | None = strawberry.field(
        description="The one-time coupon; null for shared codes and automatic rules."
    )
    code: CouponCode | None = strawberry.field(
        description="The shared code; null for one-time coupons and automatic rules."
    )
    amount: Money = strawberry.field(description="Taken off.")


@strawberry.type(name="MadeOffer", description="An offer to show between payment and thanks (S4.1).")
class MadeOfferType:
    """An offer that the order brought."""

    token: str = strawberry.field(
        description="Opens the page by the query `offer`; give it to this buyer's browser and to nobody else."
    )
    rule: str = strawberry.field(description="The rule that made it.")
    show_until: datetime = strawberry.field(
        description="The page has to be shown before this instant, else the offer is missed."
    )


@strawberry.type(description="What recording an order did.")
class OrderRecordPayload:
    """The answer of `orderRecord`."""

    order: RecordedOrder | None = strawberry.field(description="The order; null when nothing was recorded.")
    quote: QuoteType | None = strawberry.field(
        description="The engine's price; with CODE_REFUSED the price that the refusal is explained by."
    )
    issued_coupons: list[IssuedCouponType] = strawberry.field(
        description="Coupons that the order earned (S1.5)."
    )
    redemptions: list[RedemptionType] = strawberry.field(description="Discounts that the order used.")
    offer: MadeOfferType | None = strawberry.field(
        description="What to offer the buyer now, before the thank-you page; null: nothing. One order gets one."
    )
    warnings: list[OrderWarning] = strawberry.field(
        description="What may fail once a pending order is paid; the order was recorded."
    )
    errors: list[UserError] = strawberry.field(description="Why nothing was recorded; empty when it was.")


@strawberry.type
class OrderMutations:
    """Mutations about orders."""

    @mutation_field(
        Right.ORDERS,
        (
            "Report an order once per id and state: redeems its codes, issues coupons, queues mails, in"
            " one transaction (S1.2-S1.6). Needs a secret token."
        ),
    )
    async def order_record(self, info: Info, input: OrderRecordInput) -> OrderRecordPayload:  # noqa: A002
        """Record an order."""
        context = info.context
        key = receipt(
            "orderRecord",
            {
                **vars(input),
                "idempotency_key": None,
                "gift_card_pins": None,
            },  # no hash of a PIN but a keyed one
            input.idempotency_key,
        )
        outcome = await record_order(
            context.engine, context.shop, _request(input), actor=context.caller.actor, receipt=key
        )
        if isinstance(outcome, Rejection):
            return _refused(info, outcome)
        return _recorded(info, outcome, total_stated=input.total is not None)


def _request(order: OrderRecordInput) -> OrderRequest:
    return OrderRequest(
        id=order.id,
        state=OrderState(order.state.value),
        cart=CartRequest(
            lines=line_requests(order.lines),
            buyer=buyer_request(order.buyer),
            codes=tuple(order.codes),
            shipping=order.shipping,
            channel=order.channel,
            test=order.test,
            token=order.cart_token,
            gift_cards=tuple(order.gift_cards or ()),
            pins=typed_pins(order.gift_card_pins),
        ),
        placed_at=order.placed_at,
        stated_total=order.total,
        note=order.note,
        refused_codes=RefusedCodes(order.if_code_refused.value),
        screening=_screening(order.screening),
        chargeable=order.chargeable,
        renewal_shipping=order.renewal_shipping,
    )


def _screening(told: ScreeningInput | None) -> Screening | None:
    if told is None:
        return None
    verdict = None if told.verdict is None else Verdict(told.verdict.value)
    return Screening(verdict=verdict, redirected=told.redirected)


def _refused(info: Info, outcome: Rejection) -> OrderRecordPayload:
    quote = None if outcome.quote is None else show_quote(outcome.quote, info.context.language, trusted=True)
    errors = rejected(outcome, info.context.language)
    for error in errors:
        error.field = _own_path(error.field)
    return OrderRecordPayload(
        order=None, quote=quote, issued_coupons=[], redemptions=[], offer=None, warnings=[], errors=errors
    )


OWN_NAMES = {"statedTotal": "total", "token": "cartToken"}


def _own_path(path: list[str]) -> list[str]:
    """The use case's order holds a cart; this input is flat."""
    inner = path[1:] if path[:1] == ["cart"] else path
    return [OWN_NAMES.get(part, part) for part in inner]


def _recorded(info: Info, answer: OrderRecordedAnswer, *, total_stated: bool) -> OrderRecordPayload:
    currency = answer.quote.currency
    return OrderRecordPayload(
        order=RecordedOrder(
            id=answer.order_id, state=OrderStateKind(answer.state.value), repeated=answer.repeated
        ),
        quote=show_quote(answer.quote, info.context.language, trusted=True),
        issued_coupons=[_coupon(coupon) for coupon in answer.issued],
        redemptions=[_redemption(used, currency) for used in answer.redemptions],
        offer=None if answer.offer is None else _offer(answer.offer),
        warnings=warnings_of(answer, total_stated=total_stated, language=info.context.language),
        errors=[],
    )


def _offer(offer: MadeOffer) -> MadeOfferType:
    return MadeOfferType(token=offer.token, rule=offer.rule, show_until=offer.show_until)


def _coupon(coupon: IssuedCoupon) -> IssuedCouponType:
    return IssuedCouponType(
        id=strawberry.ID(opaque("Coupon", coupon.coupon_id)),
        rule=coupon.rule,
        masked_code=coupon.masked,
        email=None if coupon.owner_email is None else Email(coupon.owner_email),
        issued_at=coupon.issued_at,
        valid_until=coupon.valid_until,
        uses=coupon.uses,
    )


def _redemption(used: UsedDiscount, currency: str) -> RedemptionType:
    return RedemptionType(
        rule=used.rule,
        coupon_id=None if used.coupon_id is None else strawberry.ID(opaque("Coupon", used.coupon_id)),
        code=None if used.code is None else CouponCode(used.code),
        amount=money(used.amount, currency),
    )
