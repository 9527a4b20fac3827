"""A long file of products as a job: looked through first, then stored in one step (S5.8, a million rows of SKUs)."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import islice

from engine.model.answers import RowProblem
from engine.model.catalog import Product
from engine.model.decision import Rejection
from engine.model.job import Job, JobKind, JobSide, JobState, JobStep
from engine.model.records import Actor, Receipt
from engine.service.catalog import ROWS_AT_ONCE, catalog_file, save_products
from engine.service.engine import Engine
from engine.service.job_files import CHECK_ONLY, NOT_THERE, WRONG_STATE, JobProblem, written
from engine.service.queue_job import add_job, let_run
from engine.service.read_products import ImportFormat, lines_of, read_products
from engine.service.spreadsheet import csv_lines

MOST_BYTES = 64 * 1024 * 1024
"""Of a file of products: a catalogue is held in memory as a whole, so its file may be too."""

MOST_LISTED = 100_000
FAILURES = ("line", "column", "reason", "found", "expected")


@dataclass(slots=True, kw_only=True)
class _Read:
    """What was read so far."""

    products: list[Product] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)

    def step(self, state: JobState = JobState.RUNNING, *, ended: bool = False) -> JobStep:
        """The standing; with `ended` also the file of rows that cannot be read."""
        good, bad = len(self.products), len({problem.line for problem in self.problems})
        cells = [
            (one.line, one.column, one.code, one.value, one.expected) for one in self.problems[:MOST_LISTED]
        ]
        wrote = ((JobSide.FAILURES, csv_lines(cells, header=FAILURES)),) if ended else ()
        total = good + bad if ended else None
        return JobStep(cursor="", state=state, done=good, failed=bad, total=total, wrote=wrote)


async def open_product_import(
    engine: Engine, shop: str, form: ImportFormat, actor: Actor, receipt: Receipt | None = None
) -> Job | Rejection:
    """Open an import of products; its file is handed in next."""
    return await add_job(
        engine, shop, JobKind.PRODUCT_IMPORT, {"file_format": form.value}, actor, receipt=receipt
    )


async def start_product_import(
    engine: Engine, shop: str, job_id: str, actor: Actor, *, check: bool, receipt: Receipt | None = None
) -> Job | Rejection:
    """Look the file through (`check`), or, after that, store the products of all rows that can be read."""
    job = await engine.store.job(shop, job_id)
    if job is None or job.kind is not JobKind.PRODUCT_IMPORT:
        return NOT_THERE
    seen = job.state is JobState.CHECKED or (job.state is JobState.FAILED and job.asked.get("do") == "run")
    if not check and not seen:
        return WRONG_STATE
    asked = {"do": CHECK_ONLY if check else "run"}
    return await let_run(engine, shop, job_id, asked, actor, receipt=receipt)


async def import_step_by_step(engine: Engine, job: Job) -> AsyncIterator[JobStep]:
    """Read the whole file, two thousand rows a step; at the end say what it would do, or store it in one step.

    It begins anew when its worker dies: the same file again changes nothing.
    """
    file = await catalog_file(engine, job.shop, ImportFormat(job.asked.get("file_format", "csv")))
    rows = read_products(lines_of(await _text(engine, job)), file)
    read = _Read()
    while batch := await asyncio.to_thread(lambda: list(islice(rows, ROWS_AT_ONCE))):
        read.products += (row.product for row in batch if row.product is not None)
        read.problems += (row.problem for row in batch if row.problem is not None)
        yield read.step()
    if job.asked.get("do") == CHECK_ONLY:
        yield read.step(JobState.CHECKED, ended=True)
        return
    if read.products:
        actor = Actor(kind=job.actor_kind, id=job.actor_id)
        await save_products(engine, job.shop, read.products, actor=actor)
    yield read.step(JobState.DONE, ended=True)


async def _text(engine: Engine, job: Job) -> str:
    """The file as it was handed in, in UTF-8 or the encoding of Japanese Excel. Raises JobProblem."""
    content = bytearray()
    async for piece in written(engine, job, JobSide.INPUT):
        content += piece
        if len(content) > MOST_BYTES:
            raise JobProblem(f"the file is longer than {MOST_BYTES // 1024 // 1024} MB")
    for encoding in ("utf-8", "cp932"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise JobProblem("the file is neither UTF-8 nor Shift_JIS")
