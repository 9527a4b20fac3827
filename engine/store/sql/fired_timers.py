"""Timers that came due together, in SQL: the rows of all their decisions by one statement for each kind (A4)."""

from collections.abc import Sequence
from datetime import datetime

from engine.model.decision import Decision
from engine.model.records import Actor
from engine.store.announcements import announcements_of
from engine.store.batch import Batch, batch_of
from engine.store.failpoints import failpoint
from engine.store.port import Conflict
from engine.store.sql.commit import perform
from engine.store.sql.database import Tx
from engine.store.sql.events import Stored, event_row, store_events
from engine.store.sql.part import SqlPart
from engine.store.sql.webhook_announce import announce
from engine.store.timer_port import FiredTimer


class FiredTimers(SqlPart):
    """What a backlog is decided by."""

    async def commit_timers(
        self, shop: str, fired: Sequence[FiredTimer], actor: Actor, now: datetime
    ) -> None:
        """Store, perform and settle all at once."""
        batches = [batch_of(one.decision) for one in fired]
        effects = tuple(effect for one in fired for effect in one.decision.effects)
        revision = fired[0].decision.revision
        together = Decision(revision=revision, effects=effects)
        rows = [
            event_row(shop, one.event, one.decision, batch, actor, one.event.id.encode(), now)
            for one, batch in zip(fired, batches, strict=True)
        ]

        async def store(tx: Tx) -> None:
            stored = await store_events(tx, rows)
            if stored is Stored.KNOWN:
                raise Conflict("timers")
            # The id of an event is kept with orders alone, and no timer of these makes one.
            timers = [one.timer for one in fired]
            expired = await perform(tx, shop, "", batch_of(together), together, {}, actor, now, timers)
            if stored is Stored.HEARD:
                await _announce(tx, shop, list(zip(fired, batches, strict=True)), expired, now)
            failpoint("commit.before")

        await self._db.write(store)
        failpoint("commit.after")


async def _announce(
    tx: Tx,
    shop: str,
    fired: Sequence[tuple[FiredTimer, Batch]],
    expired: Sequence[str],
    now: datetime,
) -> None:
    for one, batch in fired:
        own = {effect.coupon_id for effect in batch.expired}
        ended = [coupon_id for coupon_id in expired if coupon_id in own]
        told = announcements_of(one.event, batch, ended, one.decision.telling)
        await announce(tx, shop, one.event.id, told, now)
