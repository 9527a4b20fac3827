"""Messages: each with its state and, when it was not sent, the reason; and the inbox, where mails are kept at home."""

from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.decision import Problem
from engine.model.records import InboxMail, MessageState, Page, StoredMessage
from engine.model.sample import is_sample_address, is_sample_order
from engine.service import ask
from engine.service.kept_mails import kept_mails
from engine.service.messages import resolve_message
from graphql_api.admin.coupon import CouponType, show_coupon
from graphql_api.admin.order import OrderType, show_order
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected, user_error
from graphql_api.ids import opaque, own_id
from graphql_api.paging import After, Before, Connection, First, Last, Slice, connect, uncounted
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field, query_field, relation_field
from graphql_api.scalars import Email


@described(
    "State of a message.",
    DUE="Waiting for its time or the next try.",
    CLAIMED="A worker prepares it.",
    HANDOVER="It is being handed to the channel.",
    SENT="The channel accepted it.",
    UNKNOWN="Whether it left is not known; `messageResolve` settles it. Advertising is never sent again by itself.",
    FAILED="Given up; see the reason.",
    SUPPRESSED="Not sent on purpose; see the reason.",
    SKIPPED_LATE="Its time was over before it could be sent.",
    CANCELLED="Called off; see the reason.",
)
class MessageStateKind(StrEnum):
    """`model.records.MessageState`."""

    DUE = "due"
    CLAIMED = "claimed"
    HANDOVER = "handover"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"
    SUPPRESSED = "suppressed"
    SKIPPED_LATE = "skipped_late"
    CANCELLED = "cancelled"


@strawberry.type(name="Message", description="A message that a rule asked for.")
class MessageType:
    """A message."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    state: MessageStateKind = strawberry.field(description="What became of it.")
    reason: str = strawberry.field(
        description="Why it was not sent, or the last answer of the channel; empty when all is well."
    )
    rule: str = strawberry.field(description="The rule that asked for it.")
    channel: str = strawberry.field(description="email or sms.")
    template: str = strawberry.field(description="The template's name.")
    message_class: str = strawberry.field(description="essential or advertising.")
    locale: str = strawberry.field(description="Language asked for.")
    attempt: int = strawberry.field(description="Tries so far.")
    due: datetime = strawberry.field(description="When it is to be sent.")
    next_try: datetime = strawberry.field(description="When it is tried next, if it is still due.")
    created_at: datetime = strawberry.field(description="When the rule asked for it.")
    sent_at: datetime | None = strawberry.field(
        description="When the channel accepted it; null: not yet or never."
    )
    revision: int = strawberry.field(description="The rule revision that asked for it (I19).")
    test: bool = strawberry.field(description="From a sandbox order.")
    sample: bool = strawberry.field(
        description="Made up: part of the sample week (`sampleData`); it went nowhere."
    )
    stored: strawberry.Private[StoredMessage]

    @relation_field("Where it goes.", Right.PII)
    def recipient(self) -> str | None:
        """The address or number."""
        return self.stored.order.recipient

    @relation_field("The coupon whose code it carries; null: none.")
    async def coupon(self, info: Info) -> CouponType | None:
        """The coupon."""
        if self.stored.order.coupon_id is None:
            return None
        found = await info.context.loaders.coupon.load(self.stored.order.coupon_id)
        return (
            None
            if found is None
            else show_coupon(found, (await info.context.loaders.shop_settings()).currency)
        )

    @relation_field("The order it is about; null: none.")
    async def order(self, info: Info) -> OrderType | None:
        """The order."""
        if self.stored.order.order_id is None:
            return None
        found = await info.context.loaders.order.load(self.stored.order.order_id)
        return None if found is None else show_order(found, info)


@strawberry.type(name="Mail", description="A mail kept by the inbox channel, as it would have left.")
class MailType:
    """A mail."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    recipient: Email = strawberry.field(description="Where it would have gone.")
    subject: str = strawberry.field(description="Subject line.")
    text: str = strawberry.field(description="Text part.")
    html: str = strawberry.field(description="HTML part, untrusted: show it in a sandbox. Empty: none.")
    at: datetime = strawberry.field(description="When it was kept.")
    sample: bool = strawberry.field(description="Made up: part of the sample week (`sampleData`).")


@strawberry.input(description="Which messages; all that is given must hold.")
class MessageFilter:
    """A filter."""

    state: MessageStateKind | None = strawberry.field(default=None, description="In this state.")
    order_id: str | None = strawberry.field(
        default=None, description="About this order, by the shop's own id."
    )
    coupon_id: strawberry.ID | None = strawberry.field(default=None, description="Carrying this coupon.")
    rule: str | None = strawberry.field(
        default=None, description="Asked for by this rule or list, under this or a former name."
    )


@strawberry.input(description="A message of unknown fate to settle.")
class MessageResolveInput:
    """Input of `messageResolve`."""

    message_id: strawberry.ID = strawberry.field(description="The message.")
    send_again: bool = strawberry.field(description="True: send it again. False: take it as sent.")
    idempotency_key: str | None = strawberry.field(
        default=None,
        description="A repeat gives the first answer (C23); without a key, a settled one is STATE_NOT_ALLOWED.",
    )


@strawberry.type(description="Whether a message was settled.")
class MessageResolvePayload:
    """The answer of `messageResolve`."""

    resolved: bool = strawberry.field(description="Whether it was settled now.")
    errors: list[UserError] = strawberry.field(description="STATE_NOT_ALLOWED when its fate is not unknown.")


def show_message(stored: StoredMessage) -> MessageType:
    """A message as the schema shows it."""
    order = stored.order
    return MessageType(
        id=strawberry.ID(opaque("Message", stored.id)),
        state=MessageStateKind(stored.state.value),
        reason=stored.reason,
        rule=order.rule,
        channel=order.channel.value,
        template=order.template,
        message_class=order.message_class.value,
        locale=order.locale,
        attempt=stored.attempt,
        due=order.due,
        next_try=stored.next_try,
        created_at=stored.created_at,
        sent_at=stored.sent_at,
        revision=stored.revision,
        test=order.test,
        sample=is_sample_order(order.order_id) or is_sample_address(order.recipient),
        stored=stored,
    )


def show_mail(mail: InboxMail) -> MailType:
    """A kept mail as the schema shows it."""
    return MailType(
        id=strawberry.ID(opaque("Mail", mail.id)),
        recipient=Email(mail.recipient),
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        at=mail.at,
        sample=is_sample_address(mail.recipient),
    )


@strawberry.type
class MessageQueries:
    """Queries about messages."""

    @query_field(
        Right.READ,
        "Messages, newest first, by state, order, coupon, rule or list; `reason` says why one was not sent.",
    )
    async def messages(
        self,
        info: Info,
        *,
        filter: MessageFilter | None = None,  # noqa: A002 - the API's convention
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[MessageType]:
        """A page of messages."""
        engine, shop = info.context.engine, info.context.shop
        wanted = filter or MessageFilter()
        state = None if wanted.state is None else MessageState(wanted.state.value)
        coupon_id = None if wanted.coupon_id is None else own_id("Coupon", wanted.coupon_id) or ""

        async def load(page: Page) -> tuple[StoredMessage, ...]:
            return await ask.messages(
                engine,
                shop,
                page,
                state=state,
                order_id=wanted.order_id,
                coupon_id=coupon_id,
                rule=wanted.rule,
            )

        async def counted() -> int | None:
            return await ask.count(engine, shop, "messages") if wanted == MessageFilter() else None

        part = Slice(first=first, after=after, last=last, before=before)
        return await connect(part, load, show_message, counted)

    @query_field(Right.PII, "Mails kept by the inbox channel, newest first.")
    async def inbox(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[MailType]:
        """A page of mails."""
        engine, shop = info.context.engine, info.context.shop

        async def load(page: Page) -> tuple[InboxMail, ...]:
            return await kept_mails(engine, shop, page)

        part = Slice(first=first, after=after, last=last, before=before)
        return await connect(part, load, show_mail, uncounted)


@strawberry.type
class MessageMutations:
    """Mutations about messages."""

    @mutation_field(Right.MESSAGES, "Settle a message whose fate is unknown.")
    async def message_resolve(self, info: Info, input: MessageResolveInput) -> MessageResolvePayload:  # noqa: A002
        """Resolve a message."""
        context, own = info.context, own_id("Message", input.message_id)
        if own is None:
            error = user_error(Problem.NOT_FOUND, context.language, ["messageId"])
            return MessageResolvePayload(resolved=False, errors=[error])
        refused = await resolve_message(
            context.engine,
            context.shop,
            own,
            send_again=input.send_again,
            actor=context.caller.actor,
            receipt=receipt(
                "messageResolve", {**vars(input), "idempotency_key": None}, input.idempotency_key
            ),
        )
        errors = [] if refused is None else rejected(refused, context.language)
        return MessageResolvePayload(resolved=refused is None, errors=errors)
