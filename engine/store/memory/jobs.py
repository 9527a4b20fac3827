"""Jobs in memory: leases with a fence, steps that are written whole."""

# ruff: noqa: PLR0917 - the port's signatures

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from engine.model.job import ENDED, Job, JobKind, JobSide, JobState, JobStep
from engine.model.records import Actor, Page, Receipt
from engine.store.memory.part import MemoryPart, of_shop, page_of, write_audit
from engine.store.memory.receipts import is_repeat, served_before
from engine.store.memory.state import State

STARTABLE = (JobState.OPEN, JobState.CHECKED, JobState.FAILED)


class Jobs(MemoryPart):
    """The jobs of all shops."""

    async def add_job(self, job: Job, actor: Actor, now: datetime, receipt: Receipt | None = None) -> str:
        """Store a job."""
        async with self._tx() as state:
            before = served_before(state, job.shop, receipt, job.id.encode())
            if before is not None:
                return (before.answer or b"").decode()
            state.jobs.put((job.shop, job.id), job)
            said = {"kind": job.kind.value, **job.asked}
            write_audit(state, job.shop, now, actor, "job added", job.id, **said)
            return job.id

    async def job(self, shop: str, job_id: str) -> Job | None:
        """One job, or None."""
        return self._state.jobs.get((shop, job_id))

    async def jobs(self, shop: str, page: Page, *, kind: JobKind | None = None) -> tuple[Job, ...]:
        """Jobs, newest first."""
        own = of_shop(self._state.jobs, shop)
        return page_of((one for one in own if kind is None or one.kind is kind), page)

    async def add_job_input(self, shop: str, job_id: str, upload: str, number: int, content: bytes) -> bool:
        """Store a piece of an open job's file."""
        async with self._tx() as state:
            if not _is_open(state, shop, job_id):
                return False
            own = shop, job_id, _kept_aside(upload)
            if number == 0:
                for key in [key for key in state.job_parts if _is_aside(key, shop, job_id)]:
                    state.job_parts.drop(key)
            elif (*own, number - 1) not in state.job_parts:
                return False
            state.job_parts.put((*own, number), content)
            return True

    async def cut_job_input(self, shop: str, job_id: str, upload: str, pieces: int) -> bool:
        """Make the file of the pieces that were kept."""
        async with self._tx() as state:
            if not _is_open(state, shop, job_id):
                return False
            own, aside = (shop, job_id, JobSide.INPUT), (shop, job_id, _kept_aside(upload))
            kept = [key for key in state.job_parts if key[:3] == aside]
            if len(kept) != pieces:
                return False
            for key in [key for key in state.job_parts if key[:3] == own]:
                state.job_parts.drop(key)
            for key in kept:
                state.job_parts.put((*own, key[3]), state.job_parts[key])
                state.job_parts.drop(key)
            return True

    async def job_parts(
        self, shop: str, job_id: str, side: JobSide, first: int, limit: int
    ) -> tuple[tuple[int, bytes], ...]:
        """Pieces of a file."""
        own = (shop, job_id, side)
        found = sorted(
            (key[3], content)
            for key, content in self._state.job_parts.items()
            if key[:3] == own and key[3] >= first
        )
        return tuple(found[:limit])

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
        async with self._tx() as state:
            if receipt and is_repeat(state, shop, receipt):
                return True
            job = state.jobs.get((shop, job_id))
            if job is None or job.state not in STARTABLE:
                return False
            served_before(state, shop, receipt, None)
            waiting = replace(
                job,
                state=JobState.WAITING,
                asked={**job.asked, **asked},
                next_at=now,
                problem="",
                started_at=job.started_at if job.cursor else None,
                ended_at=None,
            )
            state.jobs.put((shop, job_id), waiting)
            if not job.cursor:
                written = [key for key in state.job_parts if key[:2] == (shop, job_id)]
                for key in [key for key in written if key[2] is not JobSide.INPUT]:
                    state.job_parts.drop(key)
            write_audit(state, shop, now, actor, "job started", job_id, **asked)
            return True

    async def cancel_job(
        self, shop: str, job_id: str, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> bool:
        """End a job."""
        async with self._tx() as state:
            if receipt and is_repeat(state, shop, receipt):
                return True
            job = state.jobs.get((shop, job_id))
            if job is None or job.state in ENDED:
                return False
            served_before(state, shop, receipt, None)
            ended = replace(job, state=JobState.CANCELLED, next_at=None, ended_at=now)
            state.jobs.put((shop, job_id), ended)
            write_audit(state, shop, now, actor, "job cancelled", job_id)
            return True

    async def claim_job(self, now: datetime, lease_until: datetime) -> Job | None:
        """Take a job over."""
        async with self._tx() as state:
            due = [
                (job.next_at, key) for key, job in state.jobs.items() if job.next_at and job.next_at <= now
            ]
            if not due:
                return None
            _, key = min(due)
            job = state.jobs[key]
            taken = replace(
                job,
                state=JobState.RUNNING,
                attempt=job.attempt + 1,
                next_at=lease_until,
                started_at=job.started_at or now,
            )
            state.jobs.put(key, taken)
            return taken

    async def keep_step(self, job: Job, step: JobStep, now: datetime, lease_until: datetime) -> Job | None:
        """Write one step down."""
        async with self._tx() as state:
            stored = state.jobs.get((job.shop, job.id))
            if stored is None or (stored.attempt, stored.state) != (job.attempt, JobState.RUNNING):
                return None
            running = step.state is JobState.RUNNING
            after = replace(
                stored,
                state=step.state,
                cursor=step.cursor,
                totals=dict(step.totals),
                done=step.done,
                failed=step.failed,
                total=step.total,
                problem=step.problem,
                next_at=lease_until if running else None,
                ended_at=None if running else now,
            )
            state.jobs.put((job.shop, job.id), after)
            for side, content in step.wrote:
                own = (job.shop, job.id, side)
                number = sum(1 for key in state.job_parts if key[:3] == own)
                state.job_parts.put((*own, number), content)
            return after

    async def refresh_statistics(self) -> None:
        """Nothing is planned here."""

    async def forget_jobs(self, before: datetime, limit: int) -> int:
        """Remove old jobs with their files."""
        async with self._tx() as state:
            old = [key for key, job in state.jobs.items() if _is_old(job, before)][:limit]
            for key in old:
                state.jobs.drop(key)
                for part in [part for part in state.job_parts if part[:2] == key]:
                    state.job_parts.drop(part)
            return len(old)


def _kept_aside(upload: str) -> str:
    """As which side of the job the pieces of an upload wait for their file to be whole: one that nobody reads."""
    return f"in:{upload}"


def _is_aside(key: tuple[str, str, str, int], shop: str, job_id: str) -> bool:
    return key[:2] == (shop, job_id) and key[2].startswith(_kept_aside(""))


def _is_old(job: Job, before: datetime) -> bool:
    # Who opened a job and never started it left a file behind, too.
    since = job.created_at if job.state is JobState.OPEN else job.ended_at
    return since is not None and since < before


def _is_open(state: State, shop: str, job_id: str) -> bool:
    job = state.jobs.get((shop, job_id))
    return job is not None and job.state is JobState.OPEN
