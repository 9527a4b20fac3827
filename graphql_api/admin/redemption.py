"""Redemptions: each use of a coupon, each grant of another discount (discounted orders = these rows)."""

from datetime import datetime

import strawberry

from engine.model.records import Page, Redemption
from engine.service import ask
from graphql_api.context import Info
from graphql_api.ids import opaque
from graphql_api.paging import After, Before, Connection, First, Last, Slice, connect
from graphql_api.rights import Right, query_field
from graphql_api.scalars import CouponCode, Money, money


@strawberry.type(name="Redemption", description="One use of a coupon, or one grant of another discount.")
class RedemptionType:
    """A redemption."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    rule: str = strawberry.field(description="The rule it came from.")
    coupon_id: strawberry.ID | None = strawberry.field(
        description="The coupon used; null for shared codes and automatic rules."
    )
    code: CouponCode | None = strawberry.field(description="The shared code; null for others.")
    order_id: str = strawberry.field(description="The shop's own id of the order.")
    amount: Money = strawberry.field(description="Taken off.")
    at: datetime = strawberry.field(description="When it was used.")
    test: bool = strawberry.field(description="In a sandbox order (S1.38).")
    returned_at: datetime | None = strawberry.field(
        description="When a refund of the order gave the use of the coupon back; null: it counts."
    )


@strawberry.input(description="Which redemptions; all that is given must hold.")
class RedemptionFilter:
    """A filter."""

    rule: str | None = strawberry.field(default=None, description="From this rule.")
    order_id: str | None = strawberry.field(default=None, description="In this order, by the shop's own id.")


def show_redemption(row: Redemption, currency: str) -> RedemptionType:
    """A redemption as the schema shows it."""
    return RedemptionType(
        id=strawberry.ID(opaque("Redemption", row.id)),
        rule=row.rule,
        coupon_id=None if row.coupon_id is None else strawberry.ID(opaque("Coupon", row.coupon_id)),
        code=None if row.code is None else CouponCode(row.code),
        order_id=row.order_id,
        amount=money(row.amount, currency),
        at=row.at,
        test=row.test,
        returned_at=row.returned_at,
    )


@strawberry.type
class RedemptionQueries:
    """Queries about redemptions."""

    @query_field(Right.READ, "Redemptions, newest first, of all or of one rule or order.")
    async def redemptions(
        self,
        info: Info,
        *,
        filter: RedemptionFilter | None = None,  # noqa: A002 - the API's convention
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[RedemptionType]:
        """A page of redemptions."""
        engine, shop = info.context.engine, info.context.shop
        currency = (await info.context.loaders.shop_settings()).currency
        wanted = filter or RedemptionFilter()

        async def load(page: Page) -> tuple[Redemption, ...]:
            return await ask.redemptions(engine, shop, page, rule=wanted.rule, order_id=wanted.order_id)

        async def counted() -> int | None:
            return await ask.count(engine, shop, "redemptions") if wanted == RedemptionFilter() else None

        part = Slice(first=first, after=after, last=last, before=before)
        return await connect(part, load, lambda row: show_redemption(row, currency), counted)
