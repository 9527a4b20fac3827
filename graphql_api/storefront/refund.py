"""Refunds: a shop's back end reports what it gave back, once per order and refund id."""

import strawberry

from engine.model.answers import OrderRefundedAnswer
from engine.model.decision import Rejection
from engine.model.refund import Refund, RefundLine, RefundWish
from engine.model.requests import RefundRequest
from engine.service import ask
from engine.service.refund_order import refund_order
from graphql_api.context import Info
from graphql_api.errors import UserError
from graphql_api.gift_card_texts import card_rejected
from graphql_api.ids import opaque
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field
from graphql_api.scalars import Amount, Money, money
from graphql_api.states import OrderStateKind


@strawberry.input(description="Units of a product that came back.")
class RefundLineInput:
    """A line of a refund."""

    sku: str = strawberry.field(description="A product of the order.")
    quantity: int | None = strawberry.field(
        default=None, description="How many units; absent: all that are left."
    )


@strawberry.input(
    description="What was given back. Without `lines`, `shipping` and `amount` everything that is left is meant."
)
class OrderRefundInput:
    """Input of `orderRefund`."""

    order_id: str = strawberry.field(description="The shop's own order id.")
    refund_id: str = strawberry.field(
        description="The shop's own id of the refund; whatever is repeated, it is one refund."
    )
    lines: list[RefundLineInput] = strawberry.field(
        default_factory=list, description="What came back, at most 500 lines."
    )
    shipping: Amount | None = strawberry.field(
        default=None,
        description="Shipping paid back, minor units; absent: none, with all that is left: the rest.",
    )
    amount: Amount | None = strawberry.field(
        default=None,
        description="What was paid back in all, minor units, shipping included, when that is another sum than was paid"
        " for the lines. Alone: money only, nothing came back.",
    )
    as_gift_card: bool | None = strawberry.field(
        default=None,
        description="True: the buyer takes a gift card for what was paid in money, by the rules `when refund approved`"
        " (S5.1); the shop then pays no money back. What gift cards paid goes back to them in any case.",
    )
    keep_contracts: bool | None = strawberry.field(
        default=None,
        description="True: subscriptions that the order began go on. By default a contract ends when the whole order"
        " that began it was given back, or all of its own lines: nothing more is collected for it.",
    )
    note: str = strawberry.field(default="", description="A note for staff.")
    idempotency_key: str | None = strawberry.field(
        default=None,
        description="1-255 characters, new for each intention; a repeat gives the first answer (C23).",
    )


@strawberry.type(name="RefundTender", description="What of a refund goes back to a gift card.")
class RefundTenderType:
    """A tender of a refund."""

    gift_card_id: strawberry.ID = strawberry.field(description="The card; opaque, the admin schema's too.")
    amount: Money = strawberry.field(description="Given back to the lots that paid (I24).")
    lost: Money = strawberry.field(
        description="What could not go back because the card or its lot is over; the shop decides what to do about it."
    )


@strawberry.type(description="An order after a refund.")
class RefundedOrder:
    """The refund and where the order stands."""

    id: str = strawberry.field(description="The shop's own order id.")
    state: OrderStateKind = strawberry.field(description="PARTLY_REFUNDED or REFUNDED.")
    refund_id: str = strawberry.field(description="The shop's own id of the refund.")
    amount: Money = strawberry.field(description="Paid back by this refund.")
    tenders: list[RefundTenderType] = strawberry.field(
        description="What of it goes back to gift cards; the shop pays back the rest."
    )
    payable: Money = strawberry.field(
        description="What the shop pays back otherwise: amount less the tenders, 0 when a gift card takes its place."
    )
    refunded: Money = strawberry.field(description="Paid back of the order in all, this refund included.")
    repeated: bool = strawberry.field(
        description="True when this had been recorded before; then this is that answer."
    )


@strawberry.type(description="What a refund did.")
class OrderRefundPayload:
    """The answer of `orderRefund`."""

    order: RefundedOrder | None = strawberry.field(description="The order; null when nothing was recorded.")
    errors: list[UserError] = strawberry.field(description="Why nothing was recorded; empty when it was.")


@strawberry.type
class RefundMutations:
    """Mutations about refunds."""

    @mutation_field(
        Right.ORDERS,
        "Report a refund once per order and refund id: whole, by line, by unit, or a sum, never more than was paid"
        " (REFUND_TOO_MUCH). Budgets get the discount of what came back. With the whole order the uses of coupons that"
        " are still in time come back, unused coupons and subscriptions that it began end, and limits count one less."
        " Needs a secret token.",
    )
    async def order_refund(self, info: Info, input: OrderRefundInput) -> OrderRefundPayload:  # noqa: A002
        """Refund."""
        context = info.context
        key = receipt("orderRefund", {**vars(input), "idempotency_key": None}, input.idempotency_key)
        outcome = await refund_order(
            context.engine, context.shop, refund_request(input), actor=context.caller.actor, receipt=key
        )
        if isinstance(outcome, Rejection):
            return OrderRefundPayload(order=None, errors=card_rejected(outcome, context.language))
        currency = (await ask.settings(context.engine, context.shop)).currency
        return OrderRefundPayload(order=_order(outcome, currency), errors=[])


def refund_request(asked: OrderRefundInput) -> RefundRequest:
    """The request as the engine takes it."""
    return RefundRequest(
        order_id=asked.order_id,
        refund_id=asked.refund_id,
        wish=RefundWish(
            lines=tuple(RefundLine(sku=line.sku, quantity=line.quantity) for line in asked.lines),
            shipping=asked.shipping,
            amount=asked.amount,
            as_gift_card=asked.as_gift_card is True,
            keep_contracts=asked.keep_contracts is True,
        ),
        note=asked.note,
    )


def _order(answer: OrderRefundedAnswer, currency: str) -> RefundedOrder:
    refund = answer.refund
    return RefundedOrder(
        id=refund.order_id,
        state=OrderStateKind.REFUNDED if answer.full else OrderStateKind.PARTLY_REFUNDED,
        refund_id=refund.id,
        amount=money(refund.amount, currency),
        tenders=tenders_of(refund, currency),
        payable=money_to_pay(refund, currency),
        refunded=money(answer.refunded, currency),
        repeated=answer.repeated,
    )


def tenders_of(refund: Refund, currency: str) -> list[RefundTenderType]:
    """What of a refund goes back to gift cards."""
    return [
        RefundTenderType(
            gift_card_id=strawberry.ID(opaque("GiftCard", one.card_id)),
            amount=money(one.amount, currency),
            lost=money(one.lost, currency),
        )
        for one in refund.tenders
    ]


def money_to_pay(refund: Refund, currency: str) -> Money:
    """What the shop pays back otherwise; nothing when a gift card takes its place."""
    by_cards = sum(one.amount + one.lost for one in refund.tenders)
    return money(0 if refund.wish.as_gift_card else refund.amount - by_cards, currency)
