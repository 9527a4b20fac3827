"""What others are told of, written in the transaction that caused it (I28), in SQL."""

from collections.abc import Sequence
from datetime import datetime

import orjson

from engine.model.webhook import Announcement, EndpointState
from engine.store.announcements import body_of, delivery_id_of, event_id_of
from engine.store.sql.codec import micros
from engine.store.sql.database import Tx
from engine.store.sql.session import Column

SUBSCRIBERS = "SELECT id, name, topics, state FROM webhook_endpoints WHERE shop = ? ORDER BY id"
EVENT = ("shop", "id", "topic", "at", "body")
NEW_DELIVERY = (
    *("shop", "id", "endpoint_id", "event_id", "state", "attempt", "tries", "next_at", "created_at"),
    "attempts",
)
ONCE = "ON CONFLICT (shop, id) DO NOTHING"


async def announce(
    tx: Tx, shop: str, cause: str, announcements: Sequence[Announcement], now: datetime
) -> None:
    """Queue each announcement for every endpoint that wants it; an endpoint that is off gets it by a replay.

    `cause` is the id of what caused them, from which theirs follow. Without an endpoint nothing is written.
    """
    if not announcements:
        return
    wanting = [(row, frozenset(orjson.loads(row["topics"]))) for row in await tx.rows(SUBSCRIBERS, shop)]
    events: list[tuple[Column, ...]] = []
    deliveries: list[tuple[Column, ...]] = []
    for one in announcements:
        event_id = event_id_of(shop, cause, one)
        told = [row for row, topics in wanting if one.topic in topics or row["name"] in one.hooks]
        if told:
            events.append(event_row(shop, event_id, one, now))
        deliveries += [
            delivery_row(shop, event_id, row["id"], now)
            for row in told
            if row["state"] == EndpointState.ENABLED
        ]
    await tx.insert("webhook_events", EVENT, events, ONCE)
    await tx.insert("webhook_deliveries", NEW_DELIVERY, deliveries, ONCE)


def event_row(shop: str, event_id: str, one: Announcement, now: datetime) -> tuple[Column, ...]:
    """The columns `EVENT`."""
    return shop, event_id, one.topic, micros(now), body_of(event_id, one)


def delivery_row(shop: str, event_id: str, endpoint_id: str, now: datetime) -> tuple[Column, ...]:
    """The columns `NEW_DELIVERY` of a delivery that is due now."""
    identity = delivery_id_of(event_id, endpoint_id)
    return shop, identity, endpoint_id, event_id, "waiting", 0, 0, micros(now), micros(now), "[]"
