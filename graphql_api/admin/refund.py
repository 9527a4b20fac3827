"""What was given back of an order."""

from datetime import datetime

import strawberry

from engine.model.records import StoredOrder
from engine.model.refund import Refund
from graphql_api.scalars import Money, money


@strawberry.type(description="Units of a line that came back.")
class RefundedLine:
    """Units of a line."""

    line: int = strawberry.field(description="Which line of the order, from 0.")
    sku: str = strawberry.field(description="The product.")
    quantity: int = strawberry.field(description="How many units.")


@strawberry.type(name="Refund", description="What was given back of an order at once.")
class RefundType:
    """A refund."""

    refund_id: str = strawberry.field(
        description="The shop's own id; `(reported)` where the order was reported as refunded."
    )
    number: int = strawberry.field(description="Counts up per order from 1.")
    at: datetime = strawberry.field(description="When it was recorded.")
    amount: Money = strawberry.field(description="Paid back, shipping included.")
    shipping: Money = strawberry.field(description="Of it for shipping.")
    lines: list[RefundedLine] = strawberry.field(description="What came back; empty: money only.")
    full: bool = strawberry.field(description="Whether with it the whole order was given back.")
    note: str = strawberry.field(description="A note for staff.")


def show_refund(refund: Refund, stored: StoredOrder) -> RefundType:
    """A refund as the schema shows it."""
    currency, bought = stored.quote.currency, stored.order.cart.lines
    return RefundType(
        refund_id=refund.id,
        number=refund.number,
        at=refund.at,
        amount=money(refund.amount, currency),
        shipping=money(refund.shipping, currency),
        lines=[
            RefundedLine(line=place, sku=line.sku, quantity=units)
            # A line that an offer added later is beyond what an earlier refund knew.
            for place, (line, units) in enumerate(zip(bought, refund.units, strict=False))
            if units
        ],
        full=refund.full,
        note=refund.note,
    )
