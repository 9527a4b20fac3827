"""How every job gets its row, and how it is let run."""

import secrets
from collections.abc import Mapping

from engine.model.decision import OTHER_REQUEST, Rejection
from engine.model.job import Job, JobKind, JobState
from engine.model.records import Actor, Receipt
from engine.service.changes import job_topic
from engine.service.engine import Engine
from engine.service.job_files import NOT_THERE, WRONG_STATE
from engine.store.port import ReceiptMismatch


async def add_job(  # noqa: PLR0913
    engine: Engine,
    shop: str,
    kind: JobKind,
    asked: Mapping[str, str],
    actor: Actor,
    *,
    receipt: Receipt | None,
    state: JobState = JobState.OPEN,
) -> Job | Rejection:
    """Store a new job: OPEN until its file is there, or WAITING for a worker."""
    now, waiting = engine.clock.now(), state is JobState.WAITING
    job = Job(
        id=secrets.token_hex(8),
        shop=shop,
        kind=kind,
        state=state,
        asked=asked,
        actor_kind=actor.kind,
        actor_id=actor.id,
        created_at=now,
        next_at=now if waiting else None,
    )
    try:
        stored = await engine.store.add_job(job, actor, now, receipt)
    except ReceiptMismatch:
        return OTHER_REQUEST
    if waiting:
        engine.waker.wake()
    return await engine.store.job(shop, stored) or NOT_THERE


async def let_run(
    engine: Engine,
    shop: str,
    job_id: str,
    asked: Mapping[str, str],
    actor: Actor,
    *,
    receipt: Receipt | None,
) -> Job | Rejection:
    """Hand a job that is there over to the workers; `asked` is added to what it was asked before."""
    asked = {**asked, "by_kind": actor.kind, "by": actor.id}
    try:
        if not await engine.store.start_job(shop, job_id, asked, actor, engine.clock.now(), receipt):
            return WRONG_STATE
    except ReceiptMismatch:
        return OTHER_REQUEST
    engine.waker.wake()
    engine.changes.tell(job_topic(shop, job_id))
    return await engine.store.job(shop, job_id) or NOT_THERE


def carried_out_by(job: Job) -> Actor:
    """Who let the job run last, and so answers for what it does; who opened it, where it was never let run."""
    return Actor(kind=job.asked.get("by_kind", job.actor_kind), id=job.asked.get("by", job.actor_id))
