"""Endpoints of webhooks in SQL."""

# ruff: noqa: PLR0917, S608 - the port's signatures; only marks and our own names are put into statements

from datetime import datetime

from engine.model.records import Actor, Receipt
from engine.model.webhook import Announcement, EndpointChange, EndpointState, WebhookEndpoint
from engine.store.announcements import delivery_id_of, event_id_of
from engine.store.sql.codec import to_json
from engine.store.sql.database import Tx
from engine.store.sql.part import SqlPart, write_audit
from engine.store.sql.receipts import NotDone, served_before
from engine.store.sql.session import Column
from engine.store.sql.webhook_announce import EVENT, NEW_DELIVERY, ONCE, delivery_row, event_row
from engine.store.sql.webhook_rows import ENDPOINT, endpoint, endpoint_columns, topics_column
from engine.store.webhook_port import NameTaken

COLUMNS = ", ".join(ENDPOINT)
NAMED = "SELECT 1 FROM webhook_endpoints WHERE shop = ? AND name = ? AND id <> ?"


class WebhookEndpoints(SqlPart):
    """Adding, changing, removing."""

    async def add_webhook_endpoint(
        self, endpoint: WebhookEndpoint, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> str | None:
        """Store an endpoint; None when the name is taken."""
        shop, row = endpoint.shop, endpoint_columns(endpoint)
        then = "ON CONFLICT (shop, name) DO NOTHING RETURNING id"

        async def add(tx: Tx) -> str:
            before = await served_before(tx, shop, receipt, endpoint.id.encode(), now)
            if before is not None:
                return (before.answer or b"").decode()
            if not await tx.insert("webhook_endpoints", ENDPOINT, [row], then):
                raise NotDone
            detail = {"name": endpoint.name, "url": endpoint.url}
            await write_audit(tx, shop, now, actor, "webhook endpoint added", endpoint.id, detail)
            return endpoint.id

        try:
            return await self._db.write(add)
        except NotDone:
            return None

    async def webhook_endpoints(self, shop: str) -> tuple[WebhookEndpoint, ...]:
        """All of a shop, by name."""
        statement = f"SELECT {COLUMNS} FROM webhook_endpoints WHERE shop = ? ORDER BY name"
        return tuple(map(endpoint, await self._db.read(statement, shop)))

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
        assigned, values, said = _assignments(change)

        async def alter(tx: Tx) -> bool:
            if await served_before(tx, shop, receipt, None, now) is not None:
                return True
            if change.name is not None and await tx.row(NAMED, shop, change.name, endpoint_id):
                raise NameTaken
            statement = f"UPDATE webhook_endpoints SET {assigned} WHERE shop = ? AND id = ? RETURNING id"
            if await tx.row(statement, *values, shop, endpoint_id) is None:
                raise NotDone
            await write_audit(tx, shop, now, actor, "webhook endpoint changed", endpoint_id, said)
            return True

        try:
            return await self._db.write(alter)
        except NotDone:
            return False

    async def remove_webhook_endpoint(
        self, shop: str, endpoint_id: str, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> bool:
        """Remove an endpoint with its deliveries."""

        async def remove(tx: Tx) -> bool:
            if await served_before(tx, shop, receipt, None, now) is not None:
                return True
            gone = await tx.row(
                "DELETE FROM webhook_endpoints WHERE shop = ? AND id = ? RETURNING name", shop, endpoint_id
            )
            if gone is None:
                raise NotDone
            await tx.rows(
                "DELETE FROM webhook_deliveries WHERE shop = ? AND endpoint_id = ?", shop, endpoint_id
            )
            detail = {"name": gone[0]}
            await write_audit(tx, shop, now, actor, "webhook endpoint removed", endpoint_id, detail)
            return True

        try:
            return await self._db.write(remove)
        except NotDone:
            return False

    async def announce_to(
        self, shop: str, endpoint_id: str, announcement: Announcement, actor: Actor, now: datetime
    ) -> str | None:
        """Tell one endpoint something; the id of the delivery."""
        event_id = event_id_of(shop, endpoint_id, announcement)
        found = "SELECT 1 FROM webhook_endpoints WHERE shop = ? AND id = ?"

        async def tell(tx: Tx) -> str | None:
            if await tx.row(found, shop, endpoint_id) is None:
                return None
            await tx.insert("webhook_events", EVENT, [event_row(shop, event_id, announcement, now)], ONCE)
            row = delivery_row(shop, event_id, endpoint_id, now)
            await tx.insert("webhook_deliveries", NEW_DELIVERY, [row], ONCE)
            await write_audit(tx, shop, now, actor, "webhook tested", endpoint_id, {"event": event_id})
            return delivery_id_of(event_id, endpoint_id)

        return await self._db.write(tell)


def _assignments(change: EndpointChange) -> tuple[str, list[Column], dict[str, str]]:
    """What to set, to which values, and what the audit trail says of it."""
    columns: dict[str, Column] = {}
    said: dict[str, str] = {}
    for name, value in (("name", change.name), ("url", change.url), ("state", change.state)):
        if value is not None:
            columns[name] = str(value)
            said["became" if name == "state" else name] = str(value)
    if change.topics is not None:
        columns["topics"] = topics_column(change.topics)
        said["topics"] = " ".join(sorted(change.topics))
    if change.secrets is not None:
        columns["secrets"] = to_json(change.secrets)
        said["rotated"] = "yes"
    if change.state is EndpointState.ENABLED:
        columns |= {"failing_since": None, "throttled_until": None}
    return ", ".join(f"{name} = ?" for name in columns) or "id = id", list(columns.values()), said
