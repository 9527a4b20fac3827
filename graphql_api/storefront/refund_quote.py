"""What a refund would give back, asked before it is recorded."""

import strawberry

from engine.model.decision import Rejection
from engine.model.refund import RefundQuote
from engine.service import ask
from engine.service.quote_refund import quote_refund
from graphql_api.context import Info
from graphql_api.errors import UserError
from graphql_api.gift_card_texts import card_rejected
from graphql_api.rights import Right, query_field
from graphql_api.scalars import Money, money
from graphql_api.states import OrderStateKind
from graphql_api.storefront.refund import (
    OrderRefundInput,
    RefundTenderType,
    money_to_pay,
    refund_request,
    tenders_of,
)


@strawberry.type(name="RefundQuoteLine", description="Units of one line of the order that would come back.")
class RefundQuoteLineType:
    """A line of a quoted refund."""

    line: int = strawberry.field(description="Place of the line in the order, from 0.")
    sku: str = strawberry.field(description="Its product.")
    quantity: int = strawberry.field(description="Units that would come back.")
    paid: Money = strawberry.field(
        description="What was paid for these units, discounts taken off; the units of a line add up to its total."
    )


@strawberry.type(name="RefundQuote", description="What a refund gives back if it is recorded now.")
class RefundQuoteType:
    """A refund that nobody recorded."""

    state: OrderStateKind = strawberry.field(description="PARTLY_REFUNDED or REFUNDED: the order after it.")
    lines: list[RefundQuoteLineType] = strawberry.field(description="What would come back, by line.")
    shipping: Money = strawberry.field(description="Of `amount`: for shipping.")
    amount: Money = strawberry.field(description="What would be given back in all.")
    tenders: list[RefundTenderType] = strawberry.field(
        description="What of it would go to gift cards that paid."
    )
    new_card: Money = strawberry.field(description="What gift cards given for this refund would hold.")
    payable: Money = strawberry.field(
        description="What the shop would pay back otherwise, as in `orderRefund`."
    )
    left: Money = strawberry.field(description="What could still be given back after it.")
    uses_returned: int = strawberry.field(
        description="Coupons of the order whose use would come back to the owner."
    )
    coupons_ended: int = strawberry.field(
        description="Unused coupons that the order earned and that would end."
    )


@strawberry.type(description="What a refund would do.")
class RefundQuotePayload:
    """The answer of `refundQuote`."""

    quote: RefundQuoteType | None = strawberry.field(description="The refund; null when it would be refused.")
    errors: list[UserError] = strawberry.field(
        description="Why `orderRefund` would refuse it; empty otherwise."
    )


@strawberry.type
class RefundQueries:
    """Queries about refunds."""

    @query_field(
        Right.ORDERS,
        "What `orderRefund` with the same input would give back now: by line and unit, to gift cards and in money."
        " Writes nothing. Needs a secret token.",
    )
    async def refund_quote(self, info: Info, refund: OrderRefundInput) -> RefundQuotePayload:
        """Quote a refund."""
        context = info.context
        outcome = await quote_refund(context.engine, context.shop, refund_request(refund))
        if isinstance(outcome, Rejection):
            return RefundQuotePayload(quote=None, errors=card_rejected(outcome, context.language))
        currency = (await ask.settings(context.engine, context.shop)).currency
        return RefundQuotePayload(quote=_quote(outcome, currency), errors=[])


def _quote(quoted: RefundQuote, currency: str) -> RefundQuoteType:
    refund = quoted.refund
    return RefundQuoteType(
        state=OrderStateKind.REFUNDED if refund.full else OrderStateKind.PARTLY_REFUNDED,
        lines=[
            RefundQuoteLineType(
                line=one.place, sku=one.sku, quantity=one.units, paid=money(one.paid, currency)
            )
            for one in quoted.lines
        ],
        shipping=money(refund.shipping, currency),
        amount=money(refund.amount, currency),
        tenders=tenders_of(refund, currency),
        new_card=money(quoted.new_card, currency),
        payable=money_to_pay(refund, currency),
        left=money(quoted.left, currency),
        uses_returned=quoted.uses_returned,
        coupons_ended=quoted.coupons_ended,
    )
