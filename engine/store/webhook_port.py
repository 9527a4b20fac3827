"""What the service asks of the store about webhooks; part of the port."""

# ruff: noqa: PLR0917 - the port's signatures; what speaks for itself needs no sentence

from datetime import datetime
from typing import Protocol

from engine.model.records import Actor, Page, Receipt
from engine.model.webhook import (
    Announcement,
    DeliveryState,
    EndpointChange,
    Replay,
    Settlement,
    WebhookAttempt,
    WebhookDelivery,
    WebhookEndpoint,
)


class WebhookStore(Protocol):
    """Endpoints, and what is on its way to them. Changes by people leave an audit row (SEC34)."""

    async def add_webhook_endpoint(
        self, endpoint: WebhookEndpoint, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> str | None:
        """The id of the stored endpoint, of the first one for a known receipt; None: the name is taken.

        Raises ReceiptMismatch.
        """

    async def webhook_endpoints(self, shop: str) -> tuple[WebhookEndpoint, ...]:
        """All of a shop, by name."""

    async def change_webhook_endpoint(
        self,
        shop: str,
        endpoint_id: str,
        change: EndpointChange,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """False when there is no such endpoint. Raises NameTaken, ReceiptMismatch."""

    async def remove_webhook_endpoint(
        self, shop: str, endpoint_id: str, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> bool:
        """Remove an endpoint with all that is on its way to it. Raises ReceiptMismatch."""

    async def announce_to(
        self, shop: str, endpoint_id: str, announcement: Announcement, actor: Actor, now: datetime
    ) -> str | None:
        """Tell one endpoint something that only it is told; the id of the delivery, None: no such endpoint."""

    async def due_webhooks(self, now: datetime) -> tuple[tuple[str, str], ...]:
        """Shop and id of the enabled endpoints that something is due to and that did not ask for a rest."""

    async def claim_webhooks(
        self, shop: str, endpoint_id: str, now: datetime, lease_until: datetime, limit: int
    ) -> tuple[WebhookDelivery, ...]:
        """Claim what is due to one endpoint, the longest due first, and claimed ones whose lease ran out."""

    async def settle_webhook(
        self, delivery: WebhookDelivery, attempt: WebhookAttempt, settlement: Settlement, now: datetime
    ) -> bool:
        """Write a try down, with what it means for the endpoint; False when a newer attempt holds the delivery.

        An endpoint that is switched off by it leaves an audit row.
        """

    async def webhook_deliveries(
        self, shop: str, page: Page, *, endpoint_id: str | None = None, state: DeliveryState | None = None
    ) -> tuple[WebhookDelivery, ...]:
        """Deliveries, newest first."""

    async def webhook_event_at(self, shop: str, event_id: str) -> datetime | None:
        """When an event happened; None when it is unknown or forgotten."""

    async def replay_webhooks(
        self, shop: str, replay: Replay, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> int:
        """Make deliveries due again, with the same event ids and bodies; how many. Raises ReceiptMismatch."""

    async def forget_webhooks(self, before: datetime, limit: int) -> int:
        """Remove events of before `before` with their deliveries, `limit` at most; how many."""


class NameTaken(Exception):
    """Another endpoint of the shop has the name."""
