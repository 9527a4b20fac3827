"""Jobs of a shop: exports are started, all are cancelled or taken up again."""

from collections.abc import AsyncIterator, Mapping

from engine.model.decision import OTHER_REQUEST, Problem, Rejection
from engine.model.job import Job, JobKind, JobSide, JobState
from engine.model.records import Actor, Receipt
from engine.service.changes import job_topic
from engine.service.engine import Engine
from engine.service.export_job import LISTINGS
from engine.service.job_files import NOT_THERE, WRONG_STATE, written
from engine.service.queue_job import add_job, let_run
from engine.store.port import ReceiptMismatch


async def start_export(
    engine: Engine, shop: str, asked: Mapping[str, str], actor: Actor, receipt: Receipt | None = None
) -> Job | Rejection:
    """Queue an export of a list (`list`, `format`, `addresses`, `rule`, `state`, `since`, `until`)."""
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None or asked.get("list") not in LISTINGS:
        return Rejection(problem=Problem.NOT_FOUND, path=("list",))
    settings = prepared.program.settings
    asked = {**asked, "currency": settings.currency, "zone": settings.zone}
    return await add_job(engine, shop, JobKind.EXPORT, asked, actor, receipt=receipt, state=JobState.WAITING)


async def take_file(engine: Engine, job: Job, side: JobSide, actor: Actor) -> AsyncIterator[bytes]:
    """A file that a job wrote, piece by piece; who took it is written into the audit trail (SEC34)."""
    said = {"file": side.value, **job.asked}
    await engine.store.add_audit(job.shop, actor, "job file taken", job.id, said, engine.clock.now())
    return written(engine, job, side)


async def cancel_job(
    engine: Engine, shop: str, job_id: str, actor: Actor, receipt: Receipt | None = None
) -> Job | Rejection:
    """End a job; what it did stays done, and its files stay as they are."""
    try:
        cancelled = await engine.store.cancel_job(shop, job_id, actor, engine.clock.now(), receipt)
    except ReceiptMismatch:
        return OTHER_REQUEST
    engine.changes.tell(job_topic(shop, job_id))
    job = await engine.store.job(shop, job_id)
    return NOT_THERE if job is None else job if cancelled else WRONG_STATE


async def resume_job(
    engine: Engine, shop: str, job_id: str, actor: Actor, receipt: Receipt | None = None
) -> Job | Rejection:
    """Let a failed job go on where it stopped."""
    job = await engine.store.job(shop, job_id)
    if job is None:
        return NOT_THERE
    if job.state in (JobState.OPEN, JobState.CHECKED):
        return WRONG_STATE
    return await let_run(engine, shop, job_id, {}, actor, receipt=receipt)
