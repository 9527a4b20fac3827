"""Webhooks leave: claimed by endpoint, signed, posted, settled (C24-C27, F30)."""

import asyncio
import logging
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from random import Random

from engine.delivery.outbound_http import HttpAnswer
from engine.delivery.webhook_signature import signed_headers
from engine.model.webhook import (
    DeliveryState,
    EndpointState,
    Settlement,
    WebhookAttempt,
    WebhookDelivery,
    WebhookEndpoint,
)
from engine.service.ask import webhook_endpoint
from engine.service.engine import Engine
from engine.service.webhook_secrets import signing_secrets

SCHEDULE = (
    *(timedelta(seconds=0), timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30)),
    *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
)
"""Waits before each try, of Standard Webhooks: 75.6 hours in all (C26)."""

JITTER = 0.2
LONGEST_REST = timedelta(hours=24)
THROTTLING = frozenset({429, 502, 503, 504})
GONE = 410
AT_ONCE = 4
"""Calls to one endpoint side by side: a slow one holds up nobody but itself."""

logger = logging.getLogger(__name__)


async def send_webhooks(engine: Engine) -> int:
    """Send one batch of what is due to each endpoint; returns how many calls were made."""
    made = 0
    for shop, endpoint_id in await engine.store.due_webhooks(engine.clock.now()):
        claimed = await claim_for(engine, shop, endpoint_id, AT_ONCE)
        await asyncio.gather(*(send_webhook(engine, one) for one in claimed))
        made += len(claimed)
    return made


async def claim_for(engine: Engine, shop: str, endpoint_id: str, limit: int) -> tuple[WebhookDelivery, ...]:
    """Claim what is due to one endpoint, with a lease that outlives a call."""
    now = engine.clock.now()
    return await engine.store.claim_webhooks(shop, endpoint_id, now, now + engine.limits.lease, limit)


async def send_webhook(engine: Engine, delivery: WebhookDelivery) -> bool:
    """Make one call of a claimed delivery and write down what came of it; False when somebody else has it by now."""
    endpoint = await webhook_endpoint(engine, delivery.shop, delivery.endpoint_id)
    if endpoint is None:
        return False  # removed with everything on its way to it
    at = engine.clock.now()
    status, reason, rest, milliseconds = await _call(engine, endpoint, delivery, at)
    now = engine.clock.now()
    attempt = WebhookAttempt(
        number=delivery.attempt, at=at, status=status, reason=reason, milliseconds=milliseconds
    )
    settlement = settlement_of(status, rest, delivery.tries, now, engine.random)
    kept = await engine.store.settle_webhook(delivery, attempt, settlement, now)
    if not kept:
        logger.warning("webhook %s: attempt %s came too late to be recorded", delivery.id, delivery.attempt)
    return kept


def settlement_of(status: int, rest: timedelta, tries: int, now: datetime, random: Random) -> Settlement:
    """What a try means; `status` 0: there was no answer, `rest`: what Retry-After asked for, `tries`: made so far."""
    if 200 <= status < 300:
        return Settlement(state=DeliveryState.DELIVERED)
    if status == GONE:
        return Settlement(state=DeliveryState.DEAD, endpoint_state=EndpointState.GONE)
    throttled = now + rest if rest or status in THROTTLING else None
    if tries >= len(SCHEDULE):
        return Settlement(state=DeliveryState.DEAD, throttled_until=throttled)
    wait = SCHEDULE[tries] * (1 + random.uniform(-JITTER, JITTER))
    next_at = now + max(wait, rest)
    if throttled is not None:
        throttled = max(throttled, now + min(wait, LONGEST_REST))
    return Settlement(state=DeliveryState.WAITING, next_at=next_at, throttled_until=throttled)


async def _call(
    engine: Engine, endpoint: WebhookEndpoint, delivery: WebhookDelivery, at: datetime
) -> tuple[int, str, timedelta, int]:
    """Status, reason, wished rest and duration of one call."""
    body = delivery.body.encode()
    try:
        signing = signing_secrets(engine.keys, endpoint, at)
    except KeyError:
        return 0, "the key that signs for this endpoint is not in the secrets file", timedelta(), 0
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Otoku-Webhooks/1",
        **signed_headers(delivery.event_id, at, body, signing),
    }
    answer = await engine.http.post(endpoint.url, body, headers)
    reason = answer.reason or (f"HTTP {answer.status}" if answer.status else answer.ended.value)
    return answer.status, reason, _rest(answer, at), answer.milliseconds


def _rest(answer: HttpAnswer, now: datetime) -> timedelta:
    """What Retry-After asks for, in seconds or as a date, a day at most."""
    text = answer.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdecimal() and len(text) < 9:
        wished = timedelta(seconds=int(text))
    else:
        try:
            at = parsedate_to_datetime(text)
        except ValueError:
            return timedelta()
        wished = at - now if at.tzinfo is not None else timedelta()
    return min(max(wished, timedelta()), LONGEST_REST)
