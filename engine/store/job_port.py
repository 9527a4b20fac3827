"""What the service asks of the store about jobs; part of the port."""

# ruff: noqa: PLR0917 - the port's signatures

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from engine.model.job import Job, JobKind, JobSide, JobStep
from engine.model.records import Actor, Page, Receipt


class JobStore(Protocol):
    """Jobs, their standing and their files. What people do leaves an audit row (SEC34)."""

    async def add_job(self, job: Job, actor: Actor, now: datetime, receipt: Receipt | None = None) -> str:
        """The id of the stored job: of the first one, when the receipt is known. Raises ReceiptMismatch."""

    async def job(self, shop: str, job_id: str) -> Job | None:
        """One job, or None."""

    async def jobs(self, shop: str, page: Page, *, kind: JobKind | None = None) -> tuple[Job, ...]:
        """Jobs, newest first."""

    async def add_job_input(self, shop: str, job_id: str, upload: str, number: int, content: bytes) -> bool:
        """Keep piece `number` (from 0, one after the other) of an open job's file until it is whole.

        `upload`, at most 12 characters, tells uploads apart: the first piece of another one ends it. False: it was
        ended so, or the job is not open.
        """

    async def cut_job_input(self, shop: str, job_id: str, upload: str, pieces: int) -> bool:
        """The `pieces` that were kept of the upload are the file now, in place of an earlier one.

        False: some of them are missing, or the job is not open; an upload that broke off changes no file.
        """

    async def job_parts(
        self, shop: str, job_id: str, side: JobSide, first: int, limit: int
    ) -> tuple[tuple[int, bytes], ...]:
        """Pieces of a file from number `first` on."""

    async def start_job(
        self,
        shop: str,
        job_id: str,
        asked: Mapping[str, str],
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """Queue an open or checked job from its beginning, or a failed one from where it stopped.

        `asked` is added to what it was asked. What begins anew has not started and has written nothing. False for any
        other state. Raises ReceiptMismatch.
        """

    async def cancel_job(
        self, shop: str, job_id: str, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> bool:
        """End a job that has not ended; what it did stays. Raises ReceiptMismatch."""

    async def claim_job(self, now: datetime, lease_until: datetime) -> Job | None:
        """Take over a waiting job, or one whose worker is gone; the one that waits longest."""

    async def keep_step(self, job: Job, step: JobStep, now: datetime, lease_until: datetime) -> Job | None:
        """Write one step down, standing and files in one transaction; the job as it is now.

        None when somebody else has taken it over, or it was cancelled.
        """

    async def refresh_statistics(self) -> None:
        """Tell the database how large the tables of gift cards are: a bulk load outgrows what it plans with."""

    async def forget_jobs(self, before: datetime, limit: int) -> int:
        """Remove jobs that ended, or were opened and never started, before `before`, with their files; how many."""
