"""Carts that were left: searches, columns, totals of a period, and reminders by hand (S3.2, S3.20-35, S3.51)."""

from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

import strawberry

from engine.model.decision import Problem, Rejection
from engine.model.messages import Page as CartPageName
from engine.model.program import ChannelName
from engine.model.records import Page
from engine.model.saved_cart import CartFigures, CartState, CartStep, CartsWanted, SavedCart, YesNo
from engine.service.left_carts import cart_totals, find_cart, find_carts
from engine.service.remind_by_hand import remind_by_hand
from graphql_api.addresses import comparable
from graphql_api.admin.message import MessageType, show_message
from graphql_api.admin.order import Buyer, show_buyer
from graphql_api.admin.stats import require_days
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, invalid, rejected, user_error
from graphql_api.ids import opaque, own_id
from graphql_api.language import Language
from graphql_api.paging import After, Before, Connection, First, Last, Slice, connect, uncounted
from graphql_api.receipts import receipt
from graphql_api.refused import Refused, RequestCode
from graphql_api.rights import Right, mutation_field, query_field, relation_field
from graphql_api.scalars import Amount, Email, Money, money
from graphql_api.yes_no import YesNoKind, mark

MOST_AT_ONCE = 100


@described(
    "State of a cart.",
    OPEN="Nobody has left it: its point was not reached.",
    ABANDONED="Left, and no message was sent yet.",
    REMINDED="Left, and a message was sent.",
    RECOVERED="Bought through the link of a message (S3.30).",
    PURCHASED="Bought on another way.",
    EXPIRED="Its lifetime is over.",
)
class CartStateKind(StrEnum):
    """`model.saved_cart.CartState`."""

    OPEN = "open"
    ABANDONED = "abandoned"
    REMINDED = "reminded"
    RECOVERED = "recovered"
    PURCHASED = "purchased"
    EXPIRED = "expired"


@described(
    "The point at which a cart was left.",
    CART="A member left products in the cart of the shop (S3.5).",
    FORM="Somebody typed into the form of a landing page (S3.43).",
    CONFIRM="The confirmation screen was reached, or payment failed (S3.4, S3.6-7).",
)
class LeftAt(StrEnum):
    """`model.saved_cart.CartStep`."""

    CART = "cart"
    FORM = "form"
    CONFIRM = "confirm"


@described("Where a shopper was.", LP="A landing page.", SHOP="The shop.")
class CartPlace(StrEnum):
    """`model.messages.Page`."""

    LP = "lp"
    SHOP = "shop"


@described("How a message leaves.", EMAIL="By e-mail.", SMS="By SMS.")
class ReminderChannel(StrEnum):
    """`model.program.ChannelName`."""

    EMAIL = "email"
    SMS = "sms"


@strawberry.type(description="A line of a cart.")
class CartLineType:
    """A line."""

    sku: str = strawberry.field(description="The product.")
    quantity: int = strawberry.field(description="Pieces.")
    unit_price: Money = strawberry.field(description="Price of one when the cart was reported.")


@strawberry.type(
    name="Cart",
    description=(
        "A cart as a storefront reported it. The columns are texts ready to be shown, empty where they do not apply"
        " (S3.24-27, S3.33-34)."
    ),
)
class CartType:
    """A cart."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    state: CartStateKind = strawberry.field(description="What became of it.")
    left: LeftAt | None = strawberry.field(description="Where it was left; null: it does not count as left.")
    page: CartPlace = strawberry.field(description="Where the shopper was last.")
    member: bool = strawberry.field(description="Whether the shopper was signed in to the shop.")
    lines: list[CartLineType] = strawberry.field(description="What is in it.")
    total: Money = strawberry.field(description="The goods and the shipping, before any discount.")
    began_at: datetime = strawberry.field(description="When it was first reported.")
    seen_at: datetime = strawberry.field(description="The last sign of life.")
    abandoned_at: datetime | None = strawberry.field(
        description="Since when it counts as left; null: it does not."
    )
    reminded_at: datetime | None = strawberry.field(
        description="When a message was sent last; null: none was."
    )
    clicked_at: datetime | None = strawberry.field(description="When its link was opened; null: never.")
    next_look_at: datetime | None = strawberry.field(
        description="When a message is due, or it expires; null: never."
    )
    order_external_id: str | None = strawberry.field(
        description="The order that bought it, by the shop's own id."
    )
    ad_url: str = strawberry.field(description="The advertisement that led here; empty: none is known.")
    abandoned_mark: str = strawberry.field(
        description="Column: `あり` (English: `yes`) if it was left (S3.25)."
    )
    abandoned_on: str = strawberry.field(
        description="Column: the day it was left, YYYY/MM/DD, shop-local (S3.26)."
    )
    abandoned_amount: Money | None = strawberry.field(description="Column: its total if it was left (S3.27).")
    recovered_mark: str = strawberry.field(
        description="Column: `あり` (`yes`) if a link brought it back (S3.34)."
    )
    test: bool = strawberry.field(description="A sandbox cart: in no figure.")
    stored: strawberry.Private[SavedCart]

    @relation_field("Who left it.", Right.PII)
    def buyer(self) -> Buyer:
        """The buyer."""
        return show_buyer(self.stored.cart.buyer)

    @relation_field(
        "Every message about it with its state and, when it was not sent, the reason; oldest first."
    )
    async def messages(self, info: Info) -> list[MessageType]:
        """The messages."""
        found = await info.context.loaders.messages_of_cart.load(self.stored.id)
        return [show_message(one) for one in found or ()]


@strawberry.input(description="Which carts; all that is given must hold.")
class CartFilter:
    """A filter."""

    abandoned: YesNoKind = strawberry.field(default=YesNoKind.ANY, description="Whether it was left (S3.22).")
    recovered: YesNoKind = strawberry.field(
        default=YesNoKind.ANY, description="Whether the link of a message brought it back (S3.31)."
    )
    left: LeftAt | None = strawberry.field(default=None, description="Left at this point.")
    page: CartPlace | None = strawberry.field(default=None, description="Left there.")
    email: Email | None = strawberry.field(default=None, description="Of this address; needs the right pii.")
    since: datetime | None = strawberry.field(default=None, description="Left at this instant or later.")
    until: datetime | None = strawberry.field(default=None, description="Left before this instant.")


@strawberry.type(description="Totals of a period, test carts left out (S3.35, S3.51, D3.a).")
class CartTotals:
    """Totals."""

    abandoned: Amount = strawberry.field(
        description="Carts that were left in it, those bought since included."
    )
    abandoned_total: Money = strawberry.field(description="What was in them.")
    sent: Amount = strawberry.field(description="Messages that the channel accepted.")
    delivered: Amount = strawberry.field(description="Of these, the ones that nobody sent back.")
    clicked: Amount = strawberry.field(description="Carts whose link was opened.")
    recovered: Amount = strawberry.field(description="Orders through a link.")
    recovered_total: Money = strawberry.field(description="What they paid.")
    assisted: Amount = strawberry.field(
        description="Orders on another way within 30 days after a click; never among the recovered ones (D3.g)."
    )
    assisted_total: Money = strawberry.field(description="What they paid.")
    recovery_rate: float | None = strawberry.field(
        description="Recovered orders for each abandoned cart; null when none was left."
    )


@strawberry.input(description="Carts to remind of by hand.")
class CartRemindersSendInput:
    """Input of `cartRemindersSend`."""

    cart_ids: list[strawberry.ID] = strawberry.field(description=f"1 to {MOST_AT_ONCE} carts.")
    template: str = strawberry.field(
        description="A template of the category `abandonment`, for forms of `remarketing` (S3.12, S3.39)."
    )
    channel: ReminderChannel = strawberry.field(
        default=ReminderChannel.EMAIL, description="By which channel."
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat sends nothing again (C23)."
    )


@strawberry.type(description="What became of one cart of the input.")
class CartReminderRow:
    """A row of the answer."""

    cart_id: strawberry.ID = strawberry.field(description="The cart.")
    queued: bool = strawberry.field(
        description="Whether a message was queued; consent is looked at when it leaves."
    )
    errors: list[UserError] = strawberry.field(description="Why not; empty when it was.")


@strawberry.type(description="What became of the carts, in the order of the input.")
class CartRemindersSendPayload:
    """The answer of `cartRemindersSend`."""

    rows: list[CartReminderRow] = strawberry.field(description="One per cart.")
    errors: list[UserError] = strawberry.field(description="Why nothing was read at all; empty when it was.")


@strawberry.type
class CartQueries:
    """Queries about carts."""

    @query_field(
        Right.READ,
        "Carts, those that began last first, of members and guests alike (S3.2, S3.21-27, S3.31-34).",
    )
    async def carts(
        self,
        info: Info,
        *,
        filter: CartFilter | None = None,  # noqa: A002 - the API's convention
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[CartType]:
        """A page of carts."""
        context, wanted = info.context, filter or CartFilter()
        if wanted.email is not None and Right.PII not in context.caller.rights:
            raise Refused(RequestCode.FORBIDDEN, right=Right.PII)
        asked = CartsWanted(
            abandoned=YesNo(wanted.abandoned.value),
            recovered=YesNo(wanted.recovered.value),
            left=None if wanted.left is None else CartStep(wanted.left.value),
            page=None if wanted.page is None else CartPageName(wanted.page.value),
            email=await comparable(info, wanted.email),
            since=wanted.since,
            until=wanted.until,
        )
        settings = await context.loaders.shop_settings()
        zone, language = ZoneInfo(settings.zone), context.language

        async def load(page: Page) -> tuple[SavedCart, ...]:
            return await find_carts(context.engine, context.shop, page, asked)

        part = Slice(first=first, after=after, last=last, before=before)
        return await connect(
            part, load, lambda cart: show_cart(cart, settings.currency, zone, language), uncounted
        )

    @query_field(Right.READ, "One cart by its id; null when there is none.")
    async def cart(self, info: Info, id: strawberry.ID) -> CartType | None:  # noqa: A002 - the API's convention
        """One cart."""
        context, own = info.context, own_id("Cart", id)
        cart = None if own is None else await find_cart(context.engine, context.shop, own)
        if cart is None:
            return None
        settings = await context.loaders.shop_settings()
        return show_cart(cart, settings.currency, ZoneInfo(settings.zone), context.language)

    @query_field(
        Right.READ,
        "Totals of the days from `since` up to but without `until`, 366 days at most: of carts left at these points, of"
        " all if none is named (S3.35: CART and CONFIRM; S3.51: FORM).",
    )
    async def cart_totals(
        self, info: Info, since: date, until: date, left: list[LeftAt] | None = None
    ) -> CartTotals:
        """Totals."""
        require_days(since, until)
        context = info.context
        lefts = [CartStep(one.value) for one in left or list(LeftAt)]
        found = await cart_totals(context.engine, context.shop, lefts, since, until)
        return _totals(found, (await context.loaders.shop_settings()).currency)


@strawberry.type
class CartMutations:
    """Mutations about carts."""

    @mutation_field(
        Right.MESSAGES,
        "Remind of carts by hand (S3.20): one message each, by the law of every reminder: nobody without consent,"
        " nobody who bought, not in quiet hours.",
    )
    async def cart_reminders_send(
        self,
        info: Info,
        input: CartRemindersSendInput,  # noqa: A002 - the API's convention
    ) -> CartRemindersSendPayload:
        """Send reminders."""
        context = info.context
        if not 1 <= len(input.cart_ids) <= MOST_AT_ONCE:
            errors = invalid(context.language, ["cartIds"], f"1 to {MOST_AT_ONCE} carts")
            return CartRemindersSendPayload(rows=[], errors=errors)
        rows = [await _sent(info, input, one) for one in dict.fromkeys(input.cart_ids)]
        return CartRemindersSendPayload(rows=rows, errors=[])


async def _sent(info: Info, said: CartRemindersSendInput, cart_id: strawberry.ID) -> CartReminderRow:
    context, own = info.context, own_id("Cart", cart_id)
    if own is None:
        errors = [user_error(Problem.NOT_FOUND, context.language, ["cartIds"])]
        return CartReminderRow(cart_id=cart_id, queued=False, errors=errors)
    refused: Rejection | None = await remind_by_hand(
        context.engine,
        context.shop,
        own,
        template=said.template,
        channel=ChannelName(said.channel.value),
        actor=context.caller.actor,
        receipt=receipt("cartRemindersSend", {**vars(said), "idempotency_key": None}, said.idempotency_key),
    )
    errors = [] if refused is None else rejected(refused, context.language)
    return CartReminderRow(cart_id=cart_id, queued=refused is None, errors=errors)


def show_cart(cart: SavedCart, currency: str, zone: ZoneInfo, language: Language) -> CartType:
    """A cart as the schema shows it."""
    left = cart.abandoned_at
    return CartType(
        id=strawberry.ID(opaque("Cart", cart.id)),
        state=CartStateKind(cart.shown_state.value),
        left=None if cart.left is None else LeftAt(cart.left.value),
        page=CartPlace(cart.page.value),
        member=cart.cart.buyer.member,
        lines=[
            CartLineType(sku=line.sku, quantity=line.quantity, unit_price=money(line.unit_price, currency))
            for line in cart.cart.lines
        ],
        total=money(cart.total, currency),
        began_at=cart.begun_at,
        seen_at=cart.seen_at,
        abandoned_at=left,
        reminded_at=cart.reminded_at,
        clicked_at=cart.clicked_at,
        next_look_at=cart.due,
        order_external_id=cart.order_id or None,
        ad_url=cart.ad_url,
        abandoned_mark=mark(left is not None, language),
        abandoned_on="" if left is None else f"{left.astimezone(zone):%Y/%m/%d}",
        abandoned_amount=None if left is None else money(cart.total, currency),
        recovered_mark=mark(cart.state is CartState.RECOVERED, language),
        test=cart.cart.test,
        stored=cart,
    )


def _totals(found: CartFigures, currency: str) -> CartTotals:
    return CartTotals(
        abandoned=Amount(found.abandoned),
        abandoned_total=money(found.abandoned_amount, currency),
        sent=Amount(found.sent),
        delivered=Amount(found.delivered),
        clicked=Amount(found.clicked),
        recovered=Amount(found.recovered),
        recovered_total=money(found.recovered_amount, currency),
        assisted=Amount(found.assisted),
        assisted_total=money(found.assisted_amount, currency),
        recovery_rate=found.recovered / found.abandoned if found.abandoned else None,
    )
