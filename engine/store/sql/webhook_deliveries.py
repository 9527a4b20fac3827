"""What is on its way to endpoints, in SQL: claimed with a lease, settled with a fence (C26, I29)."""

# ruff: noqa: S608 - the port's signatures; only marks and our own names are put into statements

from collections.abc import Sequence
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
)
from engine.store.sql.codec import instant, maybe_micros, micros, to_json
from engine.store.sql.database import Tx
from engine.store.sql.dialect import marks
from engine.store.sql.part import Filter, SqlPart, page_of, write_audit
from engine.store.sql.receipts import served_before
from engine.store.sql.session import Column, Row
from engine.store.sql.webhook_announce import NEW_DELIVERY, delivery_row
from engine.store.sql.webhook_rows import DELIVERY, delivery

BY_DISPATCHER = Actor(kind="timer", id="webhooks")

COLUMNS = ", ".join((*DELIVERY, "topic", "body"))
WITH_EVENT = f"""(
    SELECT {", ".join(f"d.{column}" for column in DELIVERY)}, e.topic, e.body
    FROM webhook_deliveries d JOIN webhook_events e ON e.shop = d.shop AND e.id = d.event_id
) told"""

DUE = """
    SELECT e.shop, e.id FROM webhook_endpoints e
    WHERE e.state = 'enabled' AND (e.throttled_until IS NULL OR e.throttled_until <= ?) AND EXISTS (
        SELECT 1 FROM webhook_deliveries d WHERE d.shop = e.shop AND d.endpoint_id = e.id AND d.next_at <= ?
    )
    ORDER BY e.shop, e.id
"""

CLAIM = """
    WITH due AS MATERIALIZED (
        SELECT "row" FROM webhook_deliveries WHERE shop = ? AND endpoint_id = ? AND next_at <= ?
        ORDER BY next_at, "row" LIMIT ? {skip_locked}
    )
    UPDATE webhook_deliveries SET state = 'claimed', attempt = attempt + 1, tries = tries + 1, next_at = ?
    WHERE "row" IN (SELECT "row" FROM due) RETURNING id
"""

SETTLE = """
    UPDATE webhook_deliveries SET state = ?, next_at = ?, delivered_at = ?, attempts = ?
    WHERE shop = ? AND id = ? AND attempt = ? AND state = 'claimed' RETURNING id
"""

WELL = """
    UPDATE webhook_endpoints SET failing_since = NULL, throttled_until = NULL
    WHERE shop = ? AND id = ? AND (failing_since IS NOT NULL OR throttled_until IS NOT NULL)
"""

UNWELL = """
    UPDATE webhook_endpoints SET
        failing_since = COALESCE(failing_since, ?), throttled_until = COALESCE(?, throttled_until)
    WHERE shop = ? AND id = ? RETURNING failing_since
"""

SWITCH_OFF = """
    UPDATE webhook_endpoints SET state = ? WHERE shop = ? AND id = ? AND state = 'enabled' RETURNING id
"""

AGAIN = "UPDATE webhook_deliveries SET state = 'waiting', tries = 0, next_at = ?, delivered_at = NULL"

MISSED = """
    SELECT e.id FROM webhook_events e JOIN webhook_endpoints p ON p.shop = e.shop AND p.id = ?
    WHERE e.shop = ? AND e.at >= ? AND e.at < ? AND p.topics LIKE '%"' || e.topic || '"%' AND NOT EXISTS (
        SELECT 1 FROM webhook_deliveries d
        WHERE d.shop = e.shop AND d.event_id = e.id AND d.endpoint_id = p.id
    )
    ORDER BY e.at, e.id
"""


class WebhookDeliveries(SqlPart):
    """What the dispatcher claims, and what people look at."""

    async def due_webhooks(self, now: datetime) -> tuple[tuple[str, str], ...]:
        """Endpoints that something is due to."""
        found = await self._db.read(DUE, micros(now), micros(now))
        return tuple((row[0], row[1]) for row in found)

    async def claim_webhooks(
        self, shop: str, endpoint_id: str, now: datetime, lease_until: datetime, limit: int
    ) -> tuple[WebhookDelivery, ...]:
        """Claim what is due to one endpoint."""

        async def claim(tx: Tx) -> Sequence[Row]:
            due = await tx.rows(CLAIM, shop, endpoint_id, micros(now), limit, micros(lease_until))
            if not due:
                return ()
            wanted = Filter(shop).among("id", [row[0] for row in due])
            read = f"SELECT {COLUMNS} FROM {WITH_EVENT} WHERE {wanted.clause} ORDER BY created_at, id"
            return await tx.rows(read, *wanted.parameters)

        return tuple(map(delivery, await self._db.write(claim)))

    async def settle_webhook(
        self, delivery: WebhookDelivery, attempt: WebhookAttempt, settlement: Settlement, now: datetime
    ) -> bool:
        """Write a try down."""
        kept = (*delivery.attempts, attempt)[-ATTEMPTS_KEPT:]
        delivered = settlement.state is DeliveryState.DELIVERED
        times = maybe_micros(settlement.next_at), micros(now) if delivered else None

        async def settle(tx: Tx) -> bool:
            fence = delivery.shop, delivery.id, delivery.attempt
            if await tx.row(SETTLE, settlement.state, *times, to_json(kept), *fence) is None:
                return False
            if delivered:
                await tx.rows(WELL, delivery.shop, delivery.endpoint_id)
            else:
                await _unwell(tx, delivery, settlement, now)
            return True

        return await self._db.write(settle)

    async def webhook_deliveries(
        self, shop: str, page: Page, *, endpoint_id: str | None = None, state: DeliveryState | None = None
    ) -> tuple[WebhookDelivery, ...]:
        """Deliveries, newest first."""
        wanted = Filter(shop).equal("endpoint_id", endpoint_id).equal("state", state)
        found = await page_of(self._db, COLUMNS, WITH_EVENT, ("created_at", "id"), page, wanted)
        return tuple(map(delivery, found))

    async def webhook_event_at(self, shop: str, event_id: str) -> datetime | None:
        """When an event happened."""
        found = await self._db.read("SELECT at FROM webhook_events WHERE shop = ? AND id = ?", shop, event_id)
        return instant(found[0][0]) if found else None

    async def replay_webhooks(
        self, shop: str, replay: Replay, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> int:
        """Make deliveries due again."""

        async def again(tx: Tx) -> int:
            before = await served_before(tx, shop, receipt, None, now)
            if before is not None:
                return int(before.answer or b"0")
            count = await _due_again(tx, shop, replay, now)
            if receipt is not None:
                answer = "UPDATE receipts SET answer = ? WHERE shop = ? AND key = ?"
                await tx.rows(answer, str(count).encode(), shop, receipt.key)
            detail = {"deliveries": str(count)}
            await write_audit(tx, shop, now, actor, "webhooks replayed", replay.endpoint_id, detail)
            return count

        return await self._db.write(again)

    async def forget_webhooks(self, before: datetime, limit: int) -> int:
        """Remove old events with their deliveries."""
        old = 'SELECT "row", shop, id FROM webhook_events WHERE at < ? ORDER BY at LIMIT ?'

        async def forget(tx: Tx) -> int:
            found = await tx.rows(old, micros(before), limit)
            if found:
                keys: list[Column] = [part for row in found for part in (row[1], row[2])]
                pairs = marks(len(found), 2)
                await tx.rows(
                    f"DELETE FROM webhook_deliveries WHERE (shop, event_id) IN (VALUES {pairs})", *keys
                )
                numbers: list[Column] = [row[0] for row in found]
                await tx.rows(f'DELETE FROM webhook_events WHERE "row" IN {marks(1, len(numbers))}', *numbers)
            return len(found)

        return await self._db.write(forget)


async def _unwell(tx: Tx, of: WebhookDelivery, settlement: Settlement, now: datetime) -> None:
    """A try failed: the endpoint may rest, or be switched off."""
    rest = maybe_micros(settlement.throttled_until)
    row = await tx.row(UNWELL, micros(now), rest, of.shop, of.endpoint_id)
    if row is None:
        return  # it was removed meanwhile
    off = settlement.endpoint_state
    if off is None and instant(row[0]) <= now - OFF_AFTER:
        off = EndpointState.FAILING
    if off is not None and await tx.row(SWITCH_OFF, off, of.shop, of.endpoint_id):
        detail = {"became": off.value}
        await write_audit(
            tx, of.shop, now, BY_DISPATCHER, "webhook endpoint switched off", of.endpoint_id, detail
        )


async def _due_again(tx: Tx, shop: str, replay: Replay, now: datetime) -> int:
    if replay.delivery_id is not None:
        one = f"{AGAIN} WHERE shop = ? AND endpoint_id = ? AND id = ? AND state <> 'claimed' RETURNING id"
        return len(await tx.rows(one, micros(now), shop, replay.endpoint_id, replay.delivery_id))
    since, until = micros(replay.since or now), micros(replay.until or now)
    sent = (
        f"{AGAIN} WHERE shop = ? AND endpoint_id = ? AND state <> 'claimed' AND event_id IN "
        "(SELECT id FROM webhook_events WHERE shop = ? AND at >= ? AND at < ?) RETURNING id"
    )
    again = len(await tx.rows(sent, micros(now), shop, replay.endpoint_id, shop, since, until))
    # What came while the endpoint was off was never on its way.
    missed = await tx.rows(MISSED, replay.endpoint_id, shop, since, until)
    rows = [delivery_row(shop, row[0], replay.endpoint_id, now) for row in missed]
    await tx.insert("webhook_deliveries", NEW_DELIVERY, rows, "ON CONFLICT (shop, id) DO NOTHING")
    return again + len(rows)
