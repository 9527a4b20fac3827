"""Webhooks are sent again, or once for a try, because a person asks for it (C26)."""

import secrets
from dataclasses import replace
from datetime import timedelta

from engine.model.decision import OTHER_REQUEST, Problem, Rejection
from engine.model.records import Actor, Receipt
from engine.model.webhook import Announcement, Replay, WebhookTopic
from engine.service.ask import webhook_endpoint
from engine.service.engine import Engine
from engine.service.webhook_endpoints import NOT_THERE
from engine.store.port import ReceiptMismatch

KEPT = timedelta(days=30)
"""How long events can be sent again."""


async def replay_webhooks(
    engine: Engine, shop: str, replay: Replay, actor: Actor, receipt: Receipt | None = None
) -> int | Rejection:
    """Send one delivery, a range of time, or all from an event on again, with the same event ids and bodies (I28).

    How many. An event that was forgotten is NOT_FOUND: then a range of time is what is left.
    """
    if await webhook_endpoint(engine, shop, replay.endpoint_id) is None:
        return NOT_THERE
    if replay.from_event is not None:
        happened = await engine.store.webhook_event_at(shop, replay.from_event)
        if happened is None:
            return Rejection(problem=Problem.NOT_FOUND, path=("from_event",))
        now = engine.clock.now()
        replay = replace(replay, since=happened, until=max(now, happened) + timedelta(microseconds=1))
    if replay.delivery_id is None and not (replay.since and replay.until and replay.since < replay.until):
        return Rejection(problem=Problem.TIME_INVALID, path=("since",))
    try:
        count = await engine.store.replay_webhooks(shop, replay, actor, engine.clock.now(), receipt)
    except ReceiptMismatch:
        return OTHER_REQUEST
    if replay.delivery_id is not None and not count:
        return Rejection(problem=Problem.NOT_FOUND, path=("delivery_id",))
    engine.waker.wake()
    return count


async def send_test_webhook(
    engine: Engine, shop: str, endpoint_id: str, actor: Actor, *, key: str | None = None
) -> str | Rejection:
    """Send `webhook.test` to one endpoint, which need not have asked for it, once per `key`; the delivery's id."""
    now = engine.clock.now()
    said = Announcement(
        topic=WebhookTopic.TEST,
        subject=key or secrets.token_hex(8),
        at=now,
        data={"message": "This is a test. おとくからのテストです。"},
    )
    delivery = await engine.store.announce_to(shop, endpoint_id, said, actor, now)
    engine.waker.wake()
    return delivery or NOT_THERE
