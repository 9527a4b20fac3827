"""What is on its way to endpoints, in memory: claimed with a lease, settled with a fence (C26, I29)."""

from dataclasses import replace
from datetime import datetime

from engine.model.records import Actor, Page, Receipt
from engine.model.webhook import (
    ATTEMPTS_KEPT,
    OFF_AFTER,
    DeliveryState,
    EndpointState,
    Replay,
    Settlement,
    WebhookAttempt,
    WebhookDelivery,
    WebhookEndpoint,
)
from engine.store.memory.part import MemoryPart, of_shop, page_of, write_audit
from engine.store.memory.receipts import is_repeat, keep_receipt, known_receipt
from engine.store.memory.state import State
from engine.store.memory.webhook_announce import queue_webhook

BY_DISPATCHER = Actor(kind="timer", id="webhooks")


class WebhookDeliveries(MemoryPart):
    """What the dispatcher claims, and what people look at."""

    async def due_webhooks(self, now: datetime) -> tuple[tuple[str, str], ...]:
        """Endpoints that something is due to."""
        due = {
            (one.shop, one.endpoint_id)
            for one in self._state.webhook_deliveries.values()
            if one.next_at is not None and one.next_at <= now
        }
        return tuple(key for key in sorted(due) if _callable(self._state.webhook_endpoints.get(key), now))

    async def claim_webhooks(
        self, shop: str, endpoint_id: str, now: datetime, lease_until: datetime, limit: int
    ) -> tuple[WebhookDelivery, ...]:
        """Claim what is due to one endpoint."""
        async with self._tx() as state:
            due = [
                (one.next_at, one.created_at, one.id)
                for one in of_shop(state.webhook_deliveries, shop)
                if one.endpoint_id == endpoint_id and one.next_at is not None and one.next_at <= now
            ]
            claimed = []
            for _, _, identity in sorted(due)[:limit]:
                before = state.webhook_deliveries[shop, identity]
                taken = replace(
                    before,
                    state=DeliveryState.CLAIMED,
                    attempt=before.attempt + 1,
                    tries=before.tries + 1,
                    next_at=lease_until,
                )
                state.webhook_deliveries.put((shop, identity), taken)
                claimed.append(taken)
            return tuple(sorted(claimed, key=lambda one: (one.created_at, one.id)))

    async def settle_webhook(
        self, delivery: WebhookDelivery, attempt: WebhookAttempt, settlement: Settlement, now: datetime
    ) -> bool:
        """Write a try down."""
        async with self._tx() as state:
            key = delivery.shop, delivery.id
            before = state.webhook_deliveries.get(key)
            if before is None or (before.attempt, before.state) != (delivery.attempt, DeliveryState.CLAIMED):
                return False
            delivered = settlement.state is DeliveryState.DELIVERED
            after = replace(
                before,
                state=settlement.state,
                next_at=settlement.next_at,
                delivered_at=now if delivered else None,
                attempts=(*before.attempts, attempt)[-ATTEMPTS_KEPT:],
            )
            state.webhook_deliveries.put(key, after)
            endpoint = state.webhook_endpoints.get((delivery.shop, delivery.endpoint_id))
            if endpoint is not None and delivered:
                _put(state, replace(endpoint, failing_since=None, throttled_until=None))
            elif endpoint is not None:
                _unwell(state, endpoint, settlement, now)
            return True

    async def webhook_deliveries(
        self, shop: str, page: Page, *, endpoint_id: str | None = None, state: DeliveryState | None = None
    ) -> tuple[WebhookDelivery, ...]:
        """Deliveries, newest first."""
        wanted = (
            one
            for one in of_shop(self._state.webhook_deliveries, shop)
            if (endpoint_id is None or one.endpoint_id == endpoint_id)
            and (state is None or one.state is state)
        )
        return page_of(wanted, page)

    async def webhook_event_at(self, shop: str, event_id: str) -> datetime | None:
        """When an event happened."""
        found = self._state.webhook_events.get((shop, event_id))
        return None if found is None else found.at

    async def replay_webhooks(
        self, shop: str, replay: Replay, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> int:
        """Make deliveries due again."""
        async with self._tx() as state:
            if receipt and is_repeat(state, shop, receipt):
                known = known_receipt(state, shop, receipt)
                return int((known.answer if known else None) or b"0")
            count = _due_again(state, shop, replay, now)
            if receipt:
                keep_receipt(state, shop, receipt, event_id=None, answer=str(count).encode())
            said = {"deliveries": str(count)}
            write_audit(state, shop, now, actor, "webhooks replayed", replay.endpoint_id, **said)
            return count

    async def forget_webhooks(self, before: datetime, limit: int) -> int:
        """Remove old events with their deliveries."""
        async with self._tx() as state:
            old = sorted((row.at, key) for key, row in state.webhook_events.items() if row.at < before)[
                :limit
            ]
            for _, (shop, event_id) in old:
                state.webhook_events.drop((shop, event_id))
                own = [one for one in of_shop(state.webhook_deliveries, shop) if one.event_id == event_id]
                for delivery in own:
                    state.webhook_deliveries.drop((shop, delivery.id))
            return len(old)


def _callable(endpoint: WebhookEndpoint | None, now: datetime) -> bool:
    if endpoint is None or endpoint.state is not EndpointState.ENABLED:
        return False
    return endpoint.throttled_until is None or endpoint.throttled_until <= now


def _put(state: State, endpoint: WebhookEndpoint) -> None:
    state.webhook_endpoints.put((endpoint.shop, endpoint.id), endpoint)


def _unwell(state: State, endpoint: WebhookEndpoint, settlement: Settlement, now: datetime) -> None:
    """A try failed: the endpoint may rest, or be switched off."""
    since = endpoint.failing_since or now
    off = settlement.endpoint_state
    if off is None and since <= now - OFF_AFTER:
        off = EndpointState.FAILING
    rest = settlement.throttled_until or endpoint.throttled_until
    after = replace(endpoint, failing_since=since, throttled_until=rest)
    if off is None or endpoint.state is not EndpointState.ENABLED:
        _put(state, after)
        return
    _put(state, replace(after, state=off))
    write_audit(
        state,
        endpoint.shop,
        now,
        BY_DISPATCHER,
        "webhook endpoint switched off",
        endpoint.id,
        became=off.value,
    )


def _due_again(state: State, shop: str, replay: Replay, now: datetime) -> int:
    endpoint = state.webhook_endpoints.get((shop, replay.endpoint_id))
    wanted = [one for one in of_shop(state.webhook_deliveries, shop) if _is_meant(state, one, replay, now)]
    for delivery in wanted:
        again = replace(delivery, state=DeliveryState.WAITING, tries=0, next_at=now, delivered_at=None)
        state.webhook_deliveries.put((shop, delivery.id), again)
    if replay.delivery_id is not None or endpoint is None:
        return len(wanted)
    since, until = replay.since or now, replay.until or now
    missed = [
        key[1]
        for key, row in state.webhook_events.items()
        if key[0] == shop and since <= row.at < until and row.topic in endpoint.topics
    ]
    # What came while the endpoint was off was never on its way.
    return len(wanted) + sum(queue_webhook(state, shop, one, endpoint.id, now) for one in missed)


def _is_meant(state: State, one: WebhookDelivery, replay: Replay, now: datetime) -> bool:
    if one.endpoint_id != replay.endpoint_id or one.state is DeliveryState.CLAIMED:
        return False
    if replay.delivery_id is not None:
        return one.id == replay.delivery_id
    at = state.webhook_events[one.shop, one.event_id].at
    return (replay.since or now) <= at < (replay.until or now)
