"""Deliveries of webhooks with their tries; sending them again (C26)."""

from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.decision import Rejection
from engine.model.records import Page
from engine.model.webhook import DeliveryState, Replay, WebhookDelivery
from engine.service import ask
from engine.service.replay_webhooks import replay_webhooks, send_test_webhook
from graphql_api.admin.webhook_topic import WebhookTopicKind
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected
from graphql_api.ids import opaque, own_id
from graphql_api.paging import After, Before, Connection, First, Last, Slice, connect, uncounted
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field, query_field


@described(
    "What became of a delivery (I29).",
    WAITING="It is tried at `nextTryAt`.",
    CLAIMED="It is being tried.",
    DELIVERED="The endpoint answered 2xx.",
    DEAD="Given up; `webhookReplay` sends it again.",
)
class WebhookDeliveryState(StrEnum):
    """`model.webhook.DeliveryState`."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    DELIVERED = "delivered"
    DEAD = "dead"


@strawberry.type(name="WebhookAttempt", description="One try of a delivery.")
class WebhookAttemptType:
    """A try."""

    number: int = strawberry.field(description="Counted from 1 over all replays.")
    at: datetime = strawberry.field(description="When it was made.")
    status: int | None = strawberry.field(description="The HTTP status; null: there was no answer.")
    reason: str = strawberry.field(description="What happened, in English.")
    milliseconds: int = strawberry.field(description="How long it took.")


@strawberry.type(name="WebhookDelivery", description="An event on its way to one endpoint.")
class WebhookDeliveryType:
    """A delivery."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    endpoint_id: strawberry.ID = strawberry.field(description="The endpoint.")
    event_id: str = strawberry.field(
        description="The webhook-id header: the same at every try, by which receivers drop repeats."
    )
    topic: WebhookTopicKind = strawberry.field(description="What happened.")
    body: str = strawberry.field(description="What is sent, JSON; the same bytes at every try (I28).")
    state: WebhookDeliveryState = strawberry.field(description="What became of it.")
    next_try_at: datetime | None = strawberry.field(description="When it is tried next; null: it is not.")
    created_at: datetime = strawberry.field(description="When it happened.")
    delivered_at: datetime | None = strawberry.field(description="When it was taken; null: not yet or never.")
    attempts: list[WebhookAttemptType] = strawberry.field(description="The last 30 tries, oldest first.")


@strawberry.input(description="What to send again: one delivery, or a range of time of at most 30 days.")
class WebhookReplayInput:
    """Input of `webhookReplay`."""

    endpoint_id: strawberry.ID = strawberry.field(description="The endpoint.")
    delivery_id: strawberry.ID | None = strawberry.field(default=None, description="Only this delivery.")
    since: datetime | None = strawberry.field(default=None, description="Start of the range, included.")
    until: datetime | None = strawberry.field(default=None, description="End of the range, excluded.")
    from_event: str | None = strawberry.field(
        default=None,
        description="In place of a range: the last `webhook-id` that the receiver has. That event, which it drops by"
        " its id, and all that happened since. NOT_FOUND after 30 days.",
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat gives the first answer (C23)."
    )


@strawberry.input(description="An endpoint to try.")
class WebhookTestInput:
    """Input of `webhookTest`."""

    endpoint_id: strawberry.ID = strawberry.field(description="The endpoint.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat sends no second test (C23)."
    )


@strawberry.type(description="What is sent again.")
class WebhookReplayPayload:
    """The answer of `webhookReplay` and `webhookTest`."""

    count: int = strawberry.field(description="Deliveries that are due now.")
    errors: list[UserError] = strawberry.field(description="Why none is; empty otherwise.")


def _delivery(one: WebhookDelivery) -> WebhookDeliveryType:
    return WebhookDeliveryType(
        id=strawberry.ID(opaque("WebhookDelivery", one.id)),
        endpoint_id=strawberry.ID(opaque("WebhookEndpoint", one.endpoint_id)),
        event_id=one.event_id,
        topic=WebhookTopicKind(one.topic),
        body=one.body,
        state=WebhookDeliveryState(one.state),
        next_try_at=one.next_at,
        created_at=one.created_at,
        delivered_at=one.delivered_at,
        attempts=[
            WebhookAttemptType(
                number=tried.number,
                at=tried.at,
                status=tried.status or None,
                reason=tried.reason,
                milliseconds=tried.milliseconds,
            )
            for tried in one.attempts
        ],
    )


@strawberry.type
class WebhookDeliveryQueries:
    """Queries about deliveries."""

    @query_field(Right.TOKENS, "Deliveries of webhooks with their tries, newest first; kept for 30 days.")
    async def webhook_deliveries(  # noqa: PLR0913, PLR0917 - Relay's arguments
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        endpoint_id: strawberry.ID | None = None,
        state: WebhookDeliveryState | None = None,
    ) -> Connection[WebhookDeliveryType]:
        """The deliveries."""
        engine, shop = info.context.engine, info.context.shop
        wanted = None if state is None else DeliveryState(state.value)
        # An id that is none finds nothing.
        own = None if endpoint_id is None else own_id("WebhookEndpoint", endpoint_id) or "-"

        async def load(page: Page) -> tuple[WebhookDelivery, ...]:
            return await ask.webhook_deliveries(engine, shop, page, endpoint_id=own, state=wanted)

        part = Slice(first=first, after=after, last=last, before=before)
        return await connect(part, load, _delivery, uncounted)


@strawberry.type
class WebhookDeliveryMutations:
    """Mutations about deliveries."""

    @mutation_field(Right.TOKENS, "Send one delivery or a range of time again, with the same ids and bodies.")
    async def webhook_replay(
        self,
        info: Info,
        input: WebhookReplayInput,  # noqa: A002 - the API's convention
    ) -> WebhookReplayPayload:
        """Send again."""
        context = info.context
        replay = Replay(
            endpoint_id=own_id("WebhookEndpoint", input.endpoint_id) or "",
            delivery_id=None
            if input.delivery_id is None
            else own_id("WebhookDelivery", input.delivery_id) or "-",
            since=input.since,
            until=input.until,
            from_event=input.from_event,
        )
        key = receipt("webhookReplay", {**vars(input), "idempotency_key": None}, input.idempotency_key)
        return _count(
            info, await replay_webhooks(context.engine, context.shop, replay, context.caller.actor, key)
        )

    @mutation_field(Right.TOKENS, "Send the event webhook.test to an endpoint.")
    async def webhook_test(
        self,
        info: Info,
        input: WebhookTestInput,  # noqa: A002 - the API's convention
    ) -> WebhookReplayPayload:
        """Send a test."""
        context, own = info.context, own_id("WebhookEndpoint", input.endpoint_id) or ""
        sent = await send_test_webhook(
            context.engine, context.shop, own, context.caller.actor, key=input.idempotency_key
        )
        return _count(info, sent if isinstance(sent, Rejection) else 1)


def _count(info: Info, count: int | Rejection) -> WebhookReplayPayload:
    if isinstance(count, Rejection):
        return WebhookReplayPayload(count=0, errors=rejected(count, info.context.language))
    return WebhookReplayPayload(count=count, errors=[])
