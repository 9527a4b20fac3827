"""Carries out jobs step by step: what a step did is written down with its progress; a dead worker's job goes on."""

import logging
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

from engine.model.job import Job, JobKind, JobState, JobStep
from engine.service.bulk_refund import carry_out_refunds, check_refunds
from engine.service.changes import job_topic
from engine.service.engine import Engine
from engine.service.export_job import export_list
from engine.service.import_codes import import_codes
from engine.service.import_jobs import IMPORTS
from engine.service.job_files import CHECK_ONLY, JobProblem
from engine.service.outage import StoreUnavailable
from engine.service.product_import import import_step_by_step

logger = logging.getLogger(__name__)


def _never() -> bool:
    return False


async def run_job(engine: Engine, stopping: Callable[[], bool] = _never) -> bool:
    """Take one job that waits, and work on it to its end; False when none waits.

    It is left when somebody cancels it, has taken it over, or `stopping`; it then goes on when its lease is over.
    """
    now = engine.clock.now()
    job = await engine.store.claim_job(now, now + engine.limits.lease)
    if job is None:
        return False
    engine.changes.tell(job_topic(job.shop, job.id))
    steps = _steps(engine, job)
    try:
        async for step in steps:
            if not await _keep(engine, job, step) or stopping():
                break
            job = replace(job, cursor=step.cursor, done=step.done, failed=step.failed, totals=step.totals)
    except StoreUnavailable:
        raise
    except JobProblem as problem:
        await _keep(engine, job, _failed(job, str(problem)))
    except Exception:
        number = secrets.token_hex(8)
        logger.exception("job %s failed, number %s", job.id, number)
        await _keep(engine, job, _failed(job, f"internal error {number}; the log says more"))
    return True


def _steps(engine: Engine, job: Job) -> AsyncIterator[JobStep]:
    if job.kind is JobKind.EXPORT:
        return export_list(engine, job)
    if job.kind is JobKind.PRODUCT_IMPORT:
        return import_step_by_step(engine, job)
    if job.kind in IMPORTS:
        return import_codes(engine, job)
    check = job.asked.get("do") == CHECK_ONLY
    return check_refunds(engine, job) if check else carry_out_refunds(engine, job)


async def _keep(engine: Engine, job: Job, step: JobStep) -> bool:
    now = engine.clock.now()
    kept = await engine.store.keep_step(job, step, now, now + engine.limits.lease)
    engine.changes.tell(job_topic(job.shop, job.id))
    return kept is not None


def _failed(job: Job, problem: str) -> JobStep:
    return JobStep(
        cursor=job.cursor,
        state=JobState.FAILED,
        totals=job.totals,
        done=job.done,
        failed=job.failed,
        total=job.total,
        problem=problem,
    )
