"""Builders for tests of webhooks."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from engine.model.webhook import (
    DeliveryState,
    EndpointState,
    Settlement,
    WebhookAttempt,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookSecret,
    WebhookTopic,
)
from engine.store.port import Store
from tests.store.builders import ME, NOW, SHOP, after

EVERYTHING = frozenset(WebhookTopic) - {WebhookTopic.TEST}


def endpoint(name: str = "erp", topics: Iterable[WebhookTopic] = EVERYTHING, **parts: Any) -> WebhookEndpoint:
    """An endpoint that wants everything."""
    usual: dict[str, Any] = {
        "id": f"ep-{name}",
        "shop": SHOP,
        "url": f"https://{name}.example/hook",
        "state": EndpointState.ENABLED,
        "secrets": (WebhookSecret(key_id="k1", nonce="00"),),
        "created_at": NOW,
    }
    return WebhookEndpoint(name=name, topics=frozenset(topics), **(usual | parts))


async def add(store: Store, name: str = "erp", **parts: Any) -> WebhookEndpoint:
    """A stored endpoint."""
    made = endpoint(name, **parts)
    assert await store.add_webhook_endpoint(made, ME, NOW) == made.id
    return made


async def claim(
    store: Store, at: datetime, name: str = "erp", limit: int = 10
) -> tuple[WebhookDelivery, ...]:
    """What is due to an endpoint, with a lease of 30 seconds."""
    lease = at + (after(seconds=30) - NOW)
    return await store.claim_webhooks(SHOP, f"ep-{name}", at, lease, limit)


def attempt(delivery: WebhookDelivery, status: int = 200, at: datetime = NOW) -> WebhookAttempt:
    """A try that was answered."""
    return WebhookAttempt(number=delivery.attempt, at=at, status=status, reason="", milliseconds=7)


async def settle(store: Store, delivery: WebhookDelivery, at: datetime = NOW, **parts: Any) -> bool:
    """Delivered, unless `parts` say otherwise."""
    settlement = Settlement(**({"state": DeliveryState.DELIVERED} | parts))
    status = 200 if settlement.state is DeliveryState.DELIVERED else 500
    return await store.settle_webhook(delivery, attempt(delivery, status, at), settlement, at)
