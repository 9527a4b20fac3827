"""Rows of webhooks as the model's values, and back."""

import orjson

from engine.model.webhook import (
    DeliveryState,
    EndpointState,
    WebhookAttempt,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookSecret,
    WebhookTopic,
)
from engine.store.sql.codec import from_json, instant, maybe_instant, maybe_micros, micros, to_json
from engine.store.sql.session import Column, Row

ENDPOINT = (
    *("id", "shop", "name", "url", "topics", "state", "secrets", "created_at"),
    *("failing_since", "throttled_until"),
)
DELIVERY = (
    *("id", "shop", "endpoint_id", "event_id", "state", "attempt", "tries", "next_at", "created_at"),
    *("delivered_at", "attempts"),
)


def endpoint(row: Row) -> WebhookEndpoint:
    """The endpoint of the columns `ENDPOINT`."""
    return WebhookEndpoint(
        id=row["id"],
        shop=row["shop"],
        name=row["name"],
        url=row["url"],
        topics=frozenset(map(WebhookTopic, orjson.loads(row["topics"]))),
        state=EndpointState(row["state"]),
        secrets=from_json(row["secrets"], tuple[WebhookSecret, ...]),
        created_at=instant(row["created_at"]),
        failing_since=maybe_instant(row["failing_since"]),
        throttled_until=maybe_instant(row["throttled_until"]),
    )


def endpoint_columns(of: WebhookEndpoint) -> tuple[Column, ...]:
    """The columns `ENDPOINT`."""
    return (
        *(of.id, of.shop, of.name, of.url, topics_column(of.topics), of.state, to_json(of.secrets)),
        *(micros(of.created_at), maybe_micros(of.failing_since), maybe_micros(of.throttled_until)),
    )


def topics_column(topics: frozenset[WebhookTopic]) -> str:
    """Topics as a column."""
    return orjson.dumps(sorted(topics)).decode()


def delivery(row: Row) -> WebhookDelivery:
    """The delivery of the columns `DELIVERY`, with topic and body of its event."""
    return WebhookDelivery(
        id=row["id"],
        shop=row["shop"],
        endpoint_id=row["endpoint_id"],
        event_id=row["event_id"],
        topic=WebhookTopic(row["topic"]),
        body=row["body"],
        state=DeliveryState(row["state"]),
        attempt=row["attempt"],
        tries=row["tries"],
        next_at=maybe_instant(row["next_at"]),
        created_at=instant(row["created_at"]),
        delivered_at=maybe_instant(row["delivered_at"]),
        attempts=from_json(row["attempts"], tuple[WebhookAttempt, ...]),
    )
