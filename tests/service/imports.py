"""Files of another system, handed in as a person hands them in."""

import csv
import io
from collections.abc import AsyncIterator
from typing import Any

from engine.model.decision import Rejection
from engine.model.job import Job, JobKind, JobSide
from engine.service.engine import Engine
from engine.service.hand_in import hand_in
from engine.service.import_jobs import open_import, start_import
from engine.service.job_files import written
from engine.service.run_jobs import run_job
from tests.service.shop import TEST


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 50_000):
        yield content[start : start + 50_000]


async def looked_through(
    engine: Engine, kind: JobKind, rule: str, text: str | bytes, *, source: str = "voucherify", **said: Any
) -> Job:
    """The job after its file was looked through."""
    job = await open_import(engine, "tea", kind, rule, source, actor=TEST)
    assert isinstance(job, Job), job
    content = text if isinstance(text, bytes) else text.encode()
    assert len(content) == await hand_in(engine, "tea", job.id, _pieces(content))
    started = await start_import(engine, "tea", job.id, TEST, check=True, **said)
    assert isinstance(started, Job), started
    assert await run_job(engine)
    return await standing(engine, job)


async def taken_over(engine: Engine, kind: JobKind, rule: str, text: str | bytes, **said: Any) -> Job:
    """The job after its rows were taken over."""
    job = await looked_through(engine, kind, rule, text, **said)
    started = await start_import(engine, "tea", job.id, TEST, check=False)
    assert not isinstance(started, Rejection), (started, job)
    assert await run_job(engine)
    return await standing(engine, job)


async def standing(engine: Engine, job: Job) -> Job:
    """The job as it is now."""
    found = await engine.store.job("tea", job.id)
    assert found is not None
    return found


async def table(engine: Engine, job: Job, side: JobSide) -> list[dict[str, str]]:
    """A file that it wrote."""
    content = b"".join([part async for part in written(engine, job, side)])
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


async def reasons(engine: Engine, job: Job) -> dict[int, str]:
    """Why rows were not taken over, by line."""
    return {int(row["line"]): row["reason"] for row in await table(engine, job, JobSide.FAILURES)}
