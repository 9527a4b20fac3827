"""What others are told of, written in the transaction that caused it (I28), in memory."""

from collections.abc import Sequence
from datetime import datetime

from engine.model.webhook import Announcement, DeliveryState, EndpointState, WebhookDelivery
from engine.store.announcements import body_of, delivery_id_of, event_id_of
from engine.store.memory.part import of_shop
from engine.store.memory.state import State, WebhookEventRow


def announce(
    state: State, shop: str, cause: str, announcements: Sequence[Announcement], now: datetime
) -> None:
    """Queue each announcement for every endpoint that wants it; an endpoint that is off gets it by a replay."""
    for one in announcements:
        event_id = event_id_of(shop, cause, one)
        endpoints = of_shop(state.webhook_endpoints, shop)
        told = [point for point in endpoints if one.topic in point.topics or point.name in one.hooks]
        if told:
            keep_event(state, shop, event_id, one, now)
        for endpoint in told:
            if endpoint.state is EndpointState.ENABLED:
                queue_webhook(state, shop, event_id, endpoint.id, now)


def keep_event(state: State, shop: str, event_id: str, one: Announcement, now: datetime) -> None:
    """Store what is told, once."""
    if (shop, event_id) not in state.webhook_events:
        row = WebhookEventRow(topic=one.topic, at=now, body=body_of(event_id, one))
        state.webhook_events.put((shop, event_id), row)


def queue_webhook(state: State, shop: str, event_id: str, endpoint_id: str, now: datetime) -> bool:
    """Make a delivery due now, once."""
    identity = delivery_id_of(event_id, endpoint_id)
    if (shop, identity) in state.webhook_deliveries:
        return False
    event = state.webhook_events[shop, event_id]
    delivery = WebhookDelivery(
        id=identity,
        shop=shop,
        endpoint_id=endpoint_id,
        event_id=event_id,
        topic=event.topic,
        body=event.body,
        state=DeliveryState.WAITING,
        attempt=0,
        tries=0,
        next_at=now,
        created_at=now,
    )
    state.webhook_deliveries.put((shop, identity), delivery)
    return True
