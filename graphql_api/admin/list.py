"""Lists by tab, their readers with the steps of each, and messages to a whole list (S2)."""

from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.decision import Rejection
from engine.model.messages import Segment
from engine.model.program import ChannelName, MessageClass
from engine.model.reader import Composition, Enrolment, ListEntry
from engine.model.records import Page
from engine.service import ask
from engine.service.lists import StepMoment, find_list, lists_of_shop, step_timeline
from engine.service.write_to_list import ListMessage, preview_list_message, send_list_message
from graphql_api.admin.channel import ChannelKind
from graphql_api.admin.message import MessageType, show_message
from graphql_api.admin.reader_filter import ReaderFilter, readers_wanted
from graphql_api.admin.reader_state import EnrolmentStateKind
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected
from graphql_api.ids import opaque, own_id
from graphql_api.paging import After, Before, Connection, First, Last, Slice, connect, uncounted
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field, query_field, relation_field
from graphql_api.scalars import Email, Phone


@described(
    "Under which tab a list is found (S2.6-10).",
    GENERAL="Made by a rule, for no kind of product in particular.",
    BUYERS="Of products that are downloaded or shipped.",
    SUBSCRIBERS="Of recurring products.",
    SEMINAR="Of seminars and events.",
    SALON="Of online salons.",
)
class SegmentKind(StrEnum):
    """`model.messages.Segment`."""

    GENERAL = "general"
    BUYERS = "buyers"
    SUBSCRIBERS = "subscribers"
    SEMINAR = "seminar"
    SALON = "salon"


@described(
    "Who may get a message (J1).",
    ESSENTIAL="Everybody: it belongs to what was bought.",
    ADVERTISING="Who agreed.",
)
class ListMessageClass(StrEnum):
    """`model.program.MessageClass`."""

    ESSENTIAL = "essential"
    ADVERTISING = "advertising"


@strawberry.type(description="Readers of a list by where they stand; who bought more than once counts once.")
class ReaderCounts:
    """Counts."""

    active: int = strawberry.field(description="Readers now.")
    left: int = strawberry.field(description="Have left.")
    stopped: int = strawberry.field(description="Stopped by a refund.")


@strawberry.type(name="List", description="A list of readers: of a product, or of a rule of the kind `list`.")
class ListType:
    """A list."""

    name: str = strawberry.field(description="Its name: of a rule, or `product:` and the sku.")
    title: str = strawberry.field(description="What people call it.")
    segment: SegmentKind = strawberry.field(description="Its tab.")
    skus: list[str] = strawberry.field(
        description="The products that lead to it, by sku: the way back to them."
    )
    rule: str | None = strawberry.field(
        description="The rule that fills it and sends steps; null: a product's own."
    )

    @relation_field("How many readers there are.")
    async def readers(self, info: Info) -> ReaderCounts:
        """Counted now."""
        (found,) = await ask.list_figures(info.context.engine, info.context.shop, [self.name])
        return ReaderCounts(active=found.active, left=found.left, stopped=found.stopped)


@strawberry.type(description="A step of a reader: when it is due and what became of it.")
class ReaderStep:
    """A step."""

    channel: ChannelKind = strawberry.field(description="email or sms.")
    template: str = strawberry.field(description="The template's name.")
    due: datetime | None = strawberry.field(description="When it is or was due; null: the event has no date.")
    state: str = strawberry.field(
        description="pending, left_out (past when the reader joined, or left meanwhile), or the state of its message."
    )
    moment: strawberry.Private[StepMoment]

    @relation_field("The message, once the step was due; its reason says why it did not go.")
    def message(self) -> MessageType | None:
        """The message."""
        return None if self.moment.message is None else show_message(self.moment.message)


@strawberry.type(name="Reader", description="Somebody on a list, once per order that led there (D2.a).")
class ReaderType:
    """An enrolment."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    list_name: str = strawberry.field(name="list", description="The list's name.")
    state: EnrolmentStateKind = strawberry.field(description="Where the reader stands.")
    joined_at: datetime = strawberry.field(description="When they joined.")
    ended_at: datetime | None = strawberry.field(description="When that ended; null: it did not.")
    order_id: str = strawberry.field(
        description="The order that led there, by the shop's own id; empty: none."
    )
    sku: str = strawberry.field(description="The product that led there; empty: none.")
    mobile: bool = strawberry.field(description="Whether a telephone number is known (S2.18).")
    enrolment: strawberry.Private[Enrolment]

    @relation_field("Their name; empty: none is known.", Right.PII)
    def name(self) -> str | None:
        """The name."""
        return self.enrolment.name

    @relation_field("Their address; null: none is known.", Right.PII)
    def email(self) -> Email | None:
        """The address."""
        return None if self.enrolment.email is None else Email(self.enrolment.email)

    @relation_field("Their telephone number; null: none is known.", Right.PII)
    def phone(self) -> Phone | None:
        """The number."""
        return None if self.enrolment.phone is None else Phone(self.enrolment.phone)

    @relation_field("The steps of the list for this reader, in the order of the rule.")
    async def steps(self, info: Info) -> list[ReaderStep]:
        """The timeline."""
        found = await step_timeline(info.context.engine, info.context.shop, self.enrolment)
        return [
            ReaderStep(
                channel=ChannelKind(one.channel.value),
                template=one.template,
                due=one.due,
                state=one.state,
                moment=one,
            )
            for one in found
        ]


@strawberry.type(description="Whom a message to a list would reach now.")
class ListAudience:
    """Counts."""

    readers: int = strawberry.field(description="Active readers.")
    with_address: int = strawberry.field(description="Different addresses or numbers among them.")
    allowed: int = strawberry.field(
        description="Of these, those that it may go to: consent, no dead addresses (J1)."
    )


@strawberry.input(description="A message to the readers of one list.")
class ListMessageInput:
    """Input of `listMessagePreview` and `listMessageSend`."""

    list_name: str = strawberry.field(name="list", description="The list's name.")
    channel: ChannelKind = strawberry.field(description="email or sms.")
    message_class: ListMessageClass = strawberry.field(
        default=ListMessageClass.ADVERTISING, description="Essential only if it belongs to what was bought."
    )
    subject: str = strawberry.field(default="", description="Subject of a mail, Liquid; an SMS has none.")
    text: str = strawberry.field(
        description="The text, Liquid; advertising shows `shop.legal.name`, `.address`, `.contact`, `unsubscribe_url`."
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="A repeat sends nothing again (C23)."
    )


@strawberry.type(description="A message to a list, looked over.")
class ListMessagePreviewPayload:
    """The answer of `listMessagePreview`."""

    subject: str = strawberry.field(description="The subject as it would read.")
    text: str = strawberry.field(description="The text as a reader without a name would get it.")
    parts: int = strawberry.field(description="How many SMS it makes; 1 for a mail.")
    audience: ListAudience | None = strawberry.field(description="Whom it would reach; null: it may not go.")
    errors: list[UserError] = strawberry.field(description="MESSAGE_REFUSED says what is missing.")


@strawberry.type(name="ListMessage", description="A message that was sent to a list.")
class ListMessageType:
    """A message to a list."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    list_name: str = strawberry.field(name="list", description="The list's name.")
    channel: ChannelKind = strawberry.field(description="email or sms.")
    message_class: ListMessageClass = strawberry.field(description="Who may get it.")
    subject: str = strawberry.field(description="Subject as written.")
    text: str = strawberry.field(description="Text as written.")
    created_at: datetime = strawberry.field(description="When it was sent.")
    created_by: str = strawberry.field(description="Who sent it.")


@strawberry.type(description="A message to a list, on its way.")
class ListMessageSendPayload:
    """The answer of `listMessageSend`."""

    message: ListMessageType | None = strawberry.field(description="Null: `errors` says why it may not go.")
    errors: list[UserError] = strawberry.field(description="MESSAGE_REFUSED says what is missing.")


@strawberry.type
class ListQueries:
    """Queries about lists."""

    @query_field(
        Right.READ,
        "All lists: of rules by name, then of products by sku. `segment` is a tab; `sku` finds the lists of a product,"
        " as a product's screen leads to them (S2.11, S2.16).",
    )
    async def lists(
        self, info: Info, segment: SegmentKind | None = None, sku: str | None = None
    ) -> list[ListType]:
        """Lists."""
        wanted = None if segment is None else Segment(segment.value)
        found = await lists_of_shop(info.context.engine, info.context.shop, segment=wanted, sku=sku)
        return [show_list(one) for one in found]

    @query_field(Right.READ, "Readers, newest first; without those of test orders.")
    async def readers(
        self,
        info: Info,
        *,
        filter: ReaderFilter | None = None,  # noqa: A002 - the API's convention
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[ReaderType]:
        """A page of readers."""
        engine, shop = info.context.engine, info.context.shop
        wanted = await readers_wanted(info, filter or ReaderFilter())

        async def load(page: Page) -> tuple[Enrolment, ...]:
            return await ask.enrolments(engine, shop, page, wanted)

        part = Slice(first=first, after=after, last=last, before=before)
        return await connect(part, load, show_reader, uncounted)

    @query_field(Right.READ, "One reader by id, with the steps.")
    async def reader(self, info: Info, id: strawberry.ID) -> ReaderType | None:  # noqa: A002
        """A reader."""
        own = own_id("Reader", id)
        found = None if own is None else await ask.enrolment(info.context.engine, info.context.shop, own)
        return None if found is None else show_reader(found)

    @query_field(Right.READ, "Messages that staff sent to lists, newest first; `list`: to this one only.")
    async def list_messages(
        self,
        info: Info,
        *,
        list: str | None = None,  # noqa: A002 - the API's convention
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[ListMessageType]:
        """A page of messages."""
        engine, shop = info.context.engine, info.context.shop

        async def load(page: Page) -> tuple[Composition, ...]:
            return await ask.compositions(engine, shop, page, list)

        part = Slice(first=first, after=after, last=last, before=before)
        return await connect(part, load, _written, uncounted)

    @query_field(Right.READ, "Look a message to a list over: how it reads, and whom it would reach (S2.17).")
    async def list_message_preview(self, info: Info, input: ListMessageInput) -> ListMessagePreviewPayload:  # noqa: A002
        """A preview."""
        looked = await preview_list_message(info.context.engine, info.context.shop, _asked(input))
        if isinstance(looked, Rejection):
            errors = rejected(looked, info.context.language)
            return ListMessagePreviewPayload(subject="", text="", parts=0, audience=None, errors=errors)
        counts = looked.audience
        audience = ListAudience(
            readers=counts.readers, with_address=counts.with_address, allowed=counts.allowed
        )
        return ListMessagePreviewPayload(
            subject=looked.subject, text=looked.text, parts=looked.parts, audience=audience, errors=[]
        )

    @query_field(Right.READ, "One list by name.")
    async def list(self, info: Info, name: str) -> ListType | None:
        """A list."""
        found = await find_list(info.context.engine, info.context.shop, name)
        return None if found is None else show_list(found)


@strawberry.type
class ListMutations:
    """Mutations about lists."""

    @mutation_field(
        Right.MESSAGES,
        "Send a message to the active readers of one list, once per address (S2.3, S2.15). Advertising goes to who"
        " agreed; what does not go has a message with its reason.",
    )
    async def list_message_send(self, info: Info, input: ListMessageInput) -> ListMessageSendPayload:  # noqa: A002
        """Send."""
        context = info.context
        key = receipt("listMessageSend", {**vars(input), "idempotency_key": None}, input.idempotency_key)
        sent = await send_list_message(
            context.engine, context.shop, _asked(input), actor=context.caller.actor, receipt=key
        )
        if isinstance(sent, Rejection):
            return ListMessageSendPayload(message=None, errors=rejected(sent, context.language))
        return ListMessageSendPayload(message=_written(sent), errors=[])


def show_list(one: ListEntry) -> ListType:
    """A list as the schema shows it."""
    return ListType(
        name=one.name,
        title=one.title,
        segment=SegmentKind(one.segment.value),
        skus=list(one.skus),
        rule=one.rule or None,
    )


def show_reader(one: Enrolment) -> ReaderType:
    """A reader as the schema shows it."""
    return ReaderType(
        id=strawberry.ID(opaque("Reader", one.id)),
        list_name=one.list,
        state=EnrolmentStateKind(one.state.value),
        joined_at=one.joined_at,
        ended_at=one.ended_at,
        order_id=one.order_id,
        sku=one.sku,
        mobile=one.phone is not None,
        enrolment=one,
    )


def _asked(asked: ListMessageInput) -> ListMessage:
    return ListMessage(
        list=asked.list_name,
        channel=ChannelName(asked.channel.value),
        message_class=MessageClass(asked.message_class.value),
        subject=asked.subject,
        text=asked.text,
    )


def _written(one: Composition) -> ListMessageType:
    return ListMessageType(
        id=strawberry.ID(opaque("ListMessage", one.id)),
        list_name=one.list,
        channel=ChannelKind(one.channel.value),
        message_class=ListMessageClass(one.message_class.value),
        subject=one.subject,
        text=one.text,
        created_at=one.created_at,
        created_by=one.created_by,
    )
