"""What the columns of a file with coupons or gift cards mean: as somebody says, or guessed from usual headings."""

from engine.model.import_row import COLUMNS, NEEDED, Columns
from engine.model.job import Job
from engine.service.engine import Engine
from engine.service.refund_file import RefundFile
from engine.service.told_file import told_file


def columns_asked(job: Job) -> Columns:
    """As the job was told."""
    named = {column: job.asked.get(f"column_{column.value}", "") for column in COLUMNS[job.kind]}
    return {column: heading for column, heading in named.items() if heading}


async def import_table(engine: Engine, job: Job) -> RefundFile:
    """How the file is written. Raises JobProblem when it cannot be read."""
    columns = columns_asked(job)
    missing = [column.value for column in NEEDED[job.kind] if column not in columns]
    return await told_file(engine, job, {heading: heading for heading in columns.values()}, missing)
