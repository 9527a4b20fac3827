"""Endpoints of webhooks in memory."""

# ruff: noqa: PLR0917 - the port's signatures

from dataclasses import replace
from datetime import datetime

from engine.model.records import Actor, Receipt
from engine.model.webhook import Announcement, EndpointChange, EndpointState, WebhookEndpoint
from engine.store.announcements import delivery_id_of, event_id_of
from engine.store.memory.part import MemoryPart, of_shop, write_audit
from engine.store.memory.receipts import is_repeat, served_before
from engine.store.memory.webhook_announce import keep_event, queue_webhook
from engine.store.webhook_port import NameTaken


class WebhookEndpoints(MemoryPart):
    """Adding, changing, removing."""

    async def add_webhook_endpoint(
        self, endpoint: WebhookEndpoint, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> str | None:
        """Store an endpoint; None when the name is taken."""
        shop = endpoint.shop
        async with self._tx() as state:
            if receipt and is_repeat(state, shop, receipt):
                before = served_before(state, shop, receipt, None)
                return ((before.answer if before else None) or b"").decode()
            if any(other.name == endpoint.name for other in of_shop(state.webhook_endpoints, shop)):
                return None
            served_before(state, shop, receipt, endpoint.id.encode())
            state.webhook_endpoints.put((shop, endpoint.id), endpoint)
            said = {"name": endpoint.name, "url": endpoint.url}
            write_audit(state, shop, now, actor, "webhook endpoint added", endpoint.id, **said)
            return endpoint.id

    async def webhook_endpoints(self, shop: str) -> tuple[WebhookEndpoint, ...]:
        """All of a shop, by name."""
        return tuple(sorted(of_shop(self._state.webhook_endpoints, shop), key=lambda one: one.name))

    async def change_webhook_endpoint(
        self,
        shop: str,
        endpoint_id: str,
        change: EndpointChange,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """Change what is given; False when there is no such endpoint."""
        async with self._tx() as state:
            if receipt and is_repeat(state, shop, receipt):
                return True
            before = state.webhook_endpoints.get((shop, endpoint_id))
            others = [one.name for one in of_shop(state.webhook_endpoints, shop) if one.id != endpoint_id]
            if change.name in others:
                raise NameTaken
            if before is None:
                return False
            served_before(state, shop, receipt, None)
            state.webhook_endpoints.put((shop, endpoint_id), _changed(before, change))
            write_audit(state, shop, now, actor, "webhook endpoint changed", endpoint_id, **_said(change))
            return True

    async def remove_webhook_endpoint(
        self, shop: str, endpoint_id: str, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> bool:
        """Remove an endpoint with its deliveries."""
        async with self._tx() as state:
            if receipt and is_repeat(state, shop, receipt):
                return True
            before = state.webhook_endpoints.get((shop, endpoint_id))
            if before is None:
                return False
            served_before(state, shop, receipt, None)
            state.webhook_endpoints.drop((shop, endpoint_id))
            own = [one for one in of_shop(state.webhook_deliveries, shop) if one.endpoint_id == endpoint_id]
            for delivery in own:
                state.webhook_deliveries.drop((shop, delivery.id))
            write_audit(state, shop, now, actor, "webhook endpoint removed", endpoint_id, name=before.name)
            return True

    async def announce_to(
        self, shop: str, endpoint_id: str, announcement: Announcement, actor: Actor, now: datetime
    ) -> str | None:
        """Tell one endpoint something; the id of the delivery."""
        async with self._tx() as state:
            if (shop, endpoint_id) not in state.webhook_endpoints:
                return None
            event_id = event_id_of(shop, endpoint_id, announcement)
            keep_event(state, shop, event_id, announcement, now)
            queue_webhook(state, shop, event_id, endpoint_id, now)
            write_audit(state, shop, now, actor, "webhook tested", endpoint_id, event=event_id)
            return delivery_id_of(event_id, endpoint_id)


def _changed(before: WebhookEndpoint, change: EndpointChange) -> WebhookEndpoint:
    after = replace(
        before,
        name=before.name if change.name is None else change.name,
        url=before.url if change.url is None else change.url,
        topics=before.topics if change.topics is None else change.topics,
        state=before.state if change.state is None else change.state,
        secrets=before.secrets if change.secrets is None else change.secrets,
    )
    if change.state is EndpointState.ENABLED:
        return replace(after, failing_since=None, throttled_until=None)
    return after


def _said(change: EndpointChange) -> dict[str, str]:
    plain = {"name": change.name, "url": change.url, "became": change.state}
    said = {name: str(value) for name, value in plain.items() if value is not None}
    if change.topics is not None:
        said["topics"] = " ".join(sorted(change.topics))
    if change.secrets is not None:
        said["rotated"] = "yes"
    return said
