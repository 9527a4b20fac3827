"""Durable wake-ups in SQL: leases, attempts, fencing."""

from collections.abc import Sequence
from datetime import datetime

from engine.model.backlog import Backlog
from engine.model.effects import StartTimer
from engine.model.events import TimerKind
from engine.model.records import Timer
from engine.store.failpoints import failpoint
from engine.store.identity import timer_id
from engine.store.sql.codec import instant, maybe_instant, micros
from engine.store.sql.database import Tx
from engine.store.sql.dialect import marks
from engine.store.sql.part import SqlPart

CLAIM = """
    WITH waiting AS MATERIALIZED (
        SELECT "row" FROM timers WHERE next_at <= ? ORDER BY next_at, id LIMIT ? {skip_locked}
    )
    UPDATE timers SET attempt = attempt + 1, next_at = ? WHERE "row" IN (SELECT "row" FROM waiting)
    RETURNING id, shop, kind, subject, due, attempt
"""

START = """
    ON CONFLICT (shop, kind, subject) DO UPDATE SET
        id = excluded.id, due = excluded.due, next_at = excluded.next_at, attempt = 0, fired_at = NULL
    WHERE timers.id <> excluded.id
"""

SETTLE = """
    UPDATE timers SET next_at = NULL, fired_at = ?
    WHERE shop = ? AND kind = ? AND subject IN {marks} AND id IN {marks} AND attempt = ? AND next_at IS NOT NULL
"""


class Timers(SqlPart):
    """What the tick claims."""

    async def claim_timers(self, now: datetime, lease_until: datetime, limit: int) -> tuple[Timer, ...]:
        """Claim due timers, and claimed ones whose lease ran out; the longest due first."""
        # A look that locks nothing: most ticks find nothing.
        if not await self._db.read("SELECT 1 FROM timers WHERE next_at <= ? LIMIT 1", micros(now)):
            return ()
        found = await self._db.write(lambda tx: tx.rows(CLAIM, micros(now), limit, micros(lease_until)))
        failpoint("timer.claimed")
        claimed = [
            Timer(
                id=identity,
                shop=shop,
                kind=TimerKind(kind),
                subject=subject,
                due=instant(due),
                attempt=attempt,
            )
            for identity, shop, kind, subject, due, attempt in found
        ]
        return tuple(sorted(claimed, key=lambda timer: (timer.due, timer.id)))

    async def settle_timer(self, timer: Timer, now: datetime) -> bool:
        """Mark fired, if this attempt is the newest and the timer was not moved meanwhile."""
        settled = await self._db.write(
            lambda tx: tx.rows(
                "UPDATE timers SET next_at = NULL, fired_at = ? "
                "WHERE shop = ? AND kind = ? AND subject = ? AND id = ? AND attempt = ? AND next_at IS NOT NULL "
                "RETURNING id",
                micros(now),
                timer.shop,
                timer.kind,
                timer.subject,
                timer.id,
                timer.attempt,
            )
        )
        return bool(settled)

    async def next_due(self) -> datetime | None:
        """When the earliest waiting timer, message or saga is due."""
        rows = await self._db.read(
            "SELECT MIN(next_at) FROM timers WHERE next_at IS NOT NULL "
            "UNION ALL SELECT MIN(next_at) FROM messages WHERE next_at IS NOT NULL "
            "UNION ALL SELECT MIN(next_at) FROM sagas WHERE next_at IS NOT NULL"
        )
        return maybe_instant(min((row[0] for row in rows if row[0] is not None), default=None))

    async def backlog(self) -> Backlog:
        """What waits."""
        ((timer, message, unknown),) = await self._db.read(BACKLOG)
        return Backlog(timer=maybe_instant(timer), message=maybe_instant(message), unknown=unknown)


BACKLOG = """
    SELECT (SELECT MIN(next_at) FROM timers WHERE next_at IS NOT NULL),
        (SELECT MIN(next_at) FROM messages WHERE next_at IS NOT NULL),
        (SELECT COUNT(*) FROM messages WHERE state = 'unknown')
"""


async def start_timers(tx: Tx, shop: str, timers: Sequence[StartTimer]) -> None:
    """Start timers, or move them to another moment; the same moment again changes nothing."""
    if timers:
        columns = "shop", "id", "kind", "subject", "due", "next_at", "attempt"
        due = sorted(timers, key=lambda timer: (timer.kind, timer.subject))
        rows = [
            (shop, timer_id(timer), timer.kind, timer.subject, micros(timer.due), micros(timer.due), 0)
            for timer in due
        ]
        if not await tx.copied("timers", columns, rows):
            await tx.insert("timers", columns, rows, START)


async def settle_timers(tx: Tx, shop: str, timers: Sequence[Timer], now: datetime) -> None:
    """Mark fired what no newer attempt holds and what was not moved to another moment."""
    alike: dict[tuple[str, int], list[Timer]] = {}
    for timer in timers:
        alike.setdefault((timer.kind, timer.attempt), []).append(timer)
    for (kind, attempt), those in sorted(alike.items()):
        statement = SETTLE.replace("{marks}", marks(1, len(those)))
        subjects, ids = [one.subject for one in those], [one.id for one in those]
        await tx.rows(statement, micros(now), shop, kind, *subjects, *ids, attempt)


async def cancel_timer(tx: Tx, shop: str, kind: TimerKind, subject: str) -> None:
    """Stop a timer that is no longer needed."""
    await tx.rows(
        "UPDATE timers SET next_at = NULL WHERE shop = ? AND kind = ? AND subject = ?", shop, kind, subject
    )
