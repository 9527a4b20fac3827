"""Jobs in SQL: leases with a fence, steps that are written whole."""

# ruff: noqa: PLR0917, S608 - the port's signatures; only marks and our own names are put into statements

from collections.abc import Mapping
from datetime import datetime

from engine.model.job import Job, JobKind, JobSide, JobState, JobStep
from engine.model.records import Actor, Page, Receipt
from engine.store.failpoints import failpoint
from engine.store.sql.codec import from_json, instant, maybe_instant, maybe_micros, micros, to_json
from engine.store.sql.database import Tx
from engine.store.sql.dialect import POSTGRESQL, marks
from engine.store.sql.part import Filter, SqlPart, page_of, write_audit
from engine.store.sql.receipts import NotDone, served_before
from engine.store.sql.session import Column, Row

COLUMNS = (
    *("id", "shop", "kind", "state", "asked", "cursor", "totals", "done", "failed", "total", "problem"),
    *("attempt", "next_at", "actor_kind", "actor_id", "created_at", "started_at", "ended_at"),
)
LISTED = ", ".join(COLUMNS)
PART = ("shop", "job_id", "side", "number", "content")
IS_OPEN = "UPDATE jobs SET problem = '' WHERE shop = ? AND id = ? AND state = 'open' RETURNING id"

CLAIM = f"""
    WITH due AS MATERIALIZED (
        SELECT "row" FROM jobs WHERE next_at <= ? ORDER BY next_at, "row" LIMIT 1 {{skip_locked}}
    )
    UPDATE jobs SET
        state = 'running', attempt = attempt + 1, next_at = ?, started_at = COALESCE(started_at, ?)
    WHERE "row" IN (SELECT "row" FROM due) RETURNING {LISTED}
"""

STEP = f"""
    UPDATE jobs SET
        state = ?, cursor = ?, totals = ?, done = ?, failed = ?, total = ?, problem = ?, next_at = ?,
        ended_at = ?
    WHERE shop = ? AND id = ? AND attempt = ? AND state = 'running' RETURNING {LISTED}
"""

CANCEL = """
    UPDATE jobs SET state = 'cancelled', next_at = NULL, ended_at = ?
    WHERE shop = ? AND id = ? AND state NOT IN ('done', 'cancelled') RETURNING id
"""

GROWING = ("card_publications", "gift_cards", "card_lots", "ledger_transfers", "ledger_postings", "customers")

FORGET_WRITTEN = "DELETE FROM job_parts WHERE shop = ? AND job_id = ? AND side <> 'input'"

BEGIN_ANEW = "UPDATE jobs SET started_at = NULL WHERE shop = ? AND id = ?"

OF_SIDE = "job_parts WHERE shop = ? AND job_id = ? AND side = ?"

FORGET_UPLOADS = "DELETE FROM job_parts WHERE shop = ? AND job_id = ? AND side LIKE 'in:%'"

PUT_IN_PLACE = "UPDATE job_parts SET side = 'input' WHERE shop = ? AND job_id = ? AND side = ?"

NEXT_PART = """
    SELECT COALESCE(MAX(number) + 1, 0) FROM job_parts WHERE shop = ? AND job_id = ? AND side = ?
"""


class Jobs(SqlPart):
    """The jobs of all shops."""

    async def add_job(self, job: Job, actor: Actor, now: datetime, receipt: Receipt | None = None) -> str:
        """Store a job."""

        async def add(tx: Tx) -> str:
            before = await served_before(tx, job.shop, receipt, job.id.encode(), now)
            if before is not None:
                return (before.answer or b"").decode()
            await tx.insert("jobs", COLUMNS, [_columns(job)])
            detail = {"kind": job.kind.value, **job.asked}
            await write_audit(tx, job.shop, now, actor, "job added", job.id, detail)
            return job.id

        return await self._db.write(add)

    async def job(self, shop: str, job_id: str) -> Job | None:
        """One job, or None."""
        found = await self._db.read(f"SELECT {LISTED} FROM jobs WHERE shop = ? AND id = ?", shop, job_id)
        return _job(found[0]) if found else None

    async def jobs(self, shop: str, page: Page, *, kind: JobKind | None = None) -> tuple[Job, ...]:
        """Jobs, newest first."""
        wanted = Filter(shop).equal("kind", kind)
        return tuple(map(_job, await page_of(self._db, LISTED, "jobs", ("created_at", "id"), page, wanted)))

    async def add_job_input(self, shop: str, job_id: str, upload: str, number: int, content: bytes) -> bool:
        """Store a piece of an open job's file."""

        async def add(tx: Tx) -> bool:
            if await tx.row(IS_OPEN, shop, job_id) is None:
                return False
            own = shop, job_id, _kept_aside(upload)
            if number == 0:
                await tx.rows(FORGET_UPLOADS, shop, job_id)
            elif await tx.row(f"SELECT 1 FROM {OF_SIDE} AND number = ?", *own, number - 1) is None:
                return False
            await tx.insert("job_parts", PART, [(*own, number, content)])
            return True

        return await self._db.write(add)

    async def cut_job_input(self, shop: str, job_id: str, upload: str, pieces: int) -> bool:
        """Make the file of the pieces that were kept."""

        async def make(tx: Tx) -> bool:
            if await tx.row(IS_OPEN, shop, job_id) is None:
                return False
            own = shop, job_id, _kept_aside(upload)
            kept = await tx.row(f"SELECT COUNT(*) FROM {OF_SIDE}", *own)
            if kept is None or kept[0] != pieces:
                return False
            await tx.rows(f"DELETE FROM {OF_SIDE}", shop, job_id, JobSide.INPUT)
            await tx.rows(PUT_IN_PLACE, *own)
            return True

        return await self._db.write(make)

    async def job_parts(
        self, shop: str, job_id: str, side: JobSide, first: int, limit: int
    ) -> tuple[tuple[int, bytes], ...]:
        """Pieces of a file."""
        found = await self._db.read(
            "SELECT number, content FROM job_parts WHERE shop = ? AND job_id = ? AND side = ? AND number >= ? "
            "ORDER BY number LIMIT ?",
            shop,
            job_id,
            side,
            first,
            limit,
        )
        return tuple((row[0], bytes(row[1])) for row in found)

    async def start_job(
        self,
        shop: str,
        job_id: str,
        asked: Mapping[str, str],
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """Queue a job."""

        async def start(tx: Tx) -> bool:
            if await served_before(tx, shop, receipt, None, now) is not None:
                return True
            row = await tx.row(
                "UPDATE jobs SET state = 'waiting', next_at = ?, problem = '', ended_at = NULL "
                "WHERE shop = ? AND id = ? AND state IN ('open', 'checked', 'failed') "
                f"RETURNING {LISTED}",
                micros(now),
                shop,
                job_id,
            )
            if row is None:
                raise NotDone
            await tx.rows(
                "UPDATE jobs SET asked = ? WHERE shop = ? AND id = ?",
                to_json({**_job(row).asked, **asked}),
                shop,
                job_id,
            )
            if not row["cursor"]:
                await tx.rows(FORGET_WRITTEN, shop, job_id)
                await tx.rows(BEGIN_ANEW, shop, job_id)
            await write_audit(tx, shop, now, actor, "job started", job_id, asked)
            return True

        try:
            return await self._db.write(start)
        except NotDone:
            return False

    async def cancel_job(
        self, shop: str, job_id: str, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> bool:
        """End a job."""

        async def cancel(tx: Tx) -> bool:
            if await served_before(tx, shop, receipt, None, now) is not None:
                return True
            if await tx.row(CANCEL, micros(now), shop, job_id) is None:
                raise NotDone
            await write_audit(tx, shop, now, actor, "job cancelled", job_id, {})
            return True

        try:
            return await self._db.write(cancel)
        except NotDone:
            return False

    async def claim_job(self, now: datetime, lease_until: datetime) -> Job | None:
        """Take a job over."""
        # A look that locks nothing: most rounds find nothing.
        if not await self._db.read("SELECT 1 FROM jobs WHERE next_at <= ? LIMIT 1", micros(now)):
            return None
        lease = micros(lease_until)
        row = await self._db.write(lambda tx: tx.row(CLAIM, micros(now), lease, micros(now)))
        return None if row is None else _job(row)

    async def keep_step(self, job: Job, step: JobStep, now: datetime, lease_until: datetime) -> Job | None:
        """Write one step down."""
        running = step.state is JobState.RUNNING
        standing = (
            *(step.state, step.cursor, to_json(dict(step.totals)), step.done, step.failed, step.total),
            *(step.problem, micros(lease_until) if running else None, None if running else micros(now)),
        )

        async def keep(tx: Tx) -> Job | None:
            row = await tx.row(STEP, *standing, job.shop, job.id, job.attempt)
            if row is None:
                return None
            for side, content in step.wrote:
                number = await tx.row(NEXT_PART, job.shop, job.id, side)
                part = job.shop, job.id, side, number[0] if number else 0, content
                await tx.insert("job_parts", PART, [part])
            failpoint("job.step.before")
            return _job(row)

        kept = await self._db.write(keep)
        failpoint("job.step.after")
        return kept

    async def refresh_statistics(self) -> None:
        """ANALYZE for PostgreSQL, which does so by itself only now and then; SQLite needs none to use an index."""
        if self._db.dialect is POSTGRESQL:
            await self._db.write(_analyze)

    async def forget_jobs(self, before: datetime, limit: int) -> int:
        """Remove old jobs with their files."""

        async def forget(tx: Tx) -> int:
            old = await tx.rows(
                "SELECT shop, id FROM jobs WHERE ended_at < ? OR (state = 'open' AND created_at < ?) "
                "ORDER BY created_at LIMIT ?",
                micros(before),
                micros(before),
                limit,
            )
            if old:
                keys: list[Column] = [part for row in old for part in (row[0], row[1])]
                pairs = marks(len(old), 2)
                await tx.rows(f"DELETE FROM job_parts WHERE (shop, job_id) IN (VALUES {pairs})", *keys)
                await tx.rows(f"DELETE FROM jobs WHERE (shop, id) IN (VALUES {pairs})", *keys)
            return len(old)

        return await self._db.write(forget)


def _kept_aside(upload: str) -> str:
    """As which side of the job the pieces of an upload wait for their file to be whole: one that nobody reads."""
    return f"in:{upload}"


def _columns(job: Job) -> tuple[Column, ...]:
    return (
        *(job.id, job.shop, job.kind, job.state, to_json(dict(job.asked)), job.cursor),
        *(to_json(dict(job.totals)), job.done, job.failed, job.total, job.problem, job.attempt),
        *(maybe_micros(job.next_at), job.actor_kind, job.actor_id, micros(job.created_at)),
        *(maybe_micros(job.started_at), maybe_micros(job.ended_at)),
    )


def _job(row: Row) -> Job:
    return Job(
        id=row["id"],
        shop=row["shop"],
        kind=JobKind(row["kind"]),
        state=JobState(row["state"]),
        asked=from_json(row["asked"], dict[str, str]),
        cursor=row["cursor"],
        totals=from_json(row["totals"], dict[str, int]),
        done=row["done"],
        failed=row["failed"],
        total=row["total"],
        problem=row["problem"],
        attempt=row["attempt"],
        next_at=maybe_instant(row["next_at"]),
        actor_kind=row["actor_kind"],
        actor_id=row["actor_id"],
        created_at=instant(row["created_at"]),
        started_at=maybe_instant(row["started_at"]),
        ended_at=maybe_instant(row["ended_at"]),
    )


async def _analyze(tx: Tx) -> None:
    # It looks at samples of many tables and holds nobody up: on a busy server it may take its time, and what is being
    # looked at by another one need not be looked at again.
    await tx.rows("SET LOCAL statement_timeout = 60000")
    await tx.rows(f"ANALYZE (SKIP_LOCKED) {', '.join(GROWING)}")
