"""Webhook endpoints: which systems are told of what, and their secrets (S5.49, S5.50)."""

from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.decision import Rejection
from engine.model.webhook import (
    EndpointChange,
    EndpointState,
    WebhookEndpoint,
    WebhookTopic,
)
from engine.service import ask
from engine.service.webhook_endpoints import (
    ShownEndpoint,
    add_endpoint,
    change_endpoint,
    remove_endpoint,
    rotate_endpoint,
)
from graphql_api.admin.webhook_topic import WebhookTopicKind
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected
from graphql_api.ids import opaque, own_id
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field, query_field


@described(
    "Whether an endpoint is called.",
    ENABLED="It is called.",
    DISABLED="A person switched it off.",
    FAILING="Switched off: it took nothing for five days (C26).",
    GONE="Switched off: it answered 410.",
)
class WebhookEndpointState(StrEnum):
    """`model.webhook.EndpointState`."""

    ENABLED = "enabled"
    DISABLED = "disabled"
    FAILING = "failing"
    GONE = "gone"


@strawberry.type(name="WebhookEndpoint", description="A system of the merchant that is told of events.")
class WebhookEndpointType:
    """An endpoint; its secret is shown when it is made or replaced."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    name: str = strawberry.field(description='What rules call it: notify webhook "<name>".')
    url: str = strawberry.field(description="Where it is called.")
    topics: list[WebhookTopicKind] = strawberry.field(description="What it is told of.")
    state: WebhookEndpointState = strawberry.field(description="Whether it is called.")
    failing_since: datetime | None = strawberry.field(
        description="The first failure after the last success; null: all is well."
    )
    resting_until: datetime | None = strawberry.field(
        description="It asked not to be called before (429, 502, 503, 504); null: it did not."
    )
    old_secret_until: datetime | None = strawberry.field(
        description="How long a replaced secret still signs beside the new one; null: there is none."
    )
    created_at: datetime = strawberry.field(description="When it was made.")


@strawberry.input(description="An endpoint to make.")
class WebhookEndpointCreateInput:
    """Input of `webhookEndpointCreate`."""

    name: str = strawberry.field(description="1-50 characters, unique in the shop; rules name it.")
    url: str = strawberry.field(description="https to a public server; no redirects are followed (SEC27).")
    topics: list[WebhookTopicKind] = strawberry.field(description="What it is told of.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="A repeat gives the first endpoint (C23), but not its secret."
    )


@strawberry.input(description="What to change of an endpoint; absent and null: nothing.")
class WebhookEndpointUpdateInput:
    """Input of `webhookEndpointUpdate`."""

    endpoint_id: strawberry.ID = strawberry.field(description="The endpoint.")
    name: str | None = strawberry.field(default=None, description="1-50 characters, unique in the shop.")
    url: str | None = strawberry.field(default=None, description="https to a public server (SEC27).")
    topics: list[WebhookTopicKind] | None = strawberry.field(default=None, description="What it is told of.")
    enabled: bool | None = strawberry.field(
        default=None,
        description="true: call it (again), earlier failures are forgotten, what waited is sent; false: switch it off.",
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat gives the first answer (C23)."
    )


@strawberry.input(description="An endpoint to act on.")
class WebhookEndpointInput:
    """Input of `webhookEndpointRotate` and `webhookEndpointRemove`."""

    endpoint_id: strawberry.ID = strawberry.field(description="The endpoint.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat gives the first answer (C23)."
    )


@strawberry.type(description="An endpoint after a change.")
class WebhookEndpointPayload:
    """The answer of changes of endpoints."""

    endpoint: WebhookEndpointType | None = strawberry.field(description="It; null when `errors` says why.")
    secret: str | None = strawberry.field(
        description="A new secret, whsec_…, shown this once, to verify signatures with; null: none is new."
    )
    errors: list[UserError] = strawberry.field(description="Why nothing was changed; empty when it was.")


@strawberry.type(description="Whether an endpoint was removed.")
class WebhookEndpointRemovePayload:
    """The answer of `webhookEndpointRemove`."""

    removed: bool = strawberry.field(description="False when there is no such endpoint.")
    errors: list[UserError] = strawberry.field(description="Why not; empty when it was.")


def _shown(one: WebhookEndpoint) -> WebhookEndpointType:
    return WebhookEndpointType(
        id=strawberry.ID(opaque("WebhookEndpoint", one.id)),
        name=one.name,
        url=one.url,
        topics=[WebhookTopicKind(topic) for topic in sorted(one.topics)],
        state=WebhookEndpointState(one.state),
        failing_since=one.failing_since,
        resting_until=one.throttled_until,
        old_secret_until=next((old.until for old in one.secrets if old.until is not None), None),
        created_at=one.created_at,
    )


@strawberry.type
class WebhookQueries:
    """Queries about webhooks."""

    @query_field(Right.TOKENS, "All webhook endpoints of the shop, by name; at most 50.")
    async def webhook_endpoints(self, info: Info) -> list[WebhookEndpointType]:
        """The endpoints."""
        found = await ask.webhook_endpoints(info.context.engine, info.context.shop)
        return [_shown(one) for one in found]


@strawberry.type
class WebhookMutations:
    """Mutations about webhooks."""

    @mutation_field(Right.TOKENS, "Make a webhook endpoint; its secret is shown once.")
    async def webhook_endpoint_create(
        self,
        info: Info,
        input: WebhookEndpointCreateInput,  # noqa: A002 - the API's convention
    ) -> WebhookEndpointPayload:
        """Make an endpoint."""
        context = info.context
        wanted = EndpointChange(name=input.name, url=input.url, topics=_topics(input.topics))
        key = receipt(
            "webhookEndpointCreate", {**vars(input), "idempotency_key": None}, input.idempotency_key
        )
        made = await add_endpoint(context.engine, context.shop, wanted, context.caller.actor, key)
        return _payload(info, made)

    @mutation_field(Right.TOKENS, "Change a webhook endpoint, switch it on or off.")
    async def webhook_endpoint_update(
        self,
        info: Info,
        input: WebhookEndpointUpdateInput,  # noqa: A002 - the API's convention
    ) -> WebhookEndpointPayload:
        """Change an endpoint."""
        context, own = info.context, own_id("WebhookEndpoint", input.endpoint_id) or ""
        states = {None: None, True: EndpointState.ENABLED, False: EndpointState.DISABLED}
        change = EndpointChange(
            name=input.name,
            url=input.url,
            topics=None if input.topics is None else _topics(input.topics),
            state=states[input.enabled],
        )
        key = receipt(
            "webhookEndpointUpdate", {**vars(input), "idempotency_key": None}, input.idempotency_key
        )
        changed = await change_endpoint(context.engine, context.shop, own, change, context.caller.actor, key)
        return _payload(info, changed)

    @mutation_field(Right.TOKENS, "Give an endpoint a new secret; for 24 hours the old one signs too (C25).")
    async def webhook_endpoint_rotate(
        self,
        info: Info,
        input: WebhookEndpointInput,  # noqa: A002 - the API's convention
    ) -> WebhookEndpointPayload:
        """Replace the secret."""
        context, own = info.context, own_id("WebhookEndpoint", input.endpoint_id) or ""
        key = receipt("webhookEndpointRotate", input.endpoint_id, input.idempotency_key)
        return _payload(
            info, await rotate_endpoint(context.engine, context.shop, own, context.caller.actor, key)
        )

    @mutation_field(Right.TOKENS, "Remove an endpoint with all that is on its way to it.")
    async def webhook_endpoint_remove(
        self,
        info: Info,
        input: WebhookEndpointInput,  # noqa: A002 - the API's convention
    ) -> WebhookEndpointRemovePayload:
        """Remove an endpoint."""
        context, own = info.context, own_id("WebhookEndpoint", input.endpoint_id) or ""
        key = receipt("webhookEndpointRemove", input.endpoint_id, input.idempotency_key)
        removed = await remove_endpoint(context.engine, context.shop, own, context.caller.actor, key)
        if isinstance(removed, Rejection):
            return WebhookEndpointRemovePayload(removed=False, errors=rejected(removed, context.language))
        return WebhookEndpointRemovePayload(removed=removed, errors=[])


def _topics(chosen: list[WebhookTopicKind]) -> frozenset[WebhookTopic]:
    return frozenset(WebhookTopic(topic.value) for topic in chosen)


def _payload(info: Info, made: ShownEndpoint | WebhookEndpoint | Rejection) -> WebhookEndpointPayload:
    if isinstance(made, Rejection):
        return WebhookEndpointPayload(
            endpoint=None, secret=None, errors=rejected(made, info.context.language)
        )
    if isinstance(made, WebhookEndpoint):
        return WebhookEndpointPayload(endpoint=_shown(made), secret=None, errors=[])
    return WebhookEndpointPayload(endpoint=_shown(made.endpoint), secret=made.secret or None, errors=[])
