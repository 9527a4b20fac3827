"""Customers: what orders and the shop tell of them; seen and told by right only."""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import strawberry

from engine.model.customer import customer_key
from engine.model.decision import Rejection
from engine.model.facts import Person
from engine.model.requests import BuyerRequest, CustomerRequest
from engine.model.saved_cart import YesNo
from engine.service.record_customer import find_customer, list_customers, record_customer
from graphql_api.addresses import comparable
from graphql_api.context import Info
from graphql_api.errors import UserError, invalid, rejected
from graphql_api.ids import opaque, own_id
from graphql_api.limits import PAGE_DEFAULT, PAGE_LIMIT
from graphql_api.paging import After, Connection, Edge, First, PagePlace, uncounted
from graphql_api.refused import Refused, RequestCode
from graphql_api.rights import Right, mutation_field, query_field, relation_field
from graphql_api.scalars import Email, Money, Phone, money
from graphql_api.yes_no import YesNoKind, mark

AT_ONCE = 100
"""Customers that one mutation may tell."""


AbandonedState = Annotated[
    YesNoKind, strawberry.argument(description="Whether they have left a cart and not bought it (S3.21-22).")
]


@strawberry.type(name="Customer", description="A customer: history of paid orders, and what the shop tells.")
class CustomerType:
    """A customer."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    external_id: str | None = strawberry.field(description="The shop's own id of the customer.")
    name: str = strawberry.field(description="Name for mails; empty: none is known.")
    locale: str = strawberry.field(description="Language of mails; empty: the shop's.")
    birthday: str | None = strawberry.field(description="MM-DD; the year is not kept.")
    joined_at: datetime | None = strawberry.field(description="Since when a member; null: a guest.")
    tags: list[str] = strawberry.field(description="Tags of the shop, sorted.")
    tier: str = strawberry.field(description="Tier of the shop; empty: none.")
    blocked: bool = strawberry.field(description="Kept out of promotions whose rules ask for it.")
    orders: int = strawberry.field(description="Paid orders, without test orders.")
    spent: Money = strawberry.field(description="What was paid in all.")
    first_order_at: datetime | None = strawberry.field(description="When the first order was paid.")
    last_order_at: datetime | None = strawberry.field(description="When the last order was paid.")
    person: strawberry.Private[Person]

    @relation_field("The address, in comparable form (D1.g); null: known by the shop's own id.", Right.PII)
    def email(self) -> Email | None:
        """The address."""
        address = self.person.buyer.email
        return None if address is None else Email(address)

    @relation_field("Column: `あり` (English: `yes`) if they have left a cart, else empty (S3.25).")
    async def abandoned_mark(self, info: Info) -> str:
        """Whether a cart was left."""
        cart = await info.context.loaders.left_cart.load(self.person.key)
        return mark(cart is not None, info.context.language)

    @relation_field("Column: the day they left it, YYYY/MM/DD, shop-local; else empty (S3.26).")
    async def abandoned_on(self, info: Info) -> str:
        """When."""
        cart = await info.context.loaders.left_cart.load(self.person.key)
        if cart is None or cart.abandoned_at is None:
            return ""
        zone = ZoneInfo((await info.context.loaders.shop_settings()).zone)
        return f"{cart.abandoned_at.astimezone(zone):%Y/%m/%d}"

    @relation_field("Column: the total of that cart; null: none was left (S3.27).")
    async def abandoned_amount(self, info: Info) -> Money | None:
        """How much."""
        cart = await info.context.loaders.left_cart.load(self.person.key)
        currency = (await info.context.loaders.shop_settings()).currency
        return None if cart is None else money(cart.total, currency)


@strawberry.input(description="What the shop tells of one customer; absent fields stay as they are.")
class CustomerInput:
    """A customer of `customerUpsert`."""

    email: Email | None = strawberry.field(
        default=None, description="The address; customers are known by it, or else by `externalId`."
    )
    external_id: str | None = strawberry.field(default=None, description="The shop's own id of the customer.")
    phone: Phone | None = strawberry.field(default=None, description="Telephone number.")
    name: str = strawberry.field(default="", description="Name for mails.")
    locale: str = strawberry.field(default="", description="Language of mails, such as ja or en.")
    birthday: str | None = strawberry.field(
        default=None, description="MM-DD or YYYY-MM-DD, of which the year is not kept; empty removes it."
    )
    joined_at: datetime | None = strawberry.field(
        default=None, description="Makes the customer a member; `when customer joined` is heard once."
    )
    tags: list[str] | None = strawberry.field(
        default=None, description="All tags; an empty list removes them."
    )
    tier: str | None = strawberry.field(default=None, description="Tier; empty removes it.")
    blocked: bool | None = strawberry.field(default=None, description="Whether kept out of promotions.")


@strawberry.input(description="Customers to add or change.")
class CustomerUpsertInput:
    """Input of `customerUpsert`."""

    customers: list[CustomerInput] = strawberry.field(description=f"1 to {AT_ONCE} customers.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; the same again changes nothing."
    )


@strawberry.type(description="What became of one customer of the input.")
class CustomerUpsertRow:
    """A row of the answer."""

    id: strawberry.ID | None = strawberry.field(description="Opaque id of the customer; null when refused.")
    issued_coupons: int = strawberry.field(description="Coupons that this brought at once: a welcome.")
    errors: list[UserError] = strawberry.field(description="Why this one was refused; empty when it was not.")
    told: strawberry.Private[CustomerType | None]

    @relation_field("The customer as known from now on; null when refused.", Right.PII)
    def customer(self) -> CustomerType | None:
        """The customer."""
        return self.told


@strawberry.type(description="What became of the customers, in the order of the input.")
class CustomerUpsertPayload:
    """The answer of `customerUpsert`."""

    rows: list[CustomerUpsertRow] = strawberry.field(description="One per customer of the input.")
    errors: list[UserError] = strawberry.field(description="Why nothing was read at all; empty when it was.")


@strawberry.type
class CustomerQueries:
    """Queries about customers."""

    @query_field(Right.PII, "Customers, in the order of their addresses.")
    async def customers(
        self, info: Info, first: First = None, after: After = None, abandoned: AbandonedState = YesNoKind.ANY
    ) -> Connection[CustomerType]:
        """A page of customers."""
        wanted = PAGE_DEFAULT if first is None else first
        if not 1 <= wanted <= PAGE_LIMIT:
            raise Refused(RequestCode.PAGE_SIZE, argument="first", limit=PAGE_LIMIT)
        start = "" if after is None else own_id("CustomerKey", after)
        if start is None:
            raise Refused(RequestCode.BAD_CURSOR)
        left = YesNo(abandoned.value)
        found = await list_customers(info.context.engine, info.context.shop, start, wanted + 1, left)
        currency = (await info.context.loaders.shop_settings()).currency
        edges = [
            Edge(node=_customer(one, currency), cursor=opaque("CustomerKey", one.key))
            for one in found[:wanted]
        ]
        place = PagePlace(
            has_next_page=len(found) > wanted,
            has_previous_page=False,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        )
        return Connection(edges=edges, page_info=place, counted=uncounted)

    @query_field(Right.PII, "One customer by address or, for those without, by the shop's own id.")
    async def customer(
        self, info: Info, email: Email | None = None, external_id: str | None = None
    ) -> CustomerType | None:
        """A customer."""
        address = None if email is None else await comparable(info, email)
        key = customer_key(address, external_id)
        found = None if key is None else await find_customer(info.context.engine, info.context.shop, key)
        currency = (await info.context.loaders.shop_settings()).currency
        return None if found is None else _customer(found, currency)


@strawberry.type
class CustomerMutations:
    """Mutations about customers."""

    @mutation_field(
        Right.CUSTOMERS, "Tell what the shop knows of customers: birthday, tags, tier, membership."
    )
    async def customer_upsert(self, info: Info, input: CustomerUpsertInput) -> CustomerUpsertPayload:  # noqa: A002
        """Add and change customers."""
        if not 1 <= len(input.customers) <= AT_ONCE:
            errors = invalid(info.context.language, ["customers"], f"1 to {AT_ONCE} customers")
            return CustomerUpsertPayload(rows=[], errors=errors)
        return CustomerUpsertPayload(rows=[await _told(info, one) for one in input.customers], errors=[])


async def _told(info: Info, told: CustomerInput) -> CustomerUpsertRow:
    context = info.context
    request = CustomerRequest(
        buyer=BuyerRequest(
            email=told.email,
            phone=told.phone,
            external_id=told.external_id,
            name=told.name,
            locale=told.locale,
        ),
        birthday=told.birthday,
        tags=None if told.tags is None else tuple(told.tags),
        tier=told.tier,
        blocked=told.blocked,
        joined_at=told.joined_at,
    )
    answer = await record_customer(context.engine, context.shop, request, actor=context.caller.actor)
    if isinstance(answer, Rejection):
        errors = rejected(answer, context.language)
        return CustomerUpsertRow(id=None, issued_coupons=0, errors=errors, told=None)
    currency = (await context.loaders.shop_settings()).currency
    customer = _customer(answer.customer, currency)
    return CustomerUpsertRow(id=customer.id, issued_coupons=answer.issued, errors=[], told=customer)


def _customer(person: Person, currency: str) -> CustomerType:
    buyer, known = person.buyer, person.customer
    return CustomerType(
        id=strawberry.ID(opaque("Customer", person.key)),
        person=person,
        external_id=buyer.external_id,
        name=buyer.name,
        locale=buyer.locale,
        birthday=known.birthday or None,
        joined_at=known.joined_at,
        tags=sorted(known.tags),
        tier=known.tier,
        blocked=known.blocked,
        orders=known.orders,
        spent=money(known.spent, currency),
        first_order_at=known.first_order_at,
        last_order_at=known.last_order_at,
    )
