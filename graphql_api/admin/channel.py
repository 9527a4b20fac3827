"""Channels: whether they may be used, and requests to use one again (S2.23-27, D2.e)."""

from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.channel_state import ChannelState, ResumeRequest
from engine.model.decision import Problem, Rejection
from engine.model.program import ChannelName
from engine.model.records import Page
from engine.service import ask
from engine.service.channel_resume import decide_resume, request_resume, set_channel
from engine.service.inbound_sms import inbound_url
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected, user_error
from graphql_api.ids import opaque, own_id
from graphql_api.paging import After, Before, Connection, First, Last, Slice, connect, uncounted
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field, query_field


@described("How messages leave.", EMAIL="E-mail.", SMS="SMS.")
class ChannelKind(StrEnum):
    """`model.program.ChannelName`."""

    EMAIL = "email"
    SMS = "sms"


@described(
    "Where a request to use a channel again stands.",
    REQUESTED="Waiting for a decision.",
    APPROVED="Granted: the channel works again.",
    REFUSED="Not granted; see the note.",
)
class ResumeStateKind(StrEnum):
    """`model.channel_state.ResumeState`."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REFUSED = "refused"


@strawberry.type(
    name="Channel", description="A channel of the shop. While it is suspended its messages wait."
)
class ChannelType:
    """A channel."""

    channel: ChannelKind = strawberry.field(description="Which one.")
    suspended: bool = strawberry.field(
        description="Whether its messages wait; new at once, without signing in again."
    )
    reason: str = strawberry.field(description="Why it is suspended; empty: nobody said, or it is not.")
    advertising_only: bool = strawberry.field(
        description="Whether only advertising waits: it stopped by itself after complaints or dead addresses."
    )
    since: datetime | None = strawberry.field(description="Since when it stands so; null: always.")
    set_up: bool = strawberry.field(description="Whether this installation can send by it.")
    inbound_url: str | None = strawberry.field(
        description="What the SMS gateway is to call for each SMS that buyers write; null: there is no gateway."
    )


@strawberry.type(name="ResumeRequest", description="A request to lift a suspension.")
class ResumeRequestType:
    """A request."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    channel: ChannelKind = strawberry.field(description="The channel.")
    content: str = strawberry.field(description="What is going to be sent (S2.25).")
    state: ResumeStateKind = strawberry.field(description="Where it stands.")
    at: datetime = strawberry.field(description="When it was made.")
    requested_by: str = strawberry.field(description="Who made it.")
    decided_at: datetime | None = strawberry.field(description="When it was decided; null: not yet.")
    decided_by: str = strawberry.field(description="Who decided; empty: nobody yet.")
    note: str = strawberry.field(description="What the one who decided says.")


@strawberry.input(description="A channel to suspend or to resume.")
class ChannelSetInput:
    """Input of `channelSet`."""

    channel: ChannelKind = strawberry.field(description="The channel.")
    suspended: bool = strawberry.field(description="True: suspend it. False: resume it.")
    reason: str = strawberry.field(default="", description="Why; staff are shown it.")
    idempotency_key: str | None = strawberry.field(
        default=None,
        description="Accepted for symmetry; the same again is STATE_NOT_ALLOWED and changes nothing.",
    )


@strawberry.type(description="A channel after a change.")
class ChannelSetPayload:
    """The answer of `channelSet`."""

    channel: ChannelType | None = strawberry.field(description="The channel; null: `errors` says why not.")
    errors: list[UserError] = strawberry.field(description="STATE_NOT_ALLOWED when it stood so already.")


@strawberry.input(description="A request to lift a suspension.")
class ChannelResumeInput:
    """Input of `channelResume`."""

    channel: ChannelKind = strawberry.field(description="The suspended channel.")
    content: str = strawberry.field(description="What is going to be sent by it, 1-2,000 characters.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="A repeat gives the first request again (C23)."
    )


@strawberry.input(description="A decision about a request.")
class ChannelResumeDecideInput:
    """Input of `channelResumeDecide`."""

    request_id: strawberry.ID = strawberry.field(description="The request.")
    approved: bool = strawberry.field(description="True: the channel works again. False: it stays suspended.")
    note: str = strawberry.field(default="", description="What to tell the one who asked.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; a decided request is STATE_NOT_ALLOWED."
    )


@strawberry.type(description="A request as it stands now.")
class ChannelResumePayload:
    """The answer of `channelResume` and `channelResumeDecide`."""

    request: ResumeRequestType | None = strawberry.field(description="Null: `errors` says why not.")
    errors: list[UserError] = strawberry.field(
        description="STATE_NOT_ALLOWED when there is nothing to ask for, or to decide."
    )


@strawberry.type
class ChannelQueries:
    """Queries about channels."""

    @query_field(Right.READ, "Both channels; `suspended` asks for a request to use it again (S2.23).")
    async def channels(self, info: Info) -> list[ChannelType]:
        """The channels."""
        states = await ask.channel_states(info.context.engine, info.context.shop)
        return [_channel(state, info, set_up=set_up) for state, set_up in states]

    @query_field(Right.READ, "Requests to use a channel again, newest first (S2.27).")
    async def resume_requests(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[ResumeRequestType]:
        """A page of requests."""
        engine, shop = info.context.engine, info.context.shop

        async def load(page: Page) -> tuple[ResumeRequest, ...]:
            return await ask.resume_requests(engine, shop, page)

        part = Slice(first=first, after=after, last=last, before=before)
        return await connect(part, load, _request, uncounted)


@strawberry.type
class ChannelMutations:
    """Mutations about channels."""

    @mutation_field(
        Right.SETTINGS, "Suspend a channel, so that its messages wait, or resume it, so that they go at once."
    )
    async def channel_set(self, info: Info, input: ChannelSetInput) -> ChannelSetPayload:  # noqa: A002
        """Suspend or resume."""
        context, channel = info.context, ChannelName(input.channel.value)
        refused = await set_channel(
            context.engine,
            context.shop,
            channel,
            suspended=input.suspended,
            reason=input.reason,
            actor=context.caller.actor,
        )
        if refused is not None:
            return ChannelSetPayload(channel=None, errors=rejected(refused, context.language))
        states = await ask.channel_states(context.engine, context.shop)
        found = next(one for one in states if one[0].channel is channel)
        return ChannelSetPayload(channel=_channel(found[0], info, set_up=found[1]), errors=[])

    @mutation_field(
        Right.MESSAGES, "Ask that a suspended channel be used again, saying what will be sent (S2.25)."
    )
    async def channel_resume(self, info: Info, input: ChannelResumeInput) -> ChannelResumePayload:  # noqa: A002
        """Request."""
        context = info.context
        key = receipt("channelResume", {**vars(input), "idempotency_key": None}, input.idempotency_key)
        channel = ChannelName(input.channel.value)
        made = await request_resume(
            context.engine, context.shop, channel, input.content, actor=context.caller.actor, receipt=key
        )
        return _answered(made, info)

    @mutation_field(
        Right.SETTINGS,
        "Approve a request, after which the channel works at once and everywhere, or refuse it.",
    )
    async def channel_resume_decide(
        self,
        info: Info,
        input: ChannelResumeDecideInput,  # noqa: A002 - the API's convention
    ) -> ChannelResumePayload:
        """Decide."""
        context, own = info.context, own_id("ResumeRequest", input.request_id)
        if own is None:
            error = user_error(Problem.NOT_FOUND, context.language, ["requestId"])
            return ChannelResumePayload(request=None, errors=[error])
        decided = await decide_resume(
            context.engine,
            context.shop,
            own,
            approved=input.approved,
            note=input.note,
            actor=context.caller.actor,
        )
        return _answered(decided, info)


def _answered(made: ResumeRequest | Rejection, info: Info) -> ChannelResumePayload:
    if isinstance(made, Rejection):
        return ChannelResumePayload(request=None, errors=rejected(made, info.context.language))
    return ChannelResumePayload(request=_request(made), errors=[])


def _channel(state: ChannelState, info: Info, *, set_up: bool) -> ChannelType:
    engine = info.context.engine
    takes_sms = state.channel is ChannelName.SMS and engine.sms_inbound is not None
    return ChannelType(
        channel=ChannelKind(state.channel.value),
        suspended=state.suspended,
        reason=state.reason,
        advertising_only=state.advertising_only,
        since=state.since,
        set_up=set_up,
        inbound_url=inbound_url(engine, info.context.shop) if takes_sms else None,
    )


def _request(one: ResumeRequest) -> ResumeRequestType:
    return ResumeRequestType(
        id=strawberry.ID(opaque("ResumeRequest", one.id)),
        channel=ChannelKind(one.channel.value),
        content=one.content,
        state=ResumeStateKind(one.state.value),
        at=one.at,
        requested_by=one.requested_by,
        decided_at=one.decided_at,
        decided_by=one.decided_by,
        note=one.note,
    )
