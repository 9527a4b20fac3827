"""Orders as recorded, with the engine's price of each."""

from collections.abc import Awaitable, Callable
from datetime import datetime

import strawberry

from engine.model import cart
from engine.model.records import Page, StoredOrder
from engine.model.sample import is_sample_order
from engine.model.saved_cart import YesNo
from engine.service import ask
from graphql_api.addresses import comparable
from graphql_api.admin.coupon import CouponType, show_coupon
from graphql_api.admin.refund import RefundType, show_refund
from graphql_api.context import Info
from graphql_api.ids import opaque, own_id
from graphql_api.paging import After, Before, Connection, First, Last, Slice, connect
from graphql_api.price import QuoteType, show_quote
from graphql_api.refused import Refused, RequestCode
from graphql_api.rights import Right, query_field, relation_field
from graphql_api.scalars import Amount, CouponCode, Email, Phone
from graphql_api.states import OrderStateKind
from graphql_api.yes_no import YesNoKind, mark


@strawberry.type(description="Who bought.")
class Buyer:
    """A buyer."""

    email: Email | None = strawberry.field(description="Address in comparable form (D1.g).")
    phone: Phone | None = strawberry.field(description="Telephone number, E.164.")
    external_id: str | None = strawberry.field(description="The shop's own customer id.")
    member: bool = strawberry.field(description="Signed in to the shop.")
    name: str = strawberry.field(description="Name for mails.")
    locale: str = strawberry.field(description="Language of mails.")


def show_buyer(buyer: cart.Buyer) -> Buyer:
    """Who bought, as the schema shows it."""
    return Buyer(
        email=None if buyer.email is None else Email(buyer.email),
        phone=None if buyer.phone is None else Phone(buyer.phone),
        external_id=buyer.external_id,
        member=buyer.member,
        name=buyer.name,
        locale=buyer.locale,
    )


@strawberry.type(name="Order", description="An order as last recorded.")
class OrderType:
    """An order."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    external_id: str = strawberry.field(description="The shop's own order id.")
    state: OrderStateKind = strawberry.field(description="Payment state.")
    placed_at: datetime = strawberry.field(description="When it was ordered.")
    recorded_at: datetime = strawberry.field(description="When it was last reported.")
    revision: int = strawberry.field(description="The rule revision that decided (I19).")
    codes: list[CouponCode] = strawberry.field(
        description="Codes the buyer entered, in canonical form; one-time codes masked (SEC4)."
    )
    stated_total: Amount | None = strawberry.field(description="What the shop said it charged, minor units.")
    channel: str = strawberry.field(description="Where it was sold, in the shop's own word.")
    note: str = strawberry.field(description="A note for staff.")
    test: bool = strawberry.field(description="A sandbox order (S1.38).")
    sample: bool = strawberry.field(description="Made up: part of the sample week.")
    quote: QuoteType = strawberry.field(
        description="The engine's price of it, with every discount and refusal."
    )
    stored: strawberry.Private[StoredOrder]

    @relation_field("Who bought.", Right.PII)
    def buyer(self) -> Buyer | None:
        """The buyer."""
        return show_buyer(self.stored.order.cart.buyer)

    @relation_field("Coupons it earned.")
    async def coupons(self, info: Info) -> list[CouponType]:
        """The issued coupons."""
        found = await info.context.loaders.coupons_of_order.load(self.external_id)
        return [show_coupon(coupon, self.stored.quote.currency) for coupon in found or ()]

    @relation_field("What was given back of it, oldest first.")
    async def refunds(self, info: Info) -> list[RefundType]:
        """The refunds."""
        found = await info.context.loaders.refunds_of_order.load(self.external_id)
        return [show_refund(one, self.stored) for one in found or ()]

    @relation_field(
        "Column: `あり` (English: `yes`) if the link of a reminder brought it, else empty (S3.33-34)."
    )
    async def recovered_mark(self, info: Info) -> str:
        """Whether it was recovered."""
        found = await info.context.loaders.recovery_of_order.load(self.external_id)
        return mark(found is not None and not found.assisted, info.context.language)


@strawberry.input(description="Which orders.")
class OrderFilter:
    """A filter."""

    email: Email | None = strawberry.field(
        default=None, description="Of this buyer, in any spelling (D1.g). Right: pii."
    )
    recovered: YesNoKind = strawberry.field(
        default=YesNoKind.ANY, description="Whether the link of a reminder brought it (S3.31-32)."
    )


def show_order(stored: StoredOrder, info: Info) -> OrderType:
    """An order as the schema shows it."""
    order = stored.order
    return OrderType(
        id=strawberry.ID(opaque("Order", order.id)),
        external_id=order.id,
        state=OrderStateKind(order.state.value),
        placed_at=order.placed_at,
        recorded_at=stored.recorded_at,
        revision=stored.revision,
        codes=[CouponCode(code) for code in order.cart.codes],
        stated_total=None if order.stated_total is None else Amount(order.stated_total),
        channel=order.cart.channel,
        note=order.note,
        test=order.cart.test,
        sample=is_sample_order(order.id),
        quote=show_quote(stored.quote, info.context.language, trusted=True),
        stored=stored,
    )


async def order_rows(info: Info, wanted: OrderFilter) -> Callable[[Page], Awaitable[tuple[StoredOrder, ...]]]:
    """What gives pages of the wanted orders. Raises Refused when that would tell what the caller may not see."""
    if wanted.email is not None and Right.PII not in info.context.caller.rights:
        raise Refused(RequestCode.FORBIDDEN, right=Right.PII)
    email = await comparable(info, wanted.email)

    async def load(page: Page) -> tuple[StoredOrder, ...]:
        recovered = YesNo(wanted.recovered.value)
        return await ask.orders(
            info.context.engine, info.context.shop, page, email=email, recovered=recovered
        )

    return load


@strawberry.type
class OrderQueries:
    """Queries about orders."""

    @query_field(Right.READ, "Orders, newest first, of all or of one buyer.")
    async def orders(
        self,
        info: Info,
        *,
        filter: OrderFilter | None = None,  # noqa: A002 - the API's convention
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[OrderType]:
        """A page of orders."""
        engine, shop = info.context.engine, info.context.shop
        wanted = filter or OrderFilter()
        load = await order_rows(info, wanted)

        async def counted() -> int | None:
            return await ask.count(engine, shop, "orders") if wanted == OrderFilter() else None

        part = Slice(first=first, after=after, last=last, before=before)
        return await connect(part, load, lambda row: show_order(row, info), counted)

    @query_field(Right.READ, "One order by its opaque id or by the shop's own.")
    async def order(
        self,
        info: Info,
        id: strawberry.ID | None = None,  # noqa: A002 - the API's convention
        external_id: str | None = None,
    ) -> OrderType | None:
        """An order."""
        own = external_id if id is None else own_id("Order", id)
        found = None if own is None else await info.context.loaders.order.load(own)
        return None if found is None else show_order(found, info)
